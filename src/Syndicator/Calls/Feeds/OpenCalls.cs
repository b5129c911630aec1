using System.Data.Common;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Calls.Feeds;

/// <summary>Reads what anybody may know of a publication's calls: those that issues printed, that can still be answered, and that no editor holds or took back.</summary>
internal sealed class OpenCalls(Database database, TimeProvider clock)
{
    /// <summary>The newest so many are looked at; an issue prints two dozen.</summary>
    private const int MostCalls = 1000;

    public async Task<CallFeed> RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await database.ReadSnapshotAsync(snapshot => ReadAsync(snapshot, publication, now), cancellationToken);
        return new CallFeed(publication, [.. known.Where(each => IsOpen(each.Call, now, publication))])
        {
            ChangedAt = known.Select(each => ChangedAt(each, now, publication)).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
        };
    }

    /// <summary>Those that are open, and those that were until lately.</summary>
    private static async Task<IReadOnlyList<ListedCall>> ReadAsync(DbTransaction snapshot, Publication publication, DateTimeOffset now)
    {
        var lately = now - publication.Calls.OpenFor;
        var calls = await CallTable.SelectAsync(
            snapshot.Connection!,
            $"""
            publication = @Id and (closes_at > @lately or (closes_at is null and last_day >= @since))
            order by id desc limit {MostCalls}
            """,
            new
            {
                publication.Id,
                lately,
                // What has no closing day is forgotten by its last issue; a day more than that in any zone.
                since = DateOnly.FromDateTime(lately.UtcDateTime).AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            snapshot
        );
        var changedAt = await ReadChanges.RunAsync(snapshot, calls);
        return [.. calls.Select(call => new ListedCall(call, changedAt[call.Id]))];
    }

    /// <remarks>Whether it was posted does not matter here: the issue that printed it is out.</remarks>
    private static bool IsOpen(Call call, DateTimeOffset now, Publication publication) =>
        CallLife.StateOf(call, [], now, publication) is not (CallState.Held or CallState.Closed or CallState.Withdrawn);

    /// <summary>When it last changed what the feed says. One that closes leaves it.</summary>
    private static DateTimeOffset ChangedAt(ListedCall listed, DateTimeOffset now, Publication publication) =>
        CallLife.StateOf(listed.Call, [], now, publication) == CallState.Closed
        && CallLife.EndsAt(listed.Call, publication) is var end
        && end > listed.ChangedAt
            ? end
            : listed.ChangedAt;
}
