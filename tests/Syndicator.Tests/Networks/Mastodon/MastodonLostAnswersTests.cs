using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.IntegrationTests;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.RealServers;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>
/// Threads through the real outbox to a real server, behind proxies that lose, cut, delay and replace requests and answers. What counts is the server's own
/// timeline. <c>SYNDICATOR_TEST_LOST_ANSWERS</c> and <c>SYNDICATOR_TEST_SEED</c> override how many faults there are and their seed.
/// </summary>
public sealed class MastodonLostAnswersTests : IAsyncLifetime
{
    private const int Parts = 5;

    private static readonly DeliveryOptions Quick = new()
    {
        Lease = TimeSpan.FromSeconds(8),
        RequestTimeLimit = TimeSpan.FromSeconds(5),
        BetweenLookUps = TimeSpan.FromMilliseconds(700),
        FirstBackoff = TimeSpan.FromMilliseconds(20),
        LongestBackoff = TimeSpan.FromMilliseconds(200),
    };

    private readonly RealMastodon _real = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-lost-").FullName;

    /// <summary>Its name is in every idempotency key, which the server remembers for an hour.</summary>
    private readonly Publication _publication = Samples.Publication("alpha") with { Id = $"run{Guid.CreateVersion7():N}" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _real.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0, "that honours idempotency keys")]
    [InlineData(1, "that ignores idempotency keys")]
    public async Task Whatever_becomes_of_requests_and_answers_each_post_is_there_once_and_in_order(int proxy, string server)
    {
        var proxies = Needed.Variable("SYNDICATOR_TEST_MASTODON_PROXIES", "two fault proxies before the server").Split(' ');
        using var faults = new FaultProxy(new Uri(proxies[proxy]));
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261122) + proxy;
        var count = Chosen.Number("SYNDICATOR_TEST_LOST_ANSWERS", 10);
        var random = new Random(seed);
        var started = Stopwatch.StartNew();
        await faults.PlanAsync([.. Enumerable.Range(0, count).Select(number => Fault(number, random))], Cancellation);

        var threads = await PublishAsync(faults.Address, (count + Parts - 1) / Parts + 1);

        var shown = (await _real.TimelineAsync(Cancellation))
            .Where(post => post.Text.Contains(_publication.Id, StringComparison.Ordinal))
            .ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"a server {server}, seed {seed}: {count} faults, {threads.Count} threads, {shown.Count} posts, {started.Elapsed.TotalSeconds:F0} s"
        );
        shown.Count.ShouldBe(threads.Count * Parts, "each once");
        foreach (var ids in threads)
        {
            ShownThread.From(ids[0], shown).ShouldBe(ids, "in order");
        }
    }

    /// <summary>
    /// Every kind in turn. A request that the proxy holds back is passed on before its post would be sent again; of a longer one no program can know.
    /// </summary>
    private static object Fault(int number, Random random)
    {
        var skip = random.Next(2);
        return (number % 10) switch
        {
            0 => FaultProxy.OnCreating("drop-response", skip),
            1 => FaultProxy.OnCreating("drop-request", skip),
            2 => FaultProxy.OnCreating("truncate", skip, bytes: random.Next(400)),
            3 => FaultProxy.OnCreating("delay", skip, seconds: 0.3),
            4 => FaultProxy.OnCreating("answer", skip, status: 500 + random.Next(5)),
            5 => FaultProxy.OnCreating("answer-after", skip, status: 500 + random.Next(5)),
            6 => FaultProxy.OnCreating("answer-after", skip, status: 200, body: "{}"),
            7 => FaultProxy.OnCreating("answer-after", skip, status: 200, body: "<html>welcome"),
            8 => FaultProxy.OnCreating("delay-response", skip, seconds: 5.5),
            _ => FaultProxy.OnCreating("drop-response", 0),
        };
    }

    /// <summary>The ids that the outbox has in the end, by thread.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> PublishAsync(Uri through, int issues)
    {
        var storage = new StorageOptions { File = Path.Combine(_folder, "lost.db") };
        await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
        var outbox = new Outbox(database, TimeProvider.System);
        foreach (var number in Enumerable.Range(1, issues))
        {
            await AnnounceAsync(database, outbox, number);
        }

        var queries = new DeliveryQueries(database);
        IReadOnlyList<Delivery> posts;
        for (var looks = 1; ; looks++)
        {
            // As if the program had been started anew each time: nothing is remembered but the outbox.
            await Deliverer(outbox, new LookingAgain(_real.Us(through))).RunAsync(_publication, Cancellation);
            posts = await queries.ListAsync(_publication.Id, limit: 10_000, cancellationToken: Cancellation);
            if (posts.All(post => post.State is DeliveryState.Delivered))
            {
                break;
            }

            posts
                .Any(post => post.State is DeliveryState.Held { Reason: HeldReason.Unsettled })
                .ShouldBeFalse(await ReasonsAsync(queries, posts));
            looks.ShouldBeLessThan(200, await ReasonsAsync(queries, posts));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        }

        return OutboxThreads.Of(posts);
    }

    /// <summary>Why they are where they are, for whoever reads the failed test.</summary>
    private static async Task<string> ReasonsAsync(DeliveryQueries queries, IReadOnlyList<Delivery> posts)
    {
        var reasons = new List<string>();
        foreach (var post in posts.Where(post => post.State is not DeliveryState.Delivered))
        {
            var shown = await queries.ShowAsync(post.Id, Cancellation);
            reasons.Add($"{post.IdempotencyKey}: {string.Join("; ", shown!.Value.History.Select(happened => happened.Reason))}");
        }

        return string.Join('\n', reasons);
    }

    private Task<Enqueued> AnnounceAsync(Database database, Outbox outbox, int number)
    {
        var parts = Enumerable
            .Range(1, Parts)
            .Select(part => $"{_publication.Id} issue-{number} part {part}: what there is to say & more")
            .Select((text, at) => new ComposedPost($"part-{at}", new PostContent { Text = text }, text.Length, 500, 0, []));
        return new AnnounceIssue(database, outbox, TimeProvider.System).RunAsync(
            _publication,
            new Issue { File = $"{number}.md", Number = number },
            "",
            [new PostThread(_publication.Accounts[0].Name, [.. parts])],
            "test",
            null,
            Cancellation
        );
    }

    private static DeliverDue Deliverer(Outbox outbox, INetwork network) =>
        new(outbox, (_, _) => network, Quick, TimeProvider.System, NullLogger<DeliverDue>.Instance, "test");

    /// <summary>
    /// Small servers answer nobody for seconds now and then. A look-up that cannot tell would be an editor's business; here it is made again at the next look.
    /// </summary>
    private sealed class LookingAgain(INetwork network) : INetwork
    {
        public ValueTask<TextRules> GetTextRulesAsync(CancellationToken cancellationToken) => network.GetTextRulesAsync(cancellationToken);

        public Task<PublishOutcome> PublishAsync(OutboundPost post, CancellationToken cancellationToken) =>
            network.PublishAsync(post, cancellationToken);

        public async Task<FindOutcome> FindAsync(OutboundPost post, DateTimeOffset firstAttemptAt, CancellationToken cancellationToken)
        {
            var found = await network.FindAsync(post, firstAttemptAt, cancellationToken);
            return found is FindOutcome.CannotTell cannot ? throw new TimeoutException(cannot.Reason) : found;
        }
    }
}
