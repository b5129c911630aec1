using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>What the desk and the command line show of the outbox.</summary>
internal sealed class DeliveryQueries(Database database)
{
    /// <summary>As the index <c>deliveries_by_time</c> has them, so that a page is read from it and not sorted out of all posts.</summary>
    private const string LatestFirst =
        $"order by {DeliveryTable.Time} desc, d.state desc, d.account desc, d.part desc, d.issue_key desc, d.ordinal desc, d.id desc";

    /// <summary>Posts, the newest issue first, each thread in order.</summary>
    /// <param name="issueKey">Null: of every issue.</param>
    /// <param name="account">Null: of every account.</param>
    /// <param name="state">A state's name; null: in every state.</param>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<Delivery>> ListAsync(
        string publication,
        string? issueKey = null,
        string? account = null,
        string? state = null,
        int limit = 1000,
        CancellationToken cancellationToken = default
    ) =>
        database.ReadAsync(
            connection =>
                DeliveryTable.SelectAsync(
                    connection,
                    "d.publication = @publication"
                        + (issueKey is null ? "" : " and d.issue_key = @issueKey")
                        + (account is null ? "" : " and d.account = @account")
                        + (state is null ? "" : " and d.state = @state")
                        + " order by d.created_at desc, d.issue_key, d.account, d.ordinal, d.generation limit @limit",
                    new
                    {
                        publication,
                        issueKey,
                        account,
                        state,
                        limit,
                    }
                ),
            cancellationToken
        );

    /// <summary>One post with what happened to it, the oldest first; null when there is none.</summary>
    public Task<(Delivery Delivery, IReadOnlyList<DeliveryEvent> History)?> ShowAsync(
        DeliveryId id,
        CancellationToken cancellationToken = default
    ) =>
        database.ReadAsync<(Delivery, IReadOnlyList<DeliveryEvent>)?>(
            async connection =>
                await DeliveryTable.FindAsync(connection, id) is { } delivery
                    ? (delivery, await DeliveryTable.ReadHistoryAsync(connection, id))
                    : null,
            cancellationToken
        );

    /// <summary>The same by key: <c>twir/issue-666/mastodon/crate/g1</c>.</summary>
    public async Task<(Delivery Delivery, IReadOnlyList<DeliveryEvent> History)?> ShowAsync(
        string idempotencyKey,
        CancellationToken cancellationToken = default
    )
    {
        var found = await database.ReadAsync(
            connection => DeliveryTable.SelectAsync(connection, "d.idempotency_key = @idempotencyKey", new { idempotencyKey }),
            cancellationToken
        );
        return found is [var delivery] ? await ShowAsync(delivery.Id, cancellationToken) : null;
    }

    /// <summary>One page of those that a filter leaves, the latest first; see <see cref="DeliveryTable.Time"/>.</summary>
    public Task<DeliveryPage> FindAsync(string publication, DeliveryFilter filter, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(filter.Take, 1, DeliveryFilter.MostAtOnce);
        return database.ReadAsync(
            async connection =>
            {
                var found = await DeliveryTable.SelectAsync(
                    connection,
                    $"d.id in (select d.id from deliveries d where {Condition(filter)} {LatestFirst} limit @take offset @skip) {LatestFirst}",
                    new
                    {
                        publication,
                        filter.State,
                        filter.Account,
                        filter.Part,
                        filter.IssueKey,
                        pattern = filter.Search is { } search ? LikePattern.ContainingInJson(search) : null,
                        take = take + 1,
                        skip = Math.Clamp(filter.Skip, 0, DeliveryFilter.FarthestSkip),
                    }
                );
                return new DeliveryPage([.. found.Take(take)], found.Count > take);
            },
            cancellationToken
        );
    }

    /// <summary>What goes out, went out or ended within a time, in its order; of posts that were sent anew the newest alone.</summary>
    /// <param name="until">Not included.</param>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<Delivery>> ListBetweenAsync(
        string publication,
        DateTimeOffset from,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync(
            connection =>
                DeliveryTable.SelectAsync(
                    connection,
                    $"""
                    d.publication = @publication and {DeliveryTable.Time} >= @from and {DeliveryTable.Time} < @until
                      and (d.state <> 'held' or d.held_until is not null) and {DeliveryTable.IsLatest}
                    order by {DeliveryTable.Time}, d.account, d.issue_key, d.ordinal limit @limit
                    """,
                    new
                    {
                        publication,
                        from,
                        until,
                        limit,
                    }
                ),
            cancellationToken
        );

    /// <summary>What goes on only when an editor says so: held without an end, or refused. The latest made first, each thread in order.</summary>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<Delivery>> ListUndecidedAsync(string publication, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                DeliveryTable.SelectAsync(
                    connection,
                    $"""
                    d.publication = @publication and (d.state = 'failed' or (d.state = 'held' and d.held_until is null)) and {DeliveryTable.IsLatest}
                    order by d.created_at desc, d.issue_key, d.account, d.ordinal limit @limit
                    """,
                    new { publication, limit }
                ),
            cancellationToken
        );

    /// <summary>The thread that a post is in, in order, each post in its newest generation.</summary>
    public Task<IReadOnlyList<Delivery>> ListThreadAsync(PostPlace place, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => DeliveryTable.SelectThreadAsync(connection, place), cancellationToken);

    /// <remarks>State and account are hidden from indexes of their own: what they find would have to be sorted, and most of it is not shown.</remarks>
    private static string Condition(DeliveryFilter filter) =>
        "d.publication = @publication"
        + (filter.State is null ? "" : " and coalesce(d.state, '') = @State")
        + (filter.Account is null ? "" : " and coalesce(d.account, '') = @Account")
        + (filter.Part is null ? "" : " and (d.part = @Part or substr(d.part, 1, length(@Part) + 1) = @Part || '/')")
        + (filter.IssueKey is null ? "" : " and d.issue_key = @IssueKey")
        + (filter.Search is null ? "" : " and lower(d.content) like @pattern escape '!'");
}
