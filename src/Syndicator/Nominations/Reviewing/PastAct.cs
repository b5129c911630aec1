using System.Data.Common;
using Dapper;

namespace Syndicator.Nominations.Reviewing;

/// <summary>A line of a nomination's history.</summary>
/// <param name="Act">What was done: <c>accepted</c>.</param>
/// <param name="Before">Null where it was made by this.</param>
/// <param name="Moves">What else changed its place.</param>
/// <param name="IsUndone">Whether it was taken back since.</param>
internal sealed record PastAct(
    NominationId Nomination,
    string Decision,
    DateTimeOffset At,
    string Actor,
    string Act,
    Nomination? Before,
    Nomination After,
    string Note,
    Moves Moves,
    bool IsUndone
)
{
    public static async Task<IReadOnlyList<PastAct>> SelectAsync(DbTransaction transaction, string condition, object parameters) =>
        await SelectAsync(transaction.Connection!, condition, parameters, transaction);

    public static async Task<IReadOnlyList<PastAct>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (
                await connection.QueryAsync<Row>(
                    $"""
                    select nomination_id, decision, at, actor, act, before, after, note, moved, undone_by from nomination_history where {condition}
                    """,
                    parameters,
                    transaction
                )
            ).Select(row => row.ToAct()),
        ];

    /// <summary>The nomination as it was before this act. What the act made is withdrawn.</summary>
    public Nomination Restored(Nomination now, DateTimeOffset at) =>
        Before is null
            ? now with
            {
                State = new NominationState.Withdrawn(at),
            }
            : now with
            {
                Nominee = Before.Nominee,
                State = Before.State,
                // Others may have nominated it in a later round since.
                FirstRound = now.FirstRound == After.FirstRound ? Before.FirstRound : now.FirstRound,
                Round = now.Round == After.Round ? Before.Round : now.Round,
            };

    private sealed class Row
    {
        public string NominationId { get; set; } = "";
        public string Decision { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string Act { get; set; } = "";
        public string? Before { get; set; }
        public string After { get; set; } = "";
        public string Note { get; set; } = "";
        public string? Moved { get; set; }
        public string? UndoneBy { get; set; }

        public PastAct ToAct() =>
            new(
                Nominations.NominationId.Parse(NominationId),
                Decision,
                At,
                Actor,
                Act,
                Before is null ? null : NominationMemory.Read(Before),
                NominationMemory.Read(After),
                Note,
                Moved is null ? new Moves() : Moves.Read(Moved),
                UndoneBy is not null
            );
    }
}
