using System.Globalization;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>A call with where it stands.</summary>
/// <param name="EndsAt">From when on nobody is told of it any more: see <see cref="CallLife.EndsAt"/>.</param>
/// <param name="Posts">What was said of it, the oldest first.</param>
internal sealed record CallListing(Call Call, CallState State, DateTimeOffset EndsAt, IReadOnlyList<CallPost> Posts)
{
    /// <summary>The posts that say it as they stand in the outbox, the oldest first.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    /// <summary>The post that says it; null where the outbox has none.</summary>
    public Delivery? DeliveryOf(CallPost post) => Deliveries.FirstOrDefault(delivery => CallDeliveries.Says(delivery, post));
}

/// <summary>Everything about a call.</summary>
/// <param name="Sightings">The issues that printed it, the latest first.</param>
/// <param name="History">The oldest first.</param>
internal sealed record CallDetails(CallListing Listing, IReadOnlyList<CallSighting> Sightings, IReadOnlyList<CallEvent> History);

/// <summary>Which calls are listed.</summary>
internal sealed record CallFilter
{
    /// <summary>By usual, whatever is not over.</summary>
    public IReadOnlySet<CallState> States { get; init; } =
        new HashSet<CallState>([CallState.Held, CallState.Open, CallState.Announced, CallState.Reminded, CallState.ClosingSoon]);

    /// <summary>Null: both.</summary>
    public CallKind? Kind { get; init; }

    /// <summary>Only those that close within this time from now; null: whenever they do.</summary>
    public TimeSpan? ClosingWithin { get; init; }
}

/// <summary>Calls as editors see them.</summary>
internal sealed class CallQueries(Database database, TimeProvider clock)
{
    /// <summary>So much of an id, at least, names a call.</summary>
    private const int ShortestId = 8;

    private const int ShortestPart = 3;

    /// <summary>Of many publications, those that have calls of which anything may be told or taken back.</summary>
    /// <param name="publications">At most a thousand.</param>
    public Task<IReadOnlySet<string>> ListBusyAsync(IReadOnlyCollection<string> publications, CancellationToken cancellationToken)
    {
        var among = new Among(publications);
        return database.ReadAsync<IReadOnlySet<string>>(
            async connection =>
                (
                    await connection.QueryAsync<string>(
                        $"select distinct publication from calls where publication in {among.List}",
                        among.With(new { })
                    )
                ).ToHashSet(StringComparer.Ordinal),
            cancellationToken
        );
    }

    /// <summary>Those that wait for an editor first, then by their end; those that are over last, the latest first.</summary>
    public async Task<IReadOnlyList<CallListing>> ListAsync(Publication publication, CallFilter filter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isOverWanted = filter.States.Any(IsOver);
        var listings = await ReadAsync(
            publication,
            "publication = @Id and (last_day >= @since or closes_at > @now)",
            new
            {
                publication.Id,
                // Whatever closes is found by that; what does not is over so long after the last issue that printed it.
                since = isOverWanted ? "" : Day(now - publication.Calls.OpenFor - TimeSpan.FromDays(2)),
                now,
            },
            cancellationToken
        );
        return await WithDeliveriesAsync(
            publication,
            [
                .. listings
                    .Where(listing => filter.States.Contains(listing.State))
                    .Where(listing => filter.Kind is null || listing.Call.Kind == filter.Kind)
                    .Where(listing => filter.ClosingWithin is null || ClosesWithin(listing.Call, now, filter.ClosingWithin.Value))
                    .OrderBy(listing => IsOver(listing.State))
                    .ThenBy(listing => listing.State != CallState.Held)
                    .ThenBy(listing => IsOver(listing.State) ? -listing.EndsAt.UtcTicks : listing.EndsAt.UtcTicks)
                    .ThenBy(listing => listing.Call.Text.Title, StringComparer.OrdinalIgnoreCase),
            ],
            cancellationToken
        );
    }

    /// <summary>By id or its beginning, address, or name; open ones go before those that are over.</summary>
    public async Task<IReadOnlyList<CallListing>> FindAsync(Publication publication, string name, CancellationToken cancellationToken)
    {
        var address = PrintedCall.AddressOf(name.Trim());
        var all = await ReadAsync(publication, "publication = @Id", new { publication.Id }, cancellationToken);
        IReadOnlyList<Func<Call, bool>> ways =
        [
            call => call.Id.ToString() == name,
            call => name.Length >= ShortestId && call.Id.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase),
            call => address is not null && (call.Identity == address || PrintedCall.AddressOf(call.Text.Url) == address),
            call => NameOf(call).Equals(name, StringComparison.OrdinalIgnoreCase),
            call => call.Text.Title.Equals(name, StringComparison.OrdinalIgnoreCase),
            call => name.Length >= ShortestPart && NameOf(call).Contains(name, StringComparison.OrdinalIgnoreCase),
        ];
        foreach (var way in ways)
        {
            var found = all.Where(listing => way(listing.Call)).ToList();
            if (found.Count > 0)
            {
                var open = found.Where(listing => !IsOver(listing.State)).ToList();
                return await WithDeliveriesAsync(publication, open.Count > 0 ? open : found, cancellationToken);
            }
        }

        return [];
    }

    /// <summary>As lists show it.</summary>
    private static string NameOf(Call call) => call.Text.Group is { Length: > 0 } group ? $"{group}: {call.Text.Name}" : call.Text.Name;

    /// <summary>Null when there is none.</summary>
    public async Task<CallDetails?> ShowAsync(Publication publication, CallId id, CancellationToken cancellationToken)
    {
        var of = new { publication.Id, call = id.ToString() };
        var found = await ReadAsync(publication, "publication = @Id and id = @call", of, cancellationToken);
        return await WithDeliveriesAsync(publication, found, cancellationToken) is not [var listing]
            ? null
            : await database.ReadAsync(
                async connection => new CallDetails(
                    listing,
                    await CallSightings.OfAsync(connection, id),
                    await CallHistory.ReadAsync(connection, id)
                ),
                cancellationToken
            );
    }

    /// <param name="condition">On the columns of <c>calls</c>.</param>
    private Task<IReadOnlyList<CallListing>> ReadAsync(
        Publication publication,
        string condition,
        object parameters,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<CallListing>>(
            async connection =>
            {
                var now = clock.GetUtcNow();
                var calls = await CallTable.SelectAsync(connection, condition, parameters);
                var posts = (
                    await CallPosts.SelectAsync(
                        connection,
                        $"call_id in (select id from calls where {condition}) order by at, account, act",
                        parameters
                    )
                ).ToLookup(post => post.Call);
                return
                [
                    .. calls.Select(call => new CallListing(
                        call,
                        CallLife.StateOf(call, posts[call.Id], now, publication),
                        CallLife.EndsAt(call, publication),
                        [.. posts[call.Id]]
                    )),
                ];
            },
            cancellationToken
        );

    private Task<IReadOnlyList<CallListing>> WithDeliveriesAsync(
        Publication publication,
        IReadOnlyList<CallListing> listings,
        CancellationToken cancellationToken
    ) => database.ReadAsync(connection => CallDeliveries.AddAsync(connection, publication, listings), cancellationToken);

    private static bool ClosesWithin(Call call, DateTimeOffset now, TimeSpan time) =>
        call.Text.Closing is Closing.At at && at.Instant > now && at.Instant <= now + time;

    private static bool IsOver(CallState state) => state is CallState.Closed or CallState.Withdrawn;

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
