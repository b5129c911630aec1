using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>Who did what with calls.</summary>
internal sealed class CallHistories(Database database)
{
    /// <summary>Of a publication's calls, the latest first.</summary>
    public Task<IReadOnlyList<HistoryLine<CallText>>> ReadAsync(
        string publication,
        HistorySlice slice,
        CancellationToken cancellationToken
    ) =>
        slice.ReadAsync<Row, CallText>(
            database,
            // The history is read first, in its order: PostgreSQL finds that out, and SQLite takes cross joins as they are written.
            $"""
            select h.call_id, h.version, h.at, h.actor, h.act, h.after, h.note,
              case when exists (
                select 1 from call_history later
                where later.call_id = h.call_id and later.version > h.version
                  and (later.version = h.version + 1 and later.act = '{ReviewCalls.TakenBack}'
                    or h.act in ('held', 'withdrawn') and later.act = 'released'
                    or h.act = 'corrected' and later.act = 'correction taken back')) then 1 else 0 end as is_undone
            from call_history h cross join calls c where c.id = h.call_id and c.publication = @publication
            {slice.Sql("h.call_id")}
            """,
            publication,
            row => row.ToLine(),
            cancellationToken
        );

    private sealed class Row
    {
        public string CallId { get; set; } = "";
        public long Version { get; set; }
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string Act { get; set; } = "";
        public string After { get; set; } = "";
        public string Note { get; set; } = "";
        public long IsUndone { get; set; }

        public HistoryLine<CallText> ToLine() =>
            new(new HistoryPlace(CallId, Version), CallMemory.Read(After).Text, At, Actor, Act, Note, IsUndone != 0);
    }
}
