using Syndicator.Publishing.Edits;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>Who did what with posts, and with the edits that changes of issues proposed.</summary>
internal sealed class DeliveryHistory(Database database)
{
    /// <summary>Of a publication's posts, the latest first. What was done is what was kept as the reason: <c>released</c>, <c>text edited</c>.</summary>
    public Task<IReadOnlyList<HistoryLine<PostPlace>>> ReadAsync(
        string publication,
        HistorySlice slice,
        CancellationToken cancellationToken
    ) =>
        slice.ReadAsync<Row, PostPlace>(
            database,
            // The history is read first, in its order: PostgreSQL finds that out, and SQLite takes cross joins as they are written.
            $"""
            select h.delivery_id, h.version, h.at, h.actor, h.from_state, h.reason, d.publication, d.issue_key, d.account, d.part, d.ordinal, d.generation,
              case when h.from_state is not null and h.from_state <> h.to_state and exists (
                select 1 from delivery_history later
                where later.delivery_id = h.delivery_id and later.version = h.version + 1 and later.actor like '%:%'
                  and later.from_state = h.to_state and later.to_state = h.from_state) then 1 else 0 end as is_undone
            from delivery_history h cross join deliveries d where d.id = h.delivery_id and d.publication = @publication
            {slice.Sql("h.delivery_id")}
            """,
            publication,
            row => row.ToLine(),
            cancellationToken
        );

    /// <summary>Of a publication's proposed edits, the latest first.</summary>
    public Task<IReadOnlyList<HistoryLine<EditPlace>>> ReadEditsAsync(
        string publication,
        HistorySlice slice,
        CancellationToken cancellationToken
    ) =>
        slice.ReadAsync<EditRow, EditPlace>(
            database,
            $"""
            select publication, issue_key, account, part, number, state, decided_by, decided_at from proposed_edits
            where publication = @publication and decided_at is not null and decided_by is not null
            {slice.Sql("issue_key || '/' || account || '/' || part", "decided_at", "decided_by", "number")}
            """,
            publication,
            row => row.ToLine(),
            cancellationToken
        );

    private sealed class Row
    {
        public string DeliveryId { get; set; } = "";
        public long Version { get; set; }
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string? FromState { get; set; }
        public string Reason { get; set; } = "";
        public string Publication { get; set; } = "";
        public string IssueKey { get; set; } = "";
        public string Account { get; set; } = "";
        public string Part { get; set; } = "";
        public long Ordinal { get; set; }
        public long Generation { get; set; }
        public long IsUndone { get; set; }

        public HistoryLine<PostPlace> ToLine() =>
            new(
                new HistoryPlace(DeliveryId, Version),
                new PostPlace(Publication, IssueKey, Account, Part, (int)Ordinal, (int)Generation),
                At,
                Actor,
                FromState is null ? "put into the outbox" : Reason,
                FromState is null ? Reason : "",
                IsUndone != 0
            );
    }

    private sealed class EditRow
    {
        public string Publication { get; set; } = "";
        public string IssueKey { get; set; } = "";
        public string Account { get; set; } = "";
        public string Part { get; set; } = "";
        public long Number { get; set; }
        public string State { get; set; } = "";
        public string DecidedBy { get; set; } = "";
        public DateTimeOffset DecidedAt { get; set; }

        public HistoryLine<EditPlace> ToLine() =>
            new(
                new HistoryPlace($"{IssueKey}/{Account}/{Part}", Number),
                new EditPlace(Publication, IssueKey, Account, Part, (int)Number),
                DecidedAt,
                DecidedBy,
                State,
                "",
                IsUndone: false
            );
    }
}
