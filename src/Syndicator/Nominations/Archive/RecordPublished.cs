using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Syndicator.Issues;

namespace Syndicator.Nominations.Archive;

/// <summary>Keeps what an issue had, instead of what was kept of it before: reading it twice, or after a change, comes to the same.</summary>
internal static class RecordPublished
{
    /// <summary>Several rows a statement: an issue has a hundred.</summary>
    private const int RowsAtOnce = 50;

    /// <returns>What it had.</returns>
    public static async Task<IReadOnlyList<PublishedEntry>> Of(DbTransaction transaction, string publication, string issueKey, Issue issue)
    {
        var entries = PublishedEntry.Of(issue);
        await transaction.Connection!.ExecuteAsync(
            "delete from published where publication = @publication and issue_key = @issueKey",
            new { publication, issueKey },
            transaction
        );
        foreach (var rows in entries.Chunk(RowsAtOnce))
        {
            await InsertAsync(transaction, publication, issueKey, issue, rows);
        }

        return entries;
    }

    private static Task<int> InsertAsync(DbTransaction transaction, string publication, string issueKey, Issue issue, PublishedEntry[] rows)
    {
        var values = new DynamicParameters();
        values.Add("publication", publication);
        values.Add("key", issueKey);
        values.Add("number", issue.Number, System.Data.DbType.Int64);
        values.Add("day", issue.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), System.Data.DbType.String);
        var sql = new StringBuilder("insert into published (publication, issue_key, issue_number, published_on, kind, identity, name, url) values ");
        for (var i = 0; i < rows.Length; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? ", " : "")}(@publication, @key, @number, @day, @k{i}, @i{i}, @n{i}, @u{i})");
            values.Add($"k{i}", NomineeJson.Name(rows[i].Kind));
            values.Add($"i{i}", rows[i].Identity);
            values.Add($"n{i}", rows[i].Name);
            values.Add($"u{i}", rows[i].Url, System.Data.DbType.String);
        }

        return transaction.Connection!.ExecuteAsync(sql.ToString(), values, transaction);
    }
}
