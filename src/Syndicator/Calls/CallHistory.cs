using System.Data.Common;
using Dapper;

namespace Syndicator.Calls;

/// <summary>One line of a call's history.</summary>
/// <param name="Actor"><c>service</c>, <c>cli:eve</c>.</param>
/// <param name="Act"><c>printed</c>, <c>released</c>.</param>
/// <param name="Before">Null for the first.</param>
internal sealed record CallEvent(
    long Version,
    DateTimeOffset At,
    string Actor,
    string Act,
    CallMemory? Before,
    CallMemory After,
    string Note
);

/// <summary>The table <c>call_history</c>.</summary>
internal static class CallHistory
{
    /// <summary>The oldest first.</summary>
    public static async Task<IReadOnlyList<CallEvent>> ReadAsync(DbConnection connection, CallId id, DbTransaction? transaction = null) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    "select version, at, actor, act, before, after, note from call_history where call_id = @id order by version",
                    new { id = id.ToString() },
                    transaction
                )
            ).Select(row => row.ToEvent()),
        ];

    private sealed class Row
    {
        public long Version { get; set; }
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string Act { get; set; } = "";
        public string? Before { get; set; }
        public string After { get; set; } = "";
        public string Note { get; set; } = "";

        public CallEvent ToEvent() =>
            new(Version, At, Actor, Act, Before is null ? null : CallMemory.Read(Before), CallMemory.Read(After), Note);
    }
}
