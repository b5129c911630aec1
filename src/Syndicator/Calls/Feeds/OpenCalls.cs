using System.Data.Common;
using System.Globalization;
using Dapper;
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
        var listed = await database.ReadSnapshotAsync(snapshot => ReadAsync(snapshot, publication, now), cancellationToken);
        return new CallFeed(publication, [.. listed.Where(each => IsOpen(each.Call, now, publication))]);
    }

    private static async Task<IReadOnlyList<ListedCall>> ReadAsync(DbTransaction snapshot, Publication publication, DateTimeOffset now)
    {
        // What has no closing day is forgotten by its last issue; a day more than that in any zone.
        var since = DateOnly.FromDateTime((now - publication.Calls.OpenFor).UtcDateTime).AddDays(-2);
        var condition = $"""
            publication = @publication and (closes_at > @now or (closes_at is null and last_day >= @since))
            order by id desc limit {MostCalls}
            """;
        var parameters = new
        {
            publication = publication.Id,
            now,
            since = since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        var calls = await CallTable.SelectAsync(snapshot.Connection!, condition, parameters, snapshot);
        var changes = await snapshot.Connection!.QueryAsync<ChangeRow>(
            $"select id, updated_at from calls where {condition}",
            parameters,
            snapshot
        );
        var changedAt = changes.ToDictionary(row => row.Id, row => row.UpdatedAt, StringComparer.Ordinal);
        return [.. calls.Select(call => new ListedCall(call, changedAt[call.Id.ToString()]))];
    }

    /// <remarks>Whether it was posted does not matter here: the issue that printed it is out.</remarks>
    private static bool IsOpen(Call call, DateTimeOffset now, Publication publication) =>
        CallLife.StateOf(call, [], now, publication) is not (CallState.Held or CallState.Closed or CallState.Withdrawn);

    private sealed class ChangeRow
    {
        public string Id { get; set; } = "";
        public DateTimeOffset UpdatedAt { get; set; }
    }
}
