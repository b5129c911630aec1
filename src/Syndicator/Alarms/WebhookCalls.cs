using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Alarms;

/// <summary>A call that somebody has to itself until its lease ends.</summary>
/// <param name="Id">The same at every attempt: receivers know a repeated call by it.</param>
/// <param name="Body">The same at every attempt.</param>
/// <param name="Attempts">This one included.</param>
internal sealed record WebhookCall(string Id, string Type, string Body, int Attempts);

/// <summary>The outbox of the webhook. A call is sent at least once: one whose sender died is sent again when its lease has ended.</summary>
internal sealed class WebhookCalls(Database database, TimeProvider clock)
{
    /// <summary>Longer than a call may take.</summary>
    public static readonly TimeSpan Lease = WebhookClient.TimeLimit * 3;

    /// <summary>How long calls that ended are kept.</summary>
    private static readonly TimeSpan s_keep = TimeSpan.FromDays(30);

    /// <summary>A call that is planned for later than any wait is long was planned by a clock that ran ahead.</summary>
    private static readonly TimeSpan s_farthest = SendWebhooks.LongestWait + TimeSpan.FromMinutes(1);

    public static Task QueueAsync(DbTransaction transaction, IReadOnlyList<WebhookPayload> payloads, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into webhook_calls (id, publication, type, body, created_at, attempts, next_at)
            values (@Id, @Publication, @Type, @Body, @now, 0, @now)
            """,
            payloads.Select(payload => new
            {
                Id = NewId(now),
                payload.Data.Publication,
                payload.Type,
                Body = payload.ToJson(),
                now,
            }),
            transaction
        );

    public static string NewId(DateTimeOffset now) => $"msg_{Guid.CreateVersion7(now):N}";

    /// <summary>The oldest call that is to be sent now; null when there is none.</summary>
    public Task<WebhookCall?> ClaimAsync(string publication, string worker, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
                (
                    await transaction.Connection!.QuerySingleOrDefaultAsync<CallRow>(
                        """
                        update webhook_calls set worker = @worker, lease_until = syndicator_now() + @lease, attempts = attempts + 1
                        where id = (
                          select id from webhook_calls
                          where publication = @publication and done_at is null and given_up_at is null
                            and (next_at <= @now or next_at > @farthest)
                            and (lease_until is null or lease_until <= syndicator_now() or lease_until > syndicator_now() + @lease)
                          order by created_at, id limit 1)
                        and done_at is null and given_up_at is null
                        and (lease_until is null or lease_until <= syndicator_now() or lease_until > syndicator_now() + @lease)
                        returning id, type, body, attempts
                        """,
                        new
                        {
                            publication,
                            worker,
                            lease = (long)Lease.TotalMilliseconds,
                            now = clock.GetUtcNow(),
                            farthest = clock.GetUtcNow() + s_farthest,
                        },
                        transaction
                    )
                )?.ToCall(),
            cancellationToken
        );

    /// <summary>The receiver took it: no matter who holds it by now.</summary>
    public Task DoneAsync(WebhookCall call) =>
        ExecuteAsync(
            """
            update webhook_calls set done_at = @now, given_up_at = null, last_problem = null, worker = null, lease_until = null
            where id = @Id and done_at is null
            """,
            new { call.Id, now = clock.GetUtcNow() }
        );

    public Task RetryAsync(WebhookCall call, string worker, string problem, TimeSpan wait) =>
        ExecuteAsync(
            """
            update webhook_calls set next_at = @next, last_problem = @problem, worker = null, lease_until = null
            where id = @Id and worker = @worker
            """,
            new
            {
                call.Id,
                worker,
                problem,
                next = clock.GetUtcNow() + wait,
            }
        );

    public Task GiveUpAsync(WebhookCall call, string worker, string problem) =>
        ExecuteAsync(
            """
            update webhook_calls set given_up_at = @now, last_problem = @problem, worker = null, lease_until = null
            where id = @Id and worker = @worker
            """,
            new
            {
                call.Id,
                worker,
                problem,
                now = clock.GetUtcNow(),
            }
        );

    /// <summary>Nobody is to be called any more.</summary>
    public Task GiveUpAllAsync(string publication, string problem) =>
        ExecuteAsync(
            """
            update webhook_calls set given_up_at = @now, last_problem = @problem, worker = null, lease_until = null
            where publication = @publication and done_at is null and given_up_at is null
            """,
            new
            {
                publication,
                problem,
                now = clock.GetUtcNow(),
            }
        );

    public Task ForgetOldAsync(string publication) =>
        ExecuteAsync(
            "delete from webhook_calls where publication = @publication and (done_at < @oldest or given_up_at < @oldest)",
            new { publication, oldest = clock.GetUtcNow() - s_keep }
        );

    /// <remarks>What an attempt came to is kept although the program stops meanwhile.</remarks>
    private Task ExecuteAsync(string sql, object parameters) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, parameters, transaction), CancellationToken.None);

    private sealed class CallRow
    {
        public string Id { get; set; } = "";
        public string Type { get; set; } = "";
        public string Body { get; set; } = "";
        public long Attempts { get; set; }

        public WebhookCall ToCall() => new(Id, Type, Body, (int)Attempts);
    }
}
