using System.Data.Common;
using Dapper;

namespace Syndicator.Publishing;

/// <summary>Loads and saves deliveries with their history. Every method is one step inside its caller's transaction or connection.</summary>
internal static class DeliveryTable
{
    private const string Columns = """
        id, publication, issue_key, account, part, ordinal, generation, idempotency_key, content, length, length_limit, cost, sources, fresh_for, answers_id, answers_url,
        answers_root, created_at, version, state, held_reason, held_until, doubted_since, due_at, retry_at, attempts, first_attempt_at, worker, lease_until, absent_at, remote_id,
        remote_url, refusal, settled_at
        """;

    /// <summary>When <c>d</c> goes out, went out or ended; when it was made, while nobody knows when it goes out. As in the index <c>deliveries_by_time</c>.</summary>
    public const string Time = "coalesce(d.retry_at, d.held_until, d.due_at, d.settled_at, d.created_at)";

    /// <summary>No newer generation stands in the place of <c>d</c>.</summary>
    public const string IsLatest = """
        not exists (
          select 1 from deliveries newer
          where newer.publication = d.publication and newer.issue_key = d.issue_key and newer.account = d.account
            and newer.ordinal = d.ordinal and newer.generation > d.generation)
        """;

    private const string SelectThread = $"""
        select {Columns} from deliveries d
        where d.publication = @Publication and d.issue_key = @IssueKey and d.account = @Account and {IsLatest} order by d.ordinal
        """;

    /// <summary>
    /// Behind the update of a row: its history. Where the update changed nothing, the row has not this version yet, or it has it from somebody else, whose
    /// history is there.
    /// </summary>
    private const string InsertStep = """
        insert into delivery_history (delivery_id, version, at, actor, from_state, to_state, reason)
        select d.id, d.version, @at, @actor, @from, d.state, @reason from deliveries d where d.id = @Id and d.version = @Version
        on conflict do nothing
        """;

    /// <summary>What an update that found its row writes, <see cref="InsertStep"/> included.</summary>
    private const int RowAndStep = 2;

    /// <summary>Whether the row is new; false when its key or place is taken.</summary>
    public static async Task<bool> InsertAsync(DbTransaction transaction, Delivery delivery, string actor, string reason)
    {
        var inserted = await transaction.Connection!.ExecuteAsync(
            $"""
            insert into deliveries ({Columns})
            values (@Id, @Publication, @IssueKey, @Account, @Part, @Ordinal, @Generation, @IdempotencyKey, @Content, @Length, @LengthLimit, @Cost,
              @Sources, @FreshFor, @AnswersId, @AnswersUrl, @AnswersRoot, @CreatedAt, @Version, @State, @HeldReason, @HeldUntil, @DoubtedSince, @DueAt, @RetryAt, @Attempts, @FirstAttemptAt, @Worker,
              @LeaseUntil, @AbsentAt, @RemoteId, @RemoteUrl, @Refusal, @SettledAt)
            on conflict do nothing
            """,
            DeliveryRow.From(delivery),
            transaction
        );
        if (inserted == 0)
        {
            return false;
        }

        await WriteHistoryAsync(transaction, delivery, null, delivery.CreatedAt, actor, reason);
        return true;
    }

    /// <summary>
    /// Writes content and state if nobody changed the delivery since it was read.
    /// </summary>
    /// <returns>The delivery as it is now; null when somebody else was first.</returns>
    public static Task<Delivery?> WriteAsync(
        DbTransaction transaction,
        Delivery before,
        Delivery after,
        DateTimeOffset at,
        string actor,
        string reason
    ) => WriteAsync(transaction.Connection!, transaction, before, after, at, actor, reason);

    /// <summary>The same in one command, so that it may be all of a transaction (<see cref="Storage.Database.WriteAtOnceAsync"/>).</summary>
    public static async Task<Delivery?> WriteAsync(
        DbConnection connection,
        DbTransaction? transaction,
        Delivery before,
        Delivery after,
        DateTimeOffset at,
        string actor,
        string reason
    )
    {
        var written = after with { Version = before.Version + 1 };
        var changed = await connection.ExecuteAsync(
            $"{Update("@LeaseUntil")}; {InsertStep}",
            Parameters(written, before, at, actor, reason),
            transaction
        );
        return changed switch
        {
            0 => null,
            RowAndStep => written,
            _ => throw new InvalidOperationException($"a change of {written.Id} wrote {changed} rows"),
        };
    }

    /// <summary>Writes a claim if nobody changed the delivery since it was read, and under a further condition on <c>d</c>. In one command.</summary>
    /// <param name="after">Its lease is set by the database's clock, whatever it says.</param>
    /// <returns>The delivery as it is now, null when somebody else was first; and the latest generations of its thread, in order.</returns>
    public static async Task<(Delivery? Claimed, IReadOnlyList<Delivery> Thread)> ClaimAsync(
        DbConnection connection,
        DbTransaction? transaction,
        Delivery before,
        Delivery after,
        TimeSpan lease,
        DateTimeOffset at,
        string actor,
        string reason,
        string condition
    )
    {
        var written = after with { Version = before.Version + 1 };
        var parameters = Parameters(written, before, at, actor, reason);
        parameters.Add("Lease", (long)lease.TotalMilliseconds);
        await using var results = await connection.QueryMultipleAsync(
            $"{Update("syndicator_now() + @Lease")} and {condition} returning id; {InsertStep}; {SelectThread}",
            parameters,
            transaction
        );
        var isWritten = await results.ReadSingleOrDefaultAsync<string>() is not null;
        var thread = (await results.ReadAsync<DeliveryRow>()).Select(row => row.ToDelivery()).ToList();
        return (isWritten ? thread.Single(post => post.Id == written.Id) : null, thread);
    }

