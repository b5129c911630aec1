using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>Loads and saves calls with their history. Every method is one step inside its caller's transaction or connection.</summary>
internal static class CallTable
{
    /// <summary>What whoever writes calls holds (<see cref="Storage.Database.LockAsync"/>): two that read one issue would both find a call new.</summary>
    public const string Lock = "calls";

    private const string Columns = """
        id, publication, kind, identity, edition, printed, correction, first_issue, last_issue, last_day, closes_at, is_archived, contradiction, decision,
        created_at, updated_at, version
        """;

    private static readonly StoreTable s_calls = new("calls", Columns.Split([',', ' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static readonly StoreTable s_history = new(
        "call_history",
        ["call_id", "version", "at", "actor", "act", "before", "after", "note"]
    );

    /// <param name="condition">On the columns of <c>calls</c>, with its order.</param>
    public static async Task<IReadOnlyList<Call>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (await connection.QueryAsync<CallRow>($"select {Columns} from calls where {condition}", parameters, transaction)).Select(
                row => row.ToCall()
            ),
        ];

    public static async Task<Call?> FindAsync(DbTransaction transaction, CallId id) =>
        (await SelectAsync(transaction.Connection!, "id = @id", new { id = id.ToString() }, transaction)).SingleOrDefault();

    /// <summary>New ones, each with the first line of its history.</summary>
    public static async Task InsertAllAsync(
        Database database,
        DbTransaction transaction,
        IReadOnlyList<Call> calls,
        DateTimeOffset at,
        string actor,
        string note,
        CancellationToken cancellationToken
    )
    {
        var rows = calls.Select(call => CallRow.From(call, at).Values);
        await database.InsertRowsAsync(transaction, s_calls, rows.ToAsyncEnumerable(), cancellationToken);
        var history = calls.Select(call =>
            (object?[])
                [
                    call.Id.ToString(),
                    call.Version,
                    at.ToUnixTimeMilliseconds(),
                    actor,
                    "printed",
                    DBNull.Value,
                    CallMemory.Of(call).Write(),
                    note,
                ]
        );
        await database.InsertRowsAsync(transaction, s_history, history.ToAsyncEnumerable(), cancellationToken);
    }

    /// <summary>Writes a call if nobody changed it since it was read, and keeps who did what.</summary>
    /// <param name="act">In the history: <c>printed</c>, <c>released</c>.</param>
    /// <returns>The call as it is now; null when somebody else was first.</returns>
    public static async Task<Call?> WriteAsync(
        DbTransaction transaction,
        Call before,
        Call after,
        DateTimeOffset at,
        string actor,
        string act,
        string note
    )
    {
        var written = after with { Version = before.Version + 1 };
        var count = await transaction.Connection!.ExecuteAsync(
            """
            update calls set kind = @Kind, identity = @Identity, edition = @Edition, printed = @Printed, correction = @Correction, first_issue = @FirstIssue,
              last_issue = @LastIssue, last_day = @LastDay, closes_at = @ClosesAt, is_archived = @IsArchived, contradiction = @Contradiction,
              decision = @Decision, updated_at = @UpdatedAt, version = @Version
            where id = @Id and version = @Version - 1
            """,
            CallRow.From(written, at),
            transaction
        );
        if (count == 0)
        {
            return null;
        }

        await WriteHistoryAsync(transaction, before, written, at, actor, act, note);
        return written;
    }

    private static Task WriteHistoryAsync(
        DbTransaction transaction,
        Call before,
        Call after,
        DateTimeOffset at,
        string actor,
        string act,
        string note
    ) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into call_history (call_id, version, at, actor, act, before, after, note)
            values (@id, @version, @at, @actor, @act, @before, @after, @note)
            """,
            new
            {
                id = after.Id.ToString(),
                version = after.Version,
                at,
                actor,
                act,
                before = CallMemory.Of(before).Write(),
                after = CallMemory.Of(after).Write(),
                note,
            },
            transaction
        );
}
