using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Alarms;

/// <summary>Reads everything that health is judged by, in a fixed number of statements, and one more for each call that is held.</summary>
internal sealed class HealthStore(Database database)
{
    /// <summary>How long after its day an issue can be missed, or not be announced, and anybody still wants to know.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(31);

    /// <summary>More calls in trouble, or posts waiting, than these are told no better by longer lists.</summary>
    private const int MostCalls = 100;

    private const int MostPosts = 5000;

    public Task<HealthFacts> ReadAsync(Publication publication, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = TimeZoneInfo.ConvertTime(now, publication.Zone);
        var reach = publication.AnnounceWithin > Reach ? publication.AnnounceWithin : Reach;
        var parameters = new
        {
            publication = publication.Id,
            from = Day(today - reach),
            today = Day(today),
            now,
            attempts = SendWebhooks.WorthTelling,
            MostCalls,
            MostPosts,
        };
        return database.ReadAsync(connection => ReadAsync(connection, publication, now, parameters), cancellationToken);
    }

    private static async Task<HealthFacts> ReadAsync(
        DbConnection connection,
        Publication publication,
        DateTimeOffset now,
        object parameters
    ) =>
        new(
            [
                .. await connection.QueryAsync<IssueFact>(
                    """
                    select i.issue_key, i.title, i.published_on, i.first_seen_at, i.announced_at, i.missed_at
                    from issues i
                    where i.publication = @publication and i.is_draft = 0 and i.skipped_at is null and i.same_as is null
                      and i.published_on >= @from and i.published_on <= @today
                    order by i.published_on, i.issue_key
                    """,
                    parameters
                ),
            ],
            [
                .. await connection.QueryAsync<PostFact>(
                    $"""
                    select d.issue_key, d.account, d.idempotency_key, d.state, d.held_reason, d.refusal,
                      (select max(h.at) from delivery_history h where h.delivery_id = d.id) as since
                    from deliveries d
                    where {DeliveryTable.IsLatest} and d.id in (
                      select o.id from deliveries o where o.publication = @publication and o.state in ('held', 'due', 'sending', 'uncertain')
                      union all
                      select f.id from deliveries f where f.publication = @publication and f.state = 'failed' and f.issue_key in (
                        select issue_key from issues where publication = @publication and published_on >= @from))
                    order by d.issue_key, d.account, d.ordinal limit @MostPosts
                    """,
                    parameters
                ),
            ],
            [
                .. await connection.QueryAsync<PauseFact>(
                    """
                    select account, reason, detail, since, until_at, paused_by from account_pauses
                    where publication = @publication and (until_at is null or until_at > @now) order by account
                    """,
                    parameters
                ),
            ],
            (
                await connection.QueryAsync<(string Job, DateTimeOffset DoneUntil)>(
                    "select job, done_until from watermarks where publication = @publication and done_until is not null",
                    parameters
                )
            ).ToDictionary(mark => mark.Job, mark => mark.DoneUntil, StringComparer.Ordinal),
            [
                .. await connection.QueryAsync<EditFact>(
                    """
                    select issue_key, count(*) as count, min(created_at) as since from proposed_edits
                    where publication = @publication and state = 'open' group by issue_key order by issue_key
                    """,
                    parameters
                ),
            ],
            [
                .. await connection.QueryAsync<CallFact>(
                    """
                    select created_at, next_at, given_up_at, last_problem from webhook_calls
                    where publication = @publication and done_at is null and (given_up_at is not null or attempts >= @attempts)
                      and coalesce(given_up_at, created_at)
                        > coalesce((select max(done_at) from webhook_calls where publication = @publication), 0)
                    order by created_at desc, id desc limit @MostCalls
                    """,
                    parameters
                ),
            ],
            [
                .. await connection.QueryAsync<UnreadFact>(
                    """
                    select source, trouble, trouble_since, not_before from reading_positions
                    where publication = @publication and trouble is not null order by source
                    """,
                    parameters
                ),
            ],
            await HeldCalls.ReadAsync(connection, publication, now)
        );

    private static string Day(DateTimeOffset local) => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
