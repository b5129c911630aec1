using Dapper;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>Up to when each job has handled its occurrences. Only ever moves on. For looks that nobody shares; otherwise see <see cref="Duties"/>.</summary>
internal sealed class Watermarks(Database database)
{
    /// <summary>Null when the job has never run.</summary>
    public Task<DateTimeOffset?> ReadAsync(string publication, string job, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection.QuerySingleOrDefaultAsync<DateTimeOffset?>(
                    "select done_until from watermarks where publication = @publication and job = @job",
                    new { publication, job }
                ),
            cancellationToken
        );

    /// <summary>Moves the mark if it still stands where the caller saw it.</summary>
    /// <param name="from">What <see cref="ReadAsync"/> gave.</param>
    /// <param name="to">Not before <paramref name="from"/>.</param>
    /// <returns>False when another process has moved it, or when it would go back.</returns>
    public Task<bool> AdvanceAsync(
        string publication,
        string job,
        DateTimeOffset? from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
                await transaction.Connection!.ExecuteAsync(
                    from is null
                        ? """
                        insert into watermarks (publication, job, done_until) values (@publication, @job, @to)
                        on conflict (publication, job) do update set done_until = excluded.done_until where watermarks.done_until is null
                        """
                        : """
                        update watermarks set done_until = @to
                        where publication = @publication and job = @job and done_until = @from and done_until <= @to
                        """,
                    new
                    {
                        publication,
                        job,
                        from,
                        to,
                    },
                    transaction
                ) == 1,
            cancellationToken
        );
}