    private static string Update(string leaseUntil) =>
        $"""
            update deliveries as d
            set content = @Content, length = @Length, length_limit = @LengthLimit, cost = @Cost, sources = @Sources, version = @Version,
              state = @State, held_reason = @HeldReason, held_until = @HeldUntil, doubted_since = @DoubtedSince, due_at = @DueAt,
              retry_at = @RetryAt, attempts = @Attempts, first_attempt_at = @FirstAttemptAt, worker = @Worker,
              lease_until = {leaseUntil}, absent_at = @AbsentAt, remote_id = @RemoteId, remote_url = @RemoteUrl, refusal = @Refusal,
              settled_at = @SettledAt
            where id = @Id and version = @Version - 1
            """;

    private static DynamicParameters Parameters(Delivery written, Delivery before, DateTimeOffset at, string actor, string reason)
    {
        var parameters = new DynamicParameters(DeliveryRow.From(written));
        parameters.AddDynamicParams(
            new
            {
                at,
                actor,
                from = before.State.Name,
                reason,
            }
        );
        return parameters;
    }

    /// <summary>Whether a delivery is as it was read; if so, nobody else changes it until the transaction ends.</summary>
    public static async Task<bool> LockAsync(DbTransaction transaction, Delivery delivery) =>
        await transaction.Connection!.ExecuteAsync(
            "update deliveries set version = version where id = @id and version = @Version",
            new { id = delivery.Id.ToString(), delivery.Version },
            transaction
        ) == 1;

    /// <param name="condition">On <c>d</c>, with an order if one matters.</param>
    public static async Task<IReadOnlyList<Delivery>> SelectAsync(
        DbConnection connection,
        string condition,
        object parameters,
        DbTransaction? transaction = null
    ) =>
        [
            .. (
                await connection.QueryAsync<DeliveryRow>($"select {Columns} from deliveries d where {condition}", parameters, transaction)
            ).Select(row => row.ToDelivery()),
        ];

    public static async Task<Delivery?> FindAsync(DbConnection connection, DeliveryId id, DbTransaction? transaction = null) =>
        (await SelectAsync(connection, "d.id = @id", new { id = id.ToString() }, transaction)).SingleOrDefault();

    /// <summary>The latest generations of one thread, in order.</summary>
    public static async Task<IReadOnlyList<Delivery>> SelectThreadAsync(
        DbConnection connection,
        PostPlace place,
        DbTransaction? transaction = null
    ) => [.. (await connection.QueryAsync<DeliveryRow>(SelectThread, place, transaction)).Select(row => row.ToDelivery())];

    /// <summary>Whether a post has an editor's words: the last change of its text, in this generation or one it was sent anew from, was an editor's.</summary>
    public static async Task<bool> IsEditedAsync(DbTransaction transaction, Delivery delivery) =>
        await transaction.Connection!.ExecuteScalarAsync<string?>(
            $"""
            select h.reason from delivery_history h join deliveries d on d.id = h.delivery_id
            where d.publication = @Publication and d.issue_key = @IssueKey and d.account = @Account and d.ordinal = @Ordinal
              and d.generation <= @Generation and h.reason in ({TextChange.Sql})
            order by d.generation desc, h.version desc limit 1
            """,
            new
            {
                delivery.Place.Publication,
                delivery.Place.IssueKey,
                delivery.Place.Account,
                delivery.Place.Ordinal,
                delivery.Place.Generation,
            },
            transaction
        ) == TextChange.ByEditor;

    public static async Task<IReadOnlyList<DeliveryEvent>> ReadHistoryAsync(DbConnection connection, DeliveryId id) =>
        [
            .. (
                await connection.QueryAsync<HistoryRow>(
                    "select at, actor, from_state, to_state, reason from delivery_history where delivery_id = @id order by version",
                    new { id = id.ToString() }
                )
            ).Select(row => new DeliveryEvent(row.At, row.Actor, row.FromState, row.ToState, row.Reason)),
        ];

    private static Task WriteHistoryAsync(
        DbTransaction transaction,
        Delivery delivery,
        string? from,
        DateTimeOffset at,
        string actor,
        string reason
    ) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into delivery_history (delivery_id, version, at, actor, from_state, to_state, reason)
            values (@id, @version, @at, @actor, @from, @to, @reason)
            """,
            new
            {
                id = delivery.Id.ToString(),
                version = delivery.Version,
                at,
                actor,
                from,
                to = delivery.State.Name,
                reason,
            },
            transaction
        );

    private sealed class HistoryRow
    {
        public DateTimeOffset At { get; set; }
        public string Actor { get; set; } = "";
        public string? FromState { get; set; }
        public string ToState { get; set; } = "";
        public string Reason { get; set; } = "";
    }
}
