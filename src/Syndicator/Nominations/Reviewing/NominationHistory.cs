using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Who did what with nominations.</summary>
internal sealed class NominationHistory(Database database)
{
    /// <summary>Of a publication's nominations, the latest first.</summary>
    public Task<IReadOnlyList<HistoryLine<Nominee>>> ReadAsync(
        string publication,
        HistorySlice slice,
        CancellationToken cancellationToken
    ) =>
        slice.ReadAsync<Row, Nominee>(
            database,
            // The history is read first, in its order: PostgreSQL finds that out, and SQLite takes cross joins as they are written.
            $"""
            select h.nomination_id, h.version, h.at, h.actor, h.act, h.after, h.note, h.undone_by
            from nomination_history h cross join nominations n where n.id = h.nomination_id and n.publication = @publication
            {slice.Sql("h.nomination_id")}
            """,
            publication,
            row => row.ToLine(),
            cancellationToken
        );

    private sealed class Row
    {
        public string NominationId { get; set; } = "";
        public long Version { get; set; }
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string Act { get; set; } = "";
        public string After { get; set; } = "";
        public string Note { get; set; } = "";
        public string? UndoneBy { get; set; }

        public HistoryLine<Nominee> ToLine() =>
            new(new HistoryPlace(NominationId, Version), NominationMemory.Read(After).Nominee, At, Actor, Act, Note, UndoneBy is not null);
    }
}
