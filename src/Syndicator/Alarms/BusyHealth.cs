using System.Globalization;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Alarms;

/// <summary>
/// Of many publications, those of which an alarm may be raised or cleared, or somebody is to be called: the others are well, and one statement for hundreds of
/// them says so. Wider than the rules, never narrower: a reason that can fail needs its facts here.
/// </summary>
internal sealed class BusyHealth(Database database, HealthSight sight, TimeProvider clock)
{
    /// <summary>When <see cref="WebhookCalls"/> are old enough to be forgotten.</summary>
    private static readonly TimeSpan s_forgotten = TimeSpan.FromDays(30);

    /// <param name="publications">At most a thousand.</param>
    /// <returns>Null: all of them.</returns>
    public async Task<IReadOnlySet<string>?> ListAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        if (sight.FreeSpace() < ServiceReasons.LowSpace)
        {
            return null;
        }

        var (sql, parameters) = Question(publications);
        var busy = await database.ReadAsync(connection => connection.QueryAsync<string>(sql, parameters), cancellationToken);
        var marks = (await ReadMarksAsync(publications, cancellationToken)).ToLookup(mark => mark.Publication);
        return busy.Concat(
                publications
                    .Where(publication =>
                        sight.LastReport(publication)?.Trouble is not null
                        || sight
                            .Jobs(
                                publication,
                                marks[publication.Id].ToDictionary(mark => mark.Job, mark => mark.DoneUntil, StringComparer.Ordinal)
                            )
                            .Count > 0
                    )
                    .Select(publication => publication.Id)
            )
            .ToHashSet(StringComparer.Ordinal);
    }

    private Task<IEnumerable<(string Publication, string Job, DateTimeOffset DoneUntil)>> ReadMarksAsync(
        IReadOnlyList<Publication> publications,
        CancellationToken cancellationToken
    )
    {
        var among = new Among([.. publications.Select(publication => publication.Id)]);
        return database.ReadAsync(
            connection =>
                connection.QueryAsync<(string Publication, string Job, DateTimeOffset DoneUntil)>(
                    $"select publication, job, done_until from watermarks where done_until is not null and publication in {among.List}",
                    among.With(new { })
                ),
            cancellationToken
        );
    }

    private (string Sql, DynamicParameters Parameters) Question(IReadOnlyList<Publication> publications)
    {
        var among = new Among([.. publications.Select(publication => publication.Id)]);
        var now = clock.GetUtcNow();
        var reach =
            publications
                .SelectMany(publication => new[] { publication.AnnounceWithin, publication.Calls.OpenFor })
                .Append(HealthStore.Reach)
                .Max() + TimeSpan.FromDays(2);
        var parameters = among.With(
            new
            {
                from = (now - reach).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                fromAt = now - reach,
                forgotten = now - s_forgotten,
            }
        );
        var own = $"publication in {among.List}";
        var sql = $"""
            select publication from deliveries where {own} and state in ('held', 'due', 'sending', 'uncertain')
            union select publication from deliveries
              where {own} and (state = 'failed' or (state = 'held' and held_until is null)) and created_at >= @fromAt
            union select publication from issues
              where {own} and is_draft = 0 and skipped_at is null and same_as is null and announced_at is null and published_on >= @from
            union select publication from account_pauses where {own}
            union select publication from alarms where {own} and cleared_at is null
            union select publication from webhook_calls where {own} and done_at is null and given_up_at is null
            union select publication from webhook_calls where {own} and created_at < @forgotten
            union select publication from reading_positions where {own} and trouble is not null
            union select publication from calls where {own} and contradiction is not null and last_day >= @from
            union select publication from calls where {own} and contradiction is not null and closes_at > @fromAt
            """;
        return (sql, parameters);
    }
}
