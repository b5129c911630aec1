using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>The table <c>call_sightings</c>.</summary>
internal static class CallSightings
{
    private static readonly StoreTable s_table = new(
        "call_sightings",
        ["publication", "issue_key", "ordinal", "call_id", "issue", "issue_day", "printed", "contradiction"]
    );

    /// <summary>Values in one statement.</summary>
    public const int AtOnce = 256;

    /// <param name="condition">On the columns of <c>call_sightings</c>.</param>
    public static Task<IReadOnlyList<CallSighting>> SelectAsync(DbTransaction transaction, string condition, object parameters) =>
        SelectAsync(transaction.Connection!, condition, parameters, transaction);

    /// <summary>Every issue that printed a call, the latest first.</summary>
    public static Task<IReadOnlyList<CallSighting>> OfAsync(DbConnection connection, CallId id, DbTransaction? transaction = null) =>
        SelectAsync(connection, "call_id = @id order by issue_day desc, issue_key desc", new { id = id.ToString() }, transaction);

    private static async Task<IReadOnlyList<CallSighting>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    $"select ordinal, call_id, issue, printed, contradiction from call_sightings where {condition}",
                    parameters,
                    transaction
                )
            ).Select(row => row.ToSighting()),
        ];

    /// <summary>Writes what issues printed instead of what is written of them.</summary>
    public static async Task ReplaceAsync(
        Database database,
        DbTransaction transaction,
        string publication,
        IEnumerable<string> issues,
        IEnumerable<CallSighting> sightings,
        CancellationToken cancellationToken
    )
    {
        foreach (var some in issues.Chunk(AtOnce))
        {
            var among = new Among(some);
            await transaction.Connection!.ExecuteAsync(
                $"delete from call_sightings where publication = @publication and issue_key in {among.List}",
                among.With(new { publication }),
                transaction
            );
        }

        var rows = sightings.Select(sighting => Values(publication, sighting));
        await database.InsertRowsAsync(transaction, s_table, rows.ToAsyncEnumerable(), cancellationToken);
    }

    private static object?[] Values(string publication, CallSighting sighting) =>
        [
            publication,
            sighting.Issue.Key,
            (long)sighting.Ordinal,
            sighting.Call.ToString(),
            JsonSerializer.Serialize(sighting.Issue, CallJson.Default.CallIssue),
            sighting.Issue.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            JsonSerializer.Serialize(sighting.Printed, CallJson.Default.CallText),
            (object?)sighting.Contradiction ?? DBNull.Value,
        ];

    private sealed class Row
    {
        public long Ordinal { get; set; }
        public string CallId { get; set; } = "";
        public string Issue { get; set; } = "";
        public string Printed { get; set; } = "";
        public string? Contradiction { get; set; }

        public CallSighting ToSighting() =>
            new(
                Calls.CallId.Parse(CallId),
                JsonSerializer.Deserialize(Issue, CallJson.Default.CallIssue)!,
                (int)Ordinal,
                JsonSerializer.Deserialize(Printed, CallJson.Default.CallText)!,
                Contradiction
            );
    }
}
