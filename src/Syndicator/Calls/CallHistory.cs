using System.Data.Common;
using Dapper;
using Syndicator.Storage;

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
        [.. (await ReadAsync(connection, [id], transaction))[id]];

    /// <summary>Of several calls, each the oldest first.</summary>
    /// <param name="calls">At most <see cref="CallSightings.AtOnce"/>.</param>
    public static async Task<ILookup<CallId, CallEvent>> ReadAsync(
        DbConnection connection,
        IReadOnlyCollection<CallId> calls,
        DbTransaction? transaction = null
    )
    {
        var among = new Among([.. calls.Select(call => call.ToString())]);
        var rows = await connection.QueryAsync<Row>(
            $"select call_id, version, at, actor, act, before, after, note from call_history where call_id in {among.List} order by call_id, version",
            among.With(new { }),
            transaction
        );
        return rows.ToLookup(row => Calls.CallId.Parse(row.CallId), row => row.ToEvent());
    }

    private sealed class Row
    {
        public string CallId { get; set; } = "";
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
