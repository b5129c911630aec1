using FsCheck;
using FsCheck.Fluent;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class OutboxScheduleOnSqliteTests() : OutboxScheduleTests(new SqliteServer());

public sealed class OutboxScheduleOnPostgreSqlTests() : OutboxScheduleTests(new PostgreSqlServer());

/// <summary>What a random life does to an outbox: networks that fail in every way, dying workers, editors, clocks.</summary>
public abstract class OutboxScheduleTests(TestServer server) : PublishingSuite(server)
{
    private static readonly string[] Parts = ["lead", "crate", "quote", "events"];
    private int _round;

    /// <summary>One thing that happens. The network's ways to fail come in both kinds: after the post arrived, and before.</summary>
    private enum Happening
    {
        Works,
        LostBefore,
        LostAfter,
        ThrowsBefore,
        ThrowsAfter,
        Unavailable,
        Throttled,
        Refused,
        DiesBefore,
        DiesAfter,
        WaitsALittle,
        WaitsALot,
        JumpsBack,
        EditorReleases,
        EditorStops,
        AnnouncedAgain,
    }

    [Fact]
    public void Whatever_happens_no_post_is_out_twice_none_is_lost_and_the_order_is_kept()
    {
        var lives = Gen.ListOf(Gen.Choose(0, Enum.GetValues<Happening>().Length - 1)).ToArbitrary();
        // Each life of a few dozen steps is some hundred transactions.
        var config = Seeded.Cases(20).WithEndSize(30);
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
        Check.One(config, Prop.ForAll(lives, life => LiveAsync([.. life.Select(step => (Happening)step)]).GetAwaiter().GetResult()));
#pragma warning restore VSTHRD002
    }

    private async Task<bool> LiveAsync(IReadOnlyList<Happening> life)
    {
        var account = $"account-{++_round}";
        Publication = Samples.Publication(account);
        await AnnounceAsync(7, Parts);
        var stopped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happening in life)
        {
            await HappenAsync(happening, account, stopped);
            await CheckAsync(account, stopped);
        }

        await EndWellAsync(account);
        await CheckAsync(account, stopped);
        var arrived = Arrived(account);
        arrived.ShouldBe(Parts.Where(part => !stopped.Contains(part)), $"nothing is lost in {string.Join(", ", life)}");
        return true;
    }

    private async Task HappenAsync(Happening happening, string account, HashSet<string> stopped)
    {
        var network = Network(account);
        switch (happening)
        {
            case Happening.DiesBefore or Happening.DiesAfter:
                var claim = await new Outbox(Database, Clock).ClaimAsync("gazette", account, "dying", Delivering.Lease, null, Cancellation);
                if (claim is not null && happening == Happening.DiesAfter)
                {
                    network.Arrive(claim.Post);
                }

                break;
            case Happening.WaitsALittle:
                await AdvanceAsync(TimeSpan.FromSeconds(45));
                break;
            case Happening.WaitsALot:
                await AdvanceAsync(TimeSpan.FromHours(20));
                break;
            case Happening.JumpsBack:
                await JumpAsync(TimeSpan.FromMinutes(-3));
                break;
            case Happening.EditorReleases:
                await ForEachAsync(account, (changes, id) => changes.ReleaseAsync(id, "cli:eve", Cancellation));
                break;
            case Happening.EditorStops:
                var last = (await PostsAsync(account))[^1];
                if (await new ChangeDelivery(Database, Clock).StopAsync(last.Id, "cli:eve", Cancellation) is ChangeOutcome.Done)
                {
                    stopped.Add(last.Place.Part);
                }

                break;
            case Happening.AnnouncedAgain:
                await AnnounceAsync(7, Parts);
                break;
            default:
                network.OnPublish = (sent, post, _) => Task.FromResult(Attempt(happening, sent, post));
                await DeliverAsync();
                break;
        }
    }

    private PublishOutcome Attempt(Happening happening, ScriptedNetwork network, OutboundPost post)
    {
        // One thing goes wrong, and the rest of the run works.
        network.Works();
        switch (happening)
        {
            case Happening.LostBefore:
                return new PublishOutcome.Uncertain("lost");
            case Happening.LostAfter:
                network.Arrive(post);
                return new PublishOutcome.Uncertain("lost");
            case Happening.ThrowsBefore:
                throw new InvalidOperationException("before");
            case Happening.ThrowsAfter:
                network.Arrive(post);
                throw new InvalidOperationException("after");
            case Happening.Unavailable:
                return new PublishOutcome.Unavailable("no route");
            case Happening.Throttled:
                return new PublishOutcome.Throttled(Clock.GetUtcNow().AddMinutes(10));
            case Happening.Refused:
                return new PublishOutcome.Refused(RefusalKind.Post, "no");
            default:
                return new PublishOutcome.Published(network.Arrive(post));
        }
    }

    /// <summary>Networks work, time passes, and an editor releases what is held: then everything that was not stopped is out.</summary>
    private async Task EndWellAsync(string account)
    {
        Network(account).Works();
        for (var round = 0; round < 10; round++)
        {
            await ForEachAsync(account, (changes, id) => changes.ReleaseAsync(id, "cli:eve", Cancellation));
            await DeliverAsync();
            await AdvanceAsync(TimeSpan.FromMinutes(16));
        }
    }

    private async Task CheckAsync(string account, HashSet<string> stopped)
    {
        var arrived = Arrived(account);
        arrived.ShouldBeUnique("no post is out twice");
        arrived.ShouldBe(Parts.Where(arrived.Contains), "the order is kept");
        var posts = await PostsAsync(account);
        posts.Count.ShouldBe(Parts.Length);
        foreach (var post in posts.Where(post => post.State is DeliveryState.Delivered))
        {
            arrived.ShouldContain(post.Place.Part, "what counts as delivered is out");
        }

        arrived.ShouldNotContain(part => stopped.Contains(part), "what an editor stopped is not out");
    }

    private async Task ForEachAsync(string account, Func<ChangeDelivery, DeliveryId, Task<ChangeOutcome>> act)
    {
        foreach (var post in await PostsAsync(account))
        {
            await act(new ChangeDelivery(Database, Clock), post.Id);
        }
    }

    private List<string> Arrived(string account) => [.. Network(account).Arrived.Select(post => post.IdempotencyKey.Split('/')[3])];
}
