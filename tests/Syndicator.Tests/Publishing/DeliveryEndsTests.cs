using FsCheck;
using FsCheck.Fluent;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

/// <summary>Whatever a network answers, for however long: no post is sent or looked for without end.</summary>
public sealed class DeliveryEndsTests() : PublishingSuite(new SqliteServer())
{
    private static readonly TimeSpan s_freshFor = TimeSpan.FromHours(6);

    /// <summary>As many as a network needs that names times and is unavailable in between, until nothing is fresh any more.</summary>
    private const int MostLooks = 100;

    private int _round;

    [Fact]
    public async Task A_post_that_is_called_a_duplicate_again_and_again_and_found_nowhere_is_an_editors()
    {
        await AnnounceAsync(7, "lead", "crate");
        var sent = 0;
        Network().OnPublish = (_, _, _) =>
        {
            sent++;
            return Task.FromResult<PublishOutcome>(new PublishOutcome.Uncertain("X says that an equal post exists."));
        };
        var since = Clock.GetUtcNow();
        await LookUntilNothingHappensAsync("alpha");

        (await StatesAsync()).ShouldBe("unsettled thread");
        sent.ShouldBe(Delivering.MostDoubts);
        (Clock.GetUtcNow() - since).ShouldBeLessThan(TimeSpan.FromHours(2));
        var (_, history) = (await new DeliveryQueries(Database).ShowAsync("gazette/issue-7/alpha/lead/g1", Cancellation))!.Value;
        history[^1]
            .Reason.ShouldBe(
                "sent 8 times without a clear answer, and found nowhere. The last answer: X says that an equal post exists. "
                    + "Look on the network whether it is there: release it if it is not, stop it if it is."
            );
    }

    [Fact]
    public async Task An_editors_release_gives_a_post_all_its_attempts_again()
    {
        await AnnounceAsync(7, "lead");
        var sent = 0;
        Network().OnPublish = (_, _, _) => Task.FromResult<PublishOutcome>(new PublishOutcome.Uncertain($"answer {++sent}"));
        await LookUntilNothingHappensAsync("alpha");

        await new ChangeDelivery(Database, Clock).ReleaseAsync((await PostAsync("lead")).Id, "cli:eve", Cancellation);
        await LookUntilNothingHappensAsync("alpha");

        (await StatesAsync()).ShouldBe("unsettled");
        sent.ShouldBe(2 * Delivering.MostDoubts);
    }

    [Fact]
    public async Task Workers_that_die_are_no_doubt_of_the_network()
    {
        await AnnounceAsync(7, "lead");
        var outbox = new Outbox(Database, Clock);
        for (var death = 0; death <= Delivering.MostDoubts; death++)
        {
            (await outbox.ClaimAsync("gazette", "alpha", "dying", Delivering.Lease, null, Cancellation)).ShouldNotBeNull();
            await AdvanceAsync(Delivering.Lease + TimeSpan.FromSeconds(1));
            await outbox.SettleAsync("gazette", "alpha", "other", Cancellation);
            var open = await PostAsync("lead");
            var due = ((DeliveryState.Uncertain)open.State).Retry(Clock.GetUtcNow());
            await outbox.ChangeAsync(open, due, "other", "not found twice", Cancellation);
        }

        (await outbox.ListDoubtsAsync((await PostAsync("lead")).Id, Cancellation)).ShouldBeEmpty();
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered");
    }

    [Fact]
    public async Task A_look_up_that_gets_no_answer_is_repeated_and_a_time_that_is_named_is_kept()
    {
        await AnnounceAsync(7, "lead");
        Network().OnPublish = (network, post, _) =>
        {
            network.Arrive(post);
            return Task.FromResult<PublishOutcome>(new PublishOutcome.Uncertain("504"));
        };
        await DeliverAsync();
        Network().OnFind = _ => new FindOutcome.Unavailable("503");
        await DeliverAsync();
        Network().OnFind = _ => new FindOutcome.Unavailable("429", Clock.GetUtcNow().AddMinutes(7));
        await DeliverAsync();
        Network().OnFind = null;
        (await StatesAsync()).ShouldBe("uncertain");
        Network().LookUpCount.ShouldBe(2);

        await AdvanceAsync(TimeSpan.FromMinutes(7) - TimeSpan.FromMilliseconds(1));
        await DeliverAsync();
        Network().LookUpCount.ShouldBe(2);
        await AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered");
        Network().Arrived.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData((int)RefusalKind.Account)]
    [InlineData((int)RefusalKind.Budget)]
    public async Task A_look_up_that_is_refused_pauses_the_account_and_the_post_is_found_when_it_goes_on(int kind)
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().OnPublish = (network, post, _) =>
        {
            network.Arrive(post);
            network.Works();
            return Task.FromResult<PublishOutcome>(new PublishOutcome.Uncertain("504"));
        };
        Network().OnFind = _ => new FindOutcome.Refused((RefusalKind)kind, "The token was revoked.");
        await DeliverAsync();
        await DeliverAsync();
        await DeliverAsync();
        Network().LookUpCount.ShouldBe(1);
        (await new AccountPauses(Database, Clock).ListAsync("gazette", Cancellation))
            .ShouldHaveSingleItem()
            .Detail.ShouldBe("The token was revoked.");

