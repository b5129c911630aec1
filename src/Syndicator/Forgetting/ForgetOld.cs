using Dapper;
using Microsoft.Extensions.Logging;
using Syndicator.Storage;

namespace Syndicator.Forgetting;

/// <summary>
/// Throws away what has grown old, a little in each transaction, so that nobody waits for it. None of it is what a post, a collection, a count or thanks are known
/// by: nothing is done again because it is gone. Several instances at once do no harm.
/// </summary>
/// <param name="clock">The publications' clock.</param>
/// <param name="people">What sessions go by: the real one.</param>
/// <param name="shownSince">When the oldest round began of which any publication still shows anything.</param>
internal sealed class ForgetOld(
    Database database,
    RetentionOptions options,
    TimeProvider clock,
    TimeProvider people,
    Func<DateTimeOffset> shownSince,
    ILogger<ForgetOld> log
)
{
    /// <summary>Rows in one transaction.</summary>
    public const int Most = 500;

    /// <summary>Calls of a webhook that ended are kept so long by the job that makes them; here those of publications that are no more.</summary>
    private static readonly TimeSpan s_calls = TimeSpan.FromDays(31);

    /// <summary>Attempts to sign in count for an hour.</summary>
    private static readonly TimeSpan s_attempts = TimeSpan.FromHours(2);

    /// <summary>Others write between two of them.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private const string Sessions = "delete from sessions where id in (select id from sessions where ends_at < @before limit @Most)";

    private const string Attempts =
        "delete from sign_in_attempts where key_hash in (select key_hash from sign_in_attempts where failed_at < @before limit @Most)";

    private const string Calls =
        "delete from webhook_calls where id in (select id from webhook_calls where done_at < @before or given_up_at < @before limit @Most)";

    private const string Alarms = "delete from alarms where id in (select id from alarms where cleared_at < @before limit @Most)";

    private const string Growth = """
        delete from engagement_history
        where (delivery_id, at) in (select delivery_id, at from engagement_history where at < @before limit @Most)
        """;

    /// <summary>How many of each were thrown away; what was nothing is not among it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(CancellationToken stop)
    {
        var words = clock.GetUtcNow() - options.Words is { } old ? Earlier(old, shownSince()) : (DateTimeOffset?)null;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["sessions"] = await AllAsync(Sessions, people.GetUtcNow(), stop),
            ["attempts to sign in"] = await AllAsync(Attempts, people.GetUtcNow() - s_attempts, stop),
            ["calls of webhooks"] = await AllAsync(Calls, clock.GetUtcNow() - s_calls, stop),
            ["alarms"] = await AllAsync(Alarms, clock.GetUtcNow() - options.Alarms, stop),
            ["counts of reactions"] = await AllAsync(Growth, clock.GetUtcNow() - options.Growth, stop),
            ["words of mentions"] = await AllAsync(OldWords.OfMentions, words, stop),
            ["words of posts that they referred to"] = await AllAsync(OldWords.OfContext, words, stop),
        };
        foreach (var (what, count) in counts)
        {
            if (count > 0)
            {
                log.LogInformation("{Count} {What} were old and are thrown away", count, what);
            }
            else
            {
                counts.Remove(what);
            }
        }

        return counts;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <param name="before">Null: they are kept for ever.</param>
    private async Task<int> AllAsync(string statement, DateTimeOffset? before, CancellationToken stop)
    {
        var count = 0;
        for (var some = before is null ? 0 : Most; some == Most; count += some)
        {
            some = await SomeAsync(statement, before!.Value, stop);
            if (some == Most)
            {
                await Task.Delay(s_pause, TimeProvider.System, stop);
            }
        }

        return count;
    }

    private Task<int> SomeAsync(string statement, DateTimeOffset before, CancellationToken stop) =>
        database.WriteAsync(
            transaction =>
                transaction.Connection!.ExecuteAsync(
                    statement,
                    new
                    {
                        before,
                        now = clock.GetUtcNow(),
                        Most,
                    },
                    transaction
                ),
            stop
        );
}
