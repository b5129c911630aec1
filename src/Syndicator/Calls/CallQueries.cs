using System.Globalization;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>A call with where it stands.</summary>
/// <param name="EndsAt">From when on nobody is told of it any more: see <see cref="CallLife.EndsAt"/>.</param>
/// <param name="Posts">What was said of it, the oldest first.</param>
internal sealed record CallListing(Call Call, CallState State, DateTimeOffset EndsAt, IReadOnlyList<CallPost> Posts);

/// <summary>Everything about a call.</summary>
/// <param name="Sightings">The issues that printed it, the latest first.</param>
/// <param name="History">The oldest first.</param>
internal sealed record CallDetails(CallListing Listing, IReadOnlyList<CallSighting> Sightings, IReadOnlyList<CallEvent> History);

/// <summary>Calls as editors see them.</summary>
internal sealed class CallQueries(Database database, TimeProvider clock)
{
    /// <summary>A call that nobody printed for so long, and that closed before, is not looked at for lists of open ones.</summary>
    private static readonly TimeSpan s_forgotten = TimeSpan.FromDays(500);

    /// <summary>Open ones by what is to be done: held first, then by their end; those that are over the latest first.</summary>
    /// <param name="states">Null: whatever is not over.</param>
    public async Task<IReadOnlyList<CallListing>> ListAsync(
        Publication publication,
        IReadOnlyCollection<CallState>? states,
        CancellationToken cancellationToken
    )
    {
        var wanted = states ?? [CallState.Held, CallState.Open, CallState.Announced, CallState.Reminded, CallState.ClosingSoon];
        var isOverWanted = wanted.Contains(CallState.Closed) || wanted.Contains(CallState.Withdrawn);
        var since = isOverWanted ? "" : Day(clock.GetUtcNow() - s_forgotten - publication.Calls.OpenFor);
        var listings = await ReadAsync(
            publication,
            "publication = @Id and (last_day >= @since or closes_at > @now)",
            new
            {
                publication.Id,
                since,
                now = clock.GetUtcNow(),
            },
            cancellationToken
        );
        return
        [
            .. listings
                .Where(listing => wanted.Contains(listing.State))
                .OrderBy(listing => IsOver(listing.State))
                .ThenBy(listing => listing.State == CallState.Held ? 0 : 1)
                .ThenBy(listing => IsOver(listing.State) ? -listing.EndsAt.UtcTicks : listing.EndsAt.UtcTicks)
                .ThenBy(listing => listing.Call.Text.Title, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>By id or its beginning, address, or name; open ones go before those that are over.</summary>
    public async Task<IReadOnlyList<Call>> FindAsync(Publication publication, string name, CancellationToken cancellationToken)
    {
        var address = CanonicalAddress.Of(name.Trim());
        var all = await ReadAsync(publication, "publication = @Id", new { publication.Id }, cancellationToken);
        IReadOnlyList<Func<Call, bool>> ways =
        [
            call => call.Id.ToString() == name,
            call => name.Length >= 8 && call.Id.ToString().StartsWith(name, StringComparison.OrdinalIgnoreCase),
            call => call.Identity == address || CanonicalAddress.Of(call.Text.Url) == address,
            call => call.Text.Title.Equals(name, StringComparison.OrdinalIgnoreCase),
            call => name.Length >= 3 && call.Text.Title.Contains(name, StringComparison.OrdinalIgnoreCase),
        ];
        foreach (var way in ways)
        {
            var found = all.Where(listing => way(listing.Call)).ToList();
            if (found.Count > 0)
            {
                var open = found.Where(listing => !IsOver(listing.State)).ToList();
                return [.. (open.Count > 0 ? open : found).Select(listing => listing.Call)];
            }
        }

        return [];
    }

    /// <summary>Null when there is none.</summary>
    public async Task<CallDetails?> ShowAsync(Publication publication, CallId id, CancellationToken cancellationToken)
    {
        var listings = await ReadAsync(
            publication,
            "publication = @Id and id = @id",
            new { publication.Id, id = id.ToString() },
            cancellationToken
        );
        return listings is not [var listing]
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
                var posts = await CallPosts.OfPublicationAsync(connection, publication.Id, calls);
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

    private static bool IsOver(CallState state) => state is CallState.Closed or CallState.Withdrawn;

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
