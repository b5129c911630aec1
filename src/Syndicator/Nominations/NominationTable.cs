using System.Data.Common;
using Dapper;

namespace Syndicator.Nominations;

/// <summary>Loads and saves nominations with their history. Every method is one step inside its caller's transaction or connection.</summary>
/// <remarks>
/// The round of a nomination moves on when somebody else nominates the same; that is no change of version, so that an editor's decision is not refused for it,
/// and nothing but <see cref="MoveRoundAsync"/> writes it.
/// </remarks>
internal static class NominationTable
{
    /// <summary>What whoever writes nominations holds (<see cref="Storage.Database.LockAsync"/>): a merger and a proposal at one moment would miss each other.</summary>
    public const string Lock = "nominations";

    public const string Columns = """
        id, publication, kind, identity, nominee, first_round, round, created_at, updated_at, version, state, editor, reviewed_at, note, merged_into,
        issue_number, issue_key, settled_at
        """;

    /// <summary>States in which a nomination takes further proposals.</summary>
    public const string IsOpen = "state in ('pending', 'accepted', 'rejected', 'chosen')";

    /// <param name="condition">On the columns of <c>nominations</c>.</param>
    public static async Task<IReadOnlyList<Nomination>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (
                await connection.QueryAsync<NominationRow>($"select {Columns} from nominations where {condition}", parameters, transaction)
            ).Select(row => row.ToNomination()),
        ];

    public static async Task<Nomination?> FindAsync(DbTransaction transaction, NominationId id) =>
        (await SelectAsync(transaction.Connection!, "id = @id", new { id = id.ToString() }, transaction)).SingleOrDefault();

    /// <summary>A new one, with the first line of its history.</summary>
    public static async Task InsertAsync(
        DbTransaction transaction,
        Nomination nomination,
        string actor,
        string note,
        DecisionPart? part = null
    )
    {
        await transaction.Connection!.ExecuteAsync(
            $"""
            insert into nominations ({Columns})
            values (@Id, @Publication, @Kind, @Identity, @Nominee, @FirstRound, @Round, @CreatedAt, @UpdatedAt, @Version, @State, @Editor, @ReviewedAt, @Note,
              @MergedInto, @IssueNumber, @IssueKey, @SettledAt)
            """,
            NominationRow.From(nomination, nomination.CreatedAt),
            transaction
        );
        await WriteHistoryAsync(transaction, null, nomination, nomination.CreatedAt, actor, "nominated", note, part);
    }

    /// <summary>Writes nominee and state if nobody changed the nomination since it was read, and keeps who did what.</summary>
    /// <returns>The nomination as it is now; null when somebody else was first.</returns>
    public static async Task<Nomination?> WriteAsync(
        DbTransaction transaction,
        Nomination before,
        Nomination after,
        DateTimeOffset at,
        string actor,
        string act,
        string note,
        DecisionPart? part = null
    )
    {
        var written = after with { Version = before.Version + 1 };
        var count = await transaction.Connection!.ExecuteAsync(
            """
            update nominations set kind = @Kind, identity = @Identity, nominee = @Nominee, updated_at = @UpdatedAt, version = @Version, state = @State,
              editor = @Editor, reviewed_at = @ReviewedAt, note = @Note, merged_into = @MergedInto, issue_number = @IssueNumber, issue_key = @IssueKey,
              settled_at = @SettledAt
            where id = @Id and version = @Version - 1
            """,
            NominationRow.From(written, at),
            transaction
        );
        if (count == 0)
        {
            return null;
        }

        await WriteHistoryAsync(transaction, before, written, at, actor, act, note, part);
        return written;
    }

    /// <summary>Widens the rounds of a nomination to one more.</summary>
    public static Task MoveRoundAsync(DbTransaction transaction, NominationId id, DateTimeOffset round, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync(
            """
            update nominations set round = case when round < @round then @round else round end,
              first_round = case when first_round > @round then @round else first_round end, updated_at = @at
            where id = @id
            """,
            new
            {
                id = id.ToString(),
                round,
                at,
            },
            transaction
        );

    private static Task WriteHistoryAsync(
        DbTransaction transaction,
        Nomination? before,
        Nomination after,
        DateTimeOffset at,
        string actor,
        string act,
        string note,
        DecisionPart? part
    ) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into nomination_history (nomination_id, version, at, actor, act, before, after, note, decision, moved)
            values (@id, @version, @at, @actor, @act, @before, @after, @note, @decision, @moved)
            """,
            new
            {
                id = after.Id.ToString(),
                version = after.Version,
                at,
                actor,
                act,
                before = before is null ? null : NominationMemory.Write(before, at),
                after = NominationMemory.Write(after, at),
                note,
                decision = part?.Decision ?? Guid.CreateVersion7(at).ToString(),
                moved = part?.Moved,
            },
            transaction
        );
}

/// <summary>Which decision a line of history belongs to; without one it is a decision of its own.</summary>
/// <param name="Decision">The same for all nominations that it touched.</param>
/// <param name="Moved">What else changed its place with it, as JSON; null: nothing.</param>
internal sealed record DecisionPart(string Decision, string? Moved = null);
