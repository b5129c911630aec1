using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Nominations.Archive;

/// <summary>Keeps what issues had, instead of what was kept of them before: reading one twice, or after a change, comes to the same.</summary>
internal static class RecordPublished
{
    private static readonly StoreTable s_table = new(
        "published",
        ["publication", "issue_key", "issue_number", "published_on", "kind", "identity", "name", "url"]
    );

    /// <param name="issues">By their keys.</param>
    /// <returns>How many entries they had.</returns>
    public static async Task<long> RunAsync(
        Database database,
        DbTransaction transaction,
        string publication,
        IReadOnlyList<(string Key, IReadOnlyList<PublishedEntry> Entries, Issue Issue)> issues,
        CancellationToken cancellationToken
    )
    {
        var among = new Among([.. issues.Select(issue => issue.Key)]);
        await transaction.Connection!.ExecuteAsync(
            $"delete from published where publication = @publication and issue_key in {among.List}",
            among.With(new { publication }),
            transaction
        );

        var rows = issues.SelectMany(one => one.Entries.Select(entry => Row(publication, one.Key, one.Issue, entry)));
        return await database.InsertRowsAsync(transaction, s_table, rows.ToAsyncEnumerable(), cancellationToken);
    }

    private static object?[] Row(string publication, string key, Issue issue, PublishedEntry entry) =>
        [
            publication,
            key,
            (object?)(long?)issue.Number ?? DBNull.Value,
            (object?)issue.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? DBNull.Value,
            NomineeJson.Name(entry.Kind),
            entry.Identity,
            entry.Name,
            (object?)entry.Url ?? DBNull.Value,
        ];
}