        Network().OnFind = null;
        await new AccountPauses(Database, Clock).ResumeAsync("gazette", "alpha", "cli:eve", Cancellation);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
        Network().Arrived.Count.ShouldBe(2);
    }

    /// <summary>Numbers choose what the network answers, one after another and then again from the first.</summary>
    [Fact]
    public void Whatever_a_network_answers_every_post_ends_somewhere()
    {
        var answers = Gen.NonEmptyListOf(Gen.Choose(0, 99)).ToArbitrary();
        // Each is some hundred transactions.
        var config = Seeded.Cases(15).WithEndSize(8);
#pragma warning disable VSTHRD002 // FsCheck's properties are synchronous.
        Check.One(config, Prop.ForAll(answers, each => EndsAsync([.. each]).GetAwaiter().GetResult()));
#pragma warning restore VSTHRD002
    }

    private async Task<bool> EndsAsync(IReadOnlyList<int> answers)
    {
        var account = $"account-{++_round}";
        Publication = Samples.Publication(account) with { Id = account, FreshFor = s_freshFor };
        await AnnounceAsync(7, "lead", "crate");
        var (turn, sent) = (0, 0);
        int Next() => answers[turn++ % answers.Count];
        Network(account).OnPublish = (network, post, _) =>
        {
            sent++;
            return Task.FromResult(Publish(Next(), network, post));
        };
        Network(account).OnFind = post => Find(Next(), post);

        var looks = await LookUntilNothingHappensAsync(account);

        var open = (await PostsAsync(account)).Where(post =>
            post.State is DeliveryState.Due or DeliveryState.Uncertain or DeliveryState.Sending
        );
        var isPaused = (await new AccountPauses(Database, Clock).ListAsync(account, Cancellation)).Any(pause => pause.Until is null);
        return looks < MostLooks && (isPaused || !open.Any()) && sent <= MostLooks;
    }

    private PublishOutcome Publish(int answer, ScriptedNetwork network, OutboundPost post) =>
        (answer % 10) switch
        {
            0 => new PublishOutcome.Published(network.Arrive(post)),
            1 => new PublishOutcome.Refused(RefusalKind.Post, "no"),
            2 => new PublishOutcome.Refused(RefusalKind.Account, "no"),
            3 => new PublishOutcome.Throttled(Clock.GetUtcNow().AddMinutes(answer)),
            4 => new PublishOutcome.Throttled(Clock.GetUtcNow().AddMinutes(-answer)),
            5 => new PublishOutcome.Unavailable("away"),
            6 => throw new InvalidOperationException("a bug"),
            7 => throw new OperationCanceledException("no reason"),
            _ => new PublishOutcome.Uncertain("perhaps"),
        };

    private FindOutcome Find(int answer, OutboundPost post) =>
        (answer / 10) switch
        {
            0 => new FindOutcome.Found(ScriptedNetwork.RemoteOf(post)),
            1 => new FindOutcome.CannotTell("unclear"),
            2 => new FindOutcome.Refused(RefusalKind.Budget, "no"),
            3 => new FindOutcome.Unavailable("away", Clock.GetUtcNow().AddMinutes(answer)),
            4 => new FindOutcome.Unavailable("away", Clock.GetUtcNow().AddMinutes(-answer)),
            5 => throw new InvalidOperationException("a bug"),
            6 => new FindOutcome.Absent(IsFinal: true),
            _ => new FindOutcome.Absent(),
        };

    /// <summary>Looks every few minutes, and when a time is named then, until nothing waits for time any more.</summary>
    private async Task<int> LookUntilNothingHappensAsync(string account)
    {
        for (var look = 1; ; look++)
        {
            await Deliverer("worker-1").RunAsync(Publication, Cancellation);
            var posts = await PostsAsync(account);
            if (look == MostLooks || !posts.Any(post => post.State is DeliveryState.Due or DeliveryState.Uncertain))
            {
                return look;
            }

            var pause = (await new AccountPauses(Database, Clock).ListAsync(Publication.Id, Cancellation)).SingleOrDefault();
            if (pause is { Until: null })
            {
                return look;
            }

            var now = Clock.GetUtcNow();
            var next = posts.Select(post => (post.State as DeliveryState.Due)?.RetryAt).Append(pause?.Until).Max();
            await AdvanceAsync(next > now ? next.Value - now : TimeSpan.FromMinutes(5));
        }
    }
}
