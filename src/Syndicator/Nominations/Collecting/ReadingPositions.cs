using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// How far each source is read. One worker at a time reads a source: whoever holds its position, for as long as its lease. Everything it stores is stored in
/// a transaction that begins by finding the position still in its hands, so that one that was too slow stores nothing.
/// </summary>
/// <param name="worker">Unlike every other, within this process too.</param>
internal sealed class ReadingPositions(Database database, string worker)
{
    /// <summary>Renewed with every page. What another worker has to wait for when this one is killed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    private const string Columns = "source, cursor, read_at, looked_at, answers_read_at, trouble, trouble_since, not_before, holder";

    public static async Task<IReadOnlyList<ReadingPosition>> ListAsync(DbConnection connection, string publication) =>
        [
            .. (
                await connection.QueryAsync<PositionRow>(
                    $"select {Columns} from reading_positions where publication = @publication order by source",
                    new { publication }
                )
            ).Select(row => row.ToPosition()),
        ];

    /// <summary>Null when another worker has it.</summary>
    public Task<ReadingPosition?> ClaimAsync(MentionSource source, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    """
                    insert into reading_positions (publication, source, holder, held_until)
                    values (@Publication, @Name, @worker, syndicator_now() + @lease)
                    on conflict (publication, source) do update set holder = excluded.holder, held_until = excluded.held_until
                    where reading_positions.holder is null or reading_positions.held_until <= syndicator_now()
                    """,
                    Parameters(source),
                    transaction
                ) == 1
                    ? (
                        await transaction.Connection!.QuerySingleAsync<PositionRow>(
                            $"select {Columns} from reading_positions where publication = @Publication and source = @Name",
                            Parameters(source),
                            transaction
                        )
                    ).ToPosition()
                    : null,
            cancellationToken
        );

    /// <summary>
    /// Whether it is still this worker's, and if so for another while. The beginning of everything that is stored; the sources of a publication store one
    /// after another, as their posts may nominate the same.
    /// </summary>
    public async Task<bool> KeepAsync(DbTransaction transaction, MentionSource source)
    {
        await database.LockAsync(transaction, NominationTable.Lock);
        return await transaction.Connection!.ExecuteAsync(
                """
                update reading_positions set held_until = syndicator_now() + @lease
                where publication = @Publication and source = @Name and holder = @worker
                """,
                Parameters(source),
                transaction
            ) == 1;
    }

    /// <summary>Moves on, together with what was read.</summary>
    public static Task MoveAsync(DbTransaction transaction, MentionSource source, string? cursor, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync(
            "update reading_positions set cursor = @cursor, read_at = @at where publication = @Publication and source = @Name",
            new
            {
                source.Publication,
                source.Name,
                cursor,
                at,
            },
            transaction
        );

    /// <summary>Stores how the reading ended, and lets others read.</summary>
    public Task ReleaseAsync(MentionSource source, ReadingEnd end, DateTimeOffset at) =>
        database.WriteAtOnceAsync(
            (connection, transaction) =>
                connection.ExecuteAsync(
                    """
                    update reading_positions set holder = null, held_until = null, trouble = @trouble, not_before = @notBefore,
                      trouble_since = case when @trouble is null then null else coalesce(trouble_since, @at) end,
                      read_at = case when @trouble is null then @at else read_at end,
                      looked_at = case when @hasLooked = 1 then @at else looked_at end,
                      answers_read_at = case when @hasReadAnswers = 1 then @at else answers_read_at end
                    where publication = @Publication and source = @Name and holder = @worker
                    """,
                    new
                    {
                        source.Publication,
                        source.Name,
                        worker,
                        trouble = end.Trouble?.Text,
                        notBefore = end.Trouble?.NotBefore,
                        hasLooked = end.HasLooked ? 1L : 0L,
                        hasReadAnswers = end.HasReadAnswers ? 1L : 0L,
                        at,
                    },
                    transaction
                ),
            // Whoever stops says so: others need not wait for the lease.
            CancellationToken.None
        );

    private object Parameters(MentionSource source) =>
        new
        {
            source.Publication,
            source.Name,
            worker,
            lease = (long)Lease.TotalMilliseconds,
        };

    private sealed class PositionRow
    {
        public string Source { get; set; } = "";
        public string? Cursor { get; set; }
        public DateTimeOffset? ReadAt { get; set; }
        public DateTimeOffset? LookedAt { get; set; }
        public DateTimeOffset? AnswersReadAt { get; set; }
        public string? Trouble { get; set; }
        public DateTimeOffset? TroubleSince { get; set; }
        public DateTimeOffset? NotBefore { get; set; }
        public string? Holder { get; set; }

        public ReadingPosition ToPosition() =>
            new(Source, Cursor, ReadAt, LookedAt, AnswersReadAt, Trouble, TroubleSince, NotBefore) { Holder = Holder };
    }
}
