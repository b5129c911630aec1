using System.Data;
using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// When each publication's jobs are to look next, and who is at them: by a lease in the row, so that a job of a publication is never done twice at once and
/// no instance is needed for it. Who had a duty last has it again; others take it when it is late.
/// </summary>
/// <param name="worker">Who this is, among all that ever were: a restarted process is another one.</param>
/// <param name="lease">How long a duty is held without being renewed, by the database's clock.</param>
internal sealed class Duties(Database database, string worker, TimeSpan lease)
{
    /// <summary>In one statement.</summary>
    private const int MostAtOnce = 100;

    private const string Columns = "w.publication, w.job, w.done_until, w.next_at";

    /// <summary>A lease that is longer than any was given by a clock that ran ahead.</summary>
    private const string Free =
        "(w.held_until is null or w.held_until <= syndicator_now() or w.held_until > syndicator_now() + @lease + @lease)";

    /// <summary>How late a duty is when its keeper is taken for gone.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    public TimeSpan Lease => lease;

    private long LeaseMilliseconds => (long)lease.TotalMilliseconds;

    /// <summary>All there are, whoever's.</summary>
    public Task<IReadOnlyList<Duty>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SelectAsync(connection, "true", new { }), cancellationToken);

    /// <summary>Publications with a job that nobody has begun since an instant at which it was due, what has waited longest first.</summary>
    public Task<IReadOnlyList<string>> ListLateAsync(DateTimeOffset since, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
                [
                    .. (
                        await connection.QueryAsync<string>(
                            "select publication from watermarks where next_at < @since order by next_at, publication, job limit @most",
                            new { since, most }
                        )
                    ).Distinct(StringComparer.Ordinal),
                ],
            cancellationToken
        );

    /// <summary>What this worker may begin now, what has waited longest first.</summary>
    /// <param name="except">Jobs that are not asked for.</param>
    /// <param name="after">The last of the page before; null: the first page.</param>
    public Task<IReadOnlyList<Duty>> ListDueAsync(
        DateTimeOffset now,
        IReadOnlyCollection<string> except,
        Duty? after,
        int most,
        CancellationToken cancellationToken
    )
    {
        var others = new Among(except);
        var condition =
            $"w.next_at <= @now and {Free} and (w.keeper is null or w.keeper = @worker or w.next_at <= @late)"
            + (except.Count == 0 ? "" : $" and w.job not in {others.List}")
            + (after is null ? "" : " and (w.next_at, w.publication, w.job) > (@afterAt, @afterPublication, @afterJob)");
        var parameters = others.With(
            new
            {
                now,
                worker,
                late = now - Late,
                lease = LeaseMilliseconds,
                afterAt = after?.NextAt,
                afterPublication = after?.Publication,
                afterJob = after?.Job,
                most,
            }
        );
        return database.ReadAsync(
            connection => SelectAsync(connection, $"{condition} order by w.next_at, w.publication, w.job limit @most", parameters),
            cancellationToken
        );
    }

    /// <summary>Makes the duty this worker's until the lease ends.</summary>
    /// <returns>As it stands; null when somebody else has it, or has done it meanwhile.</returns>
    public Task<Duty?> ClaimAsync(Duty duty, CancellationToken cancellationToken) =>
        database.WriteAtOnceAsync(
            async (connection, transaction) =>
                (
                    await connection.QuerySingleOrDefaultAsync<DutyRow>(
                        $"""
                        update watermarks set keeper = @worker, held_until = syndicator_now() + @lease
                        where (publication, job) in (
                          select w.publication, w.job from watermarks w
                          where w.publication = @Publication and w.job = @Job and w.next_at = @NextAt and {Free} {database.SkipLocked})
                        returning publication, job, done_until, next_at
                        """,
                        new
                        {
                            worker,
                            lease = LeaseMilliseconds,
                            duty.Publication,
                            duty.Job,
                            duty.NextAt,
                        },
                        transaction
                    )
                )?.ToDuty(),
            cancellationToken
        );

    /// <summary>Ends what <see cref="ClaimAsync"/> began. What was done must be kept even when the program is stopping.</summary>
    /// <returns>False when the lease had ended and somebody else has it.</returns>
    public Task<bool> FinishAsync(DutyMove move) =>
        database.WriteAtOnceAsync(
            async (connection, transaction) =>
                await connection.ExecuteAsync(
                    """
                    update watermarks set done_until = @DoneUntil, next_at = @NextAt, held_until = null
                    where publication = @Publication and job = @Job and keeper = @worker and held_until is not null
                    """,
                    new
                    {
                        move.DoneUntil,
                        move.NextAt,
                        move.Seen.Publication,
                        move.Seen.Job,
                        worker,
                    },
                    transaction
                ) == 1,
            CancellationToken.None
        );

    /// <summary>Goes on holding what this worker is at.</summary>
    /// <returns>Those it still has: a lease that ended may be another's by now, and is not taken back.</returns>
    public Task<IReadOnlySet<(string Publication, string Job)>> RenewAsync(
        IReadOnlyCollection<(string Publication, string Job)> held,
        CancellationToken cancellationToken
    )
    {
        var (list, parameters) = Values(held, (key, add) => add([key.Publication, key.Job]));
        parameters.AddDynamicParams(new { worker, lease = LeaseMilliseconds });
        return database.WriteAtOnceAsync<IReadOnlySet<(string, string)>>(
            async (connection, transaction) =>
                (
                    await connection.QueryAsync<(string, string)>(
                        $"""
                        update watermarks set held_until = syndicator_now() + @lease
                        where keeper = @worker and held_until > syndicator_now() and (publication, job) in (values {list})
                        returning publication, job
                        """,
                        parameters,
                        transaction
                    )
                ).ToHashSet(),
            cancellationToken
        );
    }

    /// <summary>Moves on what had nothing to do, and what nobody is at. It becomes this worker's to keep.</summary>
    /// <returns>How many stood as they were seen.</returns>
    public Task<int> MoveAsync(IReadOnlyList<DutyMove> moves, CancellationToken cancellationToken) =>
        InChunksAsync(moves, (transaction, chunk) => MoveAsync(transaction, chunk, worker), cancellationToken);

    /// <summary>Sets when duties are to look next, whoever keeps them, and makes those that are not there yet.</summary>
    /// <param name="moves">Those whose <see cref="Duty.NextAt"/> and mark are null may be new.</param>
    /// <returns>How many changed.</returns>
    public Task<int> DeclareAsync(IReadOnlyList<DutyMove> moves, CancellationToken cancellationToken) =>
        InChunksAsync(
            moves,
            async (transaction, chunk) =>
            {
                var absent = chunk.Where(IsNew).ToList();
                var made = await MakeAsync(transaction, absent);
                return made + await MoveAsync(transaction, made == absent.Count ? chunk.Except(absent).ToList() : chunk, null);
            },
            cancellationToken
        );

    private static async Task<IReadOnlyList<Duty>> SelectAsync(DbConnection connection, string condition, object parameters) =>
        [
            .. (await connection.QueryAsync<DutyRow>($"select {Columns} from watermarks w where {condition}", parameters)).Select(row =>
                row.ToDuty()
            ),
        ];

    private async Task<int> InChunksAsync(
        IReadOnlyList<DutyMove> moves,
        Func<DbTransaction, IReadOnlyList<DutyMove>, Task<int>> work,
        CancellationToken cancellationToken
    )
    {
        var changed = 0;
        foreach (var chunk in moves.Chunk(MostAtOnce))
        {
            changed += await database.WriteAsync(transaction => work(transaction, chunk), cancellationToken);
        }

        return changed;
    }

    private static bool IsNew(DutyMove move) => move.Seen is { DoneUntil: null, NextAt: null };

    private static async Task<int> MakeAsync(DbTransaction transaction, IReadOnlyList<DutyMove> moves)
    {
        if (moves.Count == 0)
        {
            return 0;
        }

        var (list, parameters) = Values(moves, (move, add) => add([move.Seen.Publication, move.Seen.Job, move.NextAt]));
        return await transaction.Connection!.ExecuteAsync(
            $"insert into watermarks (publication, job, next_at) values {list} on conflict do nothing",
            parameters,
            transaction
        );
    }

    private async Task<int> MoveAsync(DbTransaction transaction, IReadOnlyList<DutyMove> moves, string? keeper)
    {
        if (moves.Count == 0)
        {
            return 0;
        }

        var (list, parameters) = Values(
            moves,
            (move, add) => add([move.Seen.Publication, move.Seen.Job, move.Seen.NextAt, move.DoneUntil, move.NextAt])
        );
        parameters.AddDynamicParams(new { keeper, lease = LeaseMilliseconds });
        return await transaction.Connection!.ExecuteAsync(
            $"""
            with moved (publication, job, seen_at, done_until, next_at) as (values {list})
            update watermarks set done_until = m.done_until, next_at = m.next_at, keeper = coalesce(@keeper, watermarks.keeper), held_until = null
            from (
              select v.publication, v.job, v.done_until, v.next_at
              from moved v join watermarks w on w.publication = v.publication and w.job = v.job
              where w.next_at is not distinct from v.seen_at and {Free} {database.SkipLocked}) m
            where watermarks.publication = m.publication and watermarks.job = m.job
            """,
            parameters,
            transaction
        );
    }

    /// <summary><c>(@v0, @v1), (@v2, @v3)</c>: texts and instants of rows.</summary>
    private static (string List, DynamicParameters Parameters) Values<T>(
        IReadOnlyCollection<T> rows,
        Func<T, Func<object?[], string>, string> write
    )
    {
        var parameters = new DynamicParameters();
        var count = 0;
        return (string.Join(", ", rows.Select(row => write(row, Add))), parameters);

        string Add(object?[] values) => $"({string.Join(", ", values.Select(AddOne))})";

        string AddOne(object? value)
        {
            var name = FormattableString.Invariant($"v{count++}");
            if (value is string text)
            {
                parameters.Add(name, text);
            }
            else
            {
                parameters.Add(name, (value as DateTimeOffset?)?.ToUnixTimeMilliseconds(), DbType.Int64);
            }

            return "@" + name;
        }
    }

    private sealed class DutyRow
    {
        public string Publication { get; set; } = "";
        public string Job { get; set; } = "";
        public DateTimeOffset? DoneUntil { get; set; }
        public DateTimeOffset? NextAt { get; set; }

        public Duty ToDuty() => new(Publication, Job, DoneUntil, NextAt);
    }
}
