using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>What the desk and the command line show of the outbox.</summary>
internal sealed class DeliveryQueries(Database database)
{
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
}
