using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Configuration;
using Syndicator.Engagement;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Engagement;

/// <summary>Posts that are out, and networks whose readers a test plays.</summary>
public abstract class EngagementSuite(TestServer server) : PublishingSuite(server)
{
    private readonly Dictionary<string, ScriptedCounter> _counters = new(StringComparer.Ordinal);

    internal EngagementQueries Queries => new(Database);

    internal ScriptedCounter Counter(string account = "alpha") =>
        _counters.TryGetValue(account, out var counter) ? counter : _counters[account] = new ScriptedCounter();

    internal async Task SendAsync(int number, params string[] parts)
    {
        await AnnounceAsync(number, parts);
        await DeliverAsync();
    }

    /// <summary>What is counted was to be looked at: the question that is asked of hundreds must not spare it.</summary>
    internal async Task<IReadOnlyList<AccountCount>> CountAsync(Database? database = null, CancellationToken? stop = null)
    {
        var count = Counting(database);
        var busy = await count.ListBusyAsync([Publication.Id, "another"], Cancellation);
        var counts = await count.RunAsync(Publication, stop ?? Cancellation);
        if (counts.Any(account => account.AskedCount > 0))
        {
            busy.ShouldBe([Publication.Id]);
        }

        return counts;
    }

    private CountEngagement Counting(Database? database) =>
        new(
            database ?? Database,
            (_, account) => _counters.ContainsKey(account.Name) ? new PostCounter(Counter(account.Name), account) : null,
            new Spending(database ?? Database, Clock),
            Clock,
            NullLogger<CountEngagement>.Instance
        );

    internal async Task<AccountCount> CountAlphaAsync() => (await CountAsync()).Single(count => count.Account == "alpha");

    /// <summary>Time passes, and what is due then is counted.</summary>
    internal async Task<AccountCount> CountAfterAsync(TimeSpan time)
    {
        await AdvanceAsync(time);
        return await CountAlphaAsync();
    }

    internal Task<IReadOnlyList<CountedPost>> CountedAsync() => Queries.ListAsync(Publication.Id, 1000, Cancellation);

    internal void Pay(decimal? ceiling) =>
        Publication = Publication with
        {
            Accounts =
            [
                .. Publication.Accounts.Select(account =>
                    account with
                    {
                        Mode = AccountMode.Live,
                        Network = "x",
                        Prices = new PostPrices(0.015m, 0.2m, null),
                        Ceiling = ceiling,
                    }
                ),
            ],
        };
}
