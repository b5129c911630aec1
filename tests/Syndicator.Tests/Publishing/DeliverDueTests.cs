using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class DeliverDueOnSqliteTests() : DeliverDueTests(new SqliteServer());

public sealed class DeliverDueOnPostgreSqlTests() : DeliverDueTests(new PostgreSqlServer());

public abstract class DeliverDueTests(TestServer server) : PublishingSuite(server)
{
    [Fact]
    public async Task A_thread_goes_out_in_order_each_post_answering_the_one_before()
    {
        await AnnounceAsync(7, "lead", "crate", "quote");
        var summary = await DeliverAsync();
        summary.DeliveredCount.ShouldBe(6);

        var sent = Network().Arrived;
        sent.Select(post => post.IdempotencyKey[..^3].Split('/')[^1]).ShouldBe(["lead", "crate", "quote"]);
        sent[0].ReplyTo.ShouldBeNull();
        sent[1].ReplyTo.ShouldBe(ScriptedNetwork.RemoteOf(sent[0]));
        sent[2].ReplyTo.ShouldBe(ScriptedNetwork.RemoteOf(sent[1]));
        sent[2].ThreadRoot.ShouldBe(ScriptedNetwork.RemoteOf(sent[0]));
        (await PostAsync("quote")).State.ShouldBe(
            new DeliveryState.Delivered(
                "id:gazette/issue-7/alpha/quote/g1",
                "https://social.example/gazette/issue-7/alpha/quote/g1",
                Clock.GetUtcNow()
            )
        );
    }

    [Fact]
    public async Task What_was_delivered_is_not_delivered_again()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        (await DeliverAsync("worker-2")).Handled.ShouldBeEmpty();
        Network().Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_leaves_during_the_hold_and_all_of_it_afterwards()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(15) };
        await AnnounceAsync(7, "lead");
        await AdvanceAsync(TimeSpan.FromMinutes(14));
        await DeliverAsync();
        Network().Arrived.ShouldBeEmpty();
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await DeliverAsync();
        Network().Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_post_stops_its_thread_and_no_other()
    {
        await AnnounceAsync(7, "lead", "crate", "quote");
        Network().OnPublish = (network, post, _) =>
            Task.FromResult<PublishOutcome>(
                post.IdempotencyKey.Contains("crate", StringComparison.Ordinal)
                    ? new PublishOutcome.Refused(RefusalKind.Post, "too long")
                    : new PublishOutcome.Published(network.Arrive(post))
            );
        (await DeliverAsync()).RefusedCount.ShouldBe(1);
        (await StatesAsync()).ShouldBe("delivered failed thread");
        (await StatesAsync("beta")).ShouldBe("delivered delivered delivered");
    }

    [Fact]
    public async Task A_refused_thread_resumes_at_its_first_unsent_post_when_an_editor_releases_it()
    {
        await AnnounceAsync(7, "lead", "crate", "quote");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "not now"));
        await DeliverAsync();
        Network().Works();
        await new ChangeDelivery(Database, Clock).ReleaseAsync((await PostAsync("lead")).Id, "cli:eve", Cancellation);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered delivered");
        Network().Arrived.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData((int)RefusalKind.Account, "account")]
    [InlineData((int)RefusalKind.Budget, "budget")]
    public async Task A_refused_account_is_paused_and_its_posts_wait_until_it_is_resumed(int kind, string reason)
    {
        await AnnounceAsync(7, "lead", "crate");
        await AnnounceAsync(8, "lead");
        Network().Always(new PublishOutcome.Refused((RefusalKind)kind, "the token was revoked"));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe($"{reason} {reason} {reason}");
        (await StatesAsync("beta")).ShouldBe("delivered delivered delivered");
        var pauses = new AccountPauses(Database, Clock);
        (await pauses.ListAsync("gazette", Cancellation)).ShouldHaveSingleItem().Detail.ShouldBe("the token was revoked");

        Network().Works();
        await DeliverAsync();
        Network().Arrived.ShouldBeEmpty();

        (await pauses.ResumeAsync("gazette", "alpha", "cli:eve", Cancellation)).ShouldBe(3);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered delivered");
        (await pauses.ListAsync("gazette", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_throttled_account_is_asked_again_not_before_the_named_second()
    {
        await AnnounceAsync(7, "lead");
        await AnnounceAsync(8, "lead");
        Network().Always(new PublishOutcome.Throttled(Clock.GetUtcNow().AddSeconds(90)));
        await DeliverAsync();
        Network().Works();
        await AdvanceAsync(TimeSpan.FromSeconds(89));
        await DeliverAsync();
        Network().Arrived.ShouldBeEmpty();
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await DeliverAsync();
        Network().Arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_unavailable_network_is_tried_again_later_and_later()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Unavailable("no route"));
        var waits = new List<TimeSpan>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            await DeliverAsync();
            var due = (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Due>();
            due.Attempts.ShouldBe(attempt + 1);
            waits.Add(due.RetryAt!.Value - Clock.GetUtcNow());
            await AdvanceAsync(waits[^1]);
        }

        waits.Select(wait => wait.TotalSeconds).ShouldBe([30, 60, 120, 240, 480, 900, 900]);
    }

    [Fact]
    public async Task A_post_that_waited_too_long_is_held_for_an_editor_with_the_rest_of_its_thread()
    {
        await AnnounceAsync(7, "lead", "crate");
        await AdvanceAsync(Publication.FreshFor + TimeSpan.FromMilliseconds(1));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("stale thread");
        Network().Arrived.ShouldBeEmpty();

        await new ChangeDelivery(Database, Clock).ReleaseAsync((await PostAsync("lead")).Id, "cli:eve", Cancellation);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
    }

    [Fact]
    public async Task Trying_in_vain_does_not_keep_a_post_fresh()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Unavailable("no route"));
        for (var hour = 0; hour < 37; hour++)
        {
            await DeliverAsync();
            await AdvanceAsync(TimeSpan.FromHours(1));
        }

        await DeliverAsync();
        (await StatesAsync()).ShouldBe("stale");
    }

    [Fact]
    public async Task A_post_with_uncertain_outcome_that_is_there_is_delivered_without_sending_it_again()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().OnPublish = (network, post, _) =>
        {
            network.Arrive(post);
            network.Works();
            return Task.FromResult<PublishOutcome>(new PublishOutcome.Uncertain("the connection broke"));
        };
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("uncertain due");
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
        Network().Arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Only_two_look_ups_some_time_apart_that_find_nothing_make_it_due_again()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        await DeliverAsync();
        Network().Works();
        await DeliverAsync();
        await DeliverAsync();
        await AdvanceAsync(Delivering.BetweenLookUps - TimeSpan.FromMilliseconds(1));
        await DeliverAsync();
        (Network().LookUpCount, Network().Arrived.Count).ShouldBe((1, 0));
        await AdvanceAsync(TimeSpan.FromMilliseconds(1));
        await DeliverAsync();
        (Network().LookUpCount, Network().Arrived.Count).ShouldBe((2, 1));
        (await StatesAsync()).ShouldBe("delivered");
    }

    [Fact]
    public async Task A_look_up_is_told_which_posts_of_the_account_are_others()
    {
        await AnnounceAsync(6, "lead");
        await DeliverAsync();
        await AdvanceAsync(TimeSpan.FromHours(2));
        await AnnounceAsync(7, "lead", "crate");
        await DeliverAsync();
        await AnnounceAsync(8, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        await DeliverAsync();
        Network().OnFind = post =>
        {
            post.Others.ShouldBe(["id:gazette/issue-7/alpha/crate/g1", "id:gazette/issue-7/alpha/lead/g1"], ignoreOrder: true);
            return new FindOutcome.Found(new RemotePost("8", "https://social.example/8"));
        };

        await DeliverAsync();

        (await StatesAsync()).ShouldBe("delivered delivered delivered delivered");
    }

    [Fact]
    public async Task What_was_sent_by_a_clock_that_ran_ahead_is_looked_for_since_it_was_made()
    {
        await AnnounceAsync(7, "lead");
        var made = Clock.GetUtcNow();
        Clock.Jump(TimeSpan.FromHours(1));
        Network().Always(new PublishOutcome.Uncertain("504"));
        await DeliverAsync();
        Clock.Jump(TimeSpan.FromMinutes(-50));
        Network().OnFind = _ => new FindOutcome.Unavailable("503");
        await DeliverAsync();
        Network().LookedSince.ShouldBe(made);

        Clock.Jump(TimeSpan.FromMinutes(-20));
        await DeliverAsync();

        (await StatesAsync()).ShouldBe("unsettled");
        Network().LookUpCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_look_up_that_a_clock_ahead_has_noted_counts_for_none()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        await DeliverAsync();
        Clock.Jump(TimeSpan.FromHours(1));
        await DeliverAsync();
        Clock.Jump(TimeSpan.FromHours(-1));
        Network().Works();
        await DeliverAsync();
        (Network().LookUpCount, Network().Arrived.Count).ShouldBe((2, 0));
        await AdvanceAsync(Delivering.BetweenLookUps);
        await DeliverAsync();
        (Network().LookUpCount, Network().Arrived.Count).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_look_up_that_cannot_tell_holds_the_post_for_an_editor()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Uncertain("504"));
        Network().OnFind = _ => new FindOutcome.CannotTell("the timeline is behind");
        await DeliverAsync();
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("unsettled thread");
    }

    [Fact]
    public async Task A_look_up_that_throws_holds_too()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        Network().OnFind = _ => throw new InvalidOperationException("a bug");
        await DeliverAsync();
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("unsettled");
    }

    [Fact]
    public async Task A_look_up_without_an_answer_is_repeated_while_the_post_is_fresh_and_then_an_editor_is_asked()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        await DeliverAsync();
        Network().OnFind = _ =>
        {
            Clock.Advance(Delivering.RequestTimeLimit);
            throw new OperationCanceledException("no answer in time");
        };
        await DeliverAsync();
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("uncertain");
        Network().LookUpCount.ShouldBe(2);

        await AdvanceAsync(Publication.FreshFor);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("unsettled");
    }

    [Fact]
    public async Task A_network_that_cannot_tell_because_its_time_was_over_is_asked_again_too()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Uncertain("504"));
        await DeliverAsync();
        Network().OnFind = _ =>
        {
            Clock.Advance(Delivering.RequestTimeLimit);
            return new FindOutcome.CannotTell("no answer came in time");
        };
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("uncertain");
        await AdvanceAsync(Publication.FreshFor);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("unsettled");
    }

    [Fact]
    public async Task A_network_that_throws_after_it_took_the_post_does_not_get_it_twice()
    {
        await AnnounceAsync(7, "lead");
        Network().OnPublish = (network, post, _) =>
        {
            network.Arrive(post);
            throw new InvalidOperationException("after the append");
        };
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("uncertain");
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered");
        Network().Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_network_that_throws_before_it_took_the_post_gets_it_once()
    {
        await AnnounceAsync(7, "lead");
        Network().OnPublish = (_, _, _) => throw new InvalidOperationException("before the append");
        await DeliverAsync();
        Network().Works();
        await DeliverAsync();
        await AdvanceAsync(Delivering.BetweenLookUps);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered");
        Network().Arrived.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_that_dies_with_a_post_leaves_it_to_another_who_looks_first(bool arrived)
    {
        await AnnounceAsync(7, "lead", "crate");
        var outbox = new Outbox(Database, Clock);
        var claim = (await outbox.ClaimAsync("gazette", "alpha", "dying", Delivering.Lease, null, Cancellation)).ShouldNotBeNull();
        if (arrived)
        {
            Network().Arrive(claim.Post);
        }

        await DeliverAsync("other");
        (await StatesAsync()).ShouldBe("sending due");
        await AdvanceAsync(Delivering.Lease + TimeSpan.FromMilliseconds(1));
        await DeliverAsync("other");
        await AdvanceAsync(Delivering.BetweenLookUps);
        await DeliverAsync("other");
        (await StatesAsync()).ShouldBe("delivered delivered");
        Network().Arrived.Select(post => post.IdempotencyKey).ShouldBe(["gazette/issue-7/alpha/lead/g1", "gazette/issue-7/alpha/crate/g1"]);
    }

    [Fact]
    public async Task An_expired_lease_is_never_simply_due()
    {
        await AnnounceAsync(7, "lead");
        await new Outbox(Database, Clock).ClaimAsync("gazette", "alpha", "dying", Delivering.Lease, null, Cancellation);
        await AdvanceAsync(TimeSpan.FromDays(3));
        await new Outbox(Database, Clock).SettleAsync("gazette", "alpha", "other", Cancellation);
        (await StatesAsync()).ShouldBe("uncertain");
    }

    [Fact]
    public async Task An_answer_after_the_lease_is_kept_although_somebody_else_doubts_the_post()
    {
        await AnnounceAsync(7, "lead");
        Network().OnPublish = async (network, post, _) =>
        {
            var remote = network.Arrive(post);
            // Only the wall clocks move: to the sender its lease seems to hold.
            await JumpAsync(Delivering.Lease + TimeSpan.FromSeconds(1));
            Network().OnFind = _ => new FindOutcome.Absent();
            await DeliverAsync("other");
            await JumpAsync(Delivering.BetweenLookUps);
            network.OnPublish = (_, _, _) => Task.FromResult<PublishOutcome>(new PublishOutcome.Unavailable("still slow"));
            await DeliverAsync("other");
            return new PublishOutcome.Published(remote);
        };
        await DeliverAsync("slow");
        (await StatesAsync()).ShouldBe("delivered");
        Network().Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_does_not_leave_when_the_lease_is_nearly_over()
    {
        await AnnounceAsync(7, "lead");
        Delivering = Delivering with { Lease = TimeSpan.FromSeconds(20), RequestTimeLimit = TimeSpan.FromSeconds(20) };
        await DeliverAsync();
        Network().Arrived.ShouldBeEmpty();
        (await PostAsync("lead")).State.ShouldBeOfType<DeliveryState.Due>().Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_outlasts_its_limit_is_cancelled_and_one_that_ignores_it_is_given_up_as_uncertain()
    {
        await AnnounceAsync(7, "lead");
        var cancelled = false;
        Network().OnPublish = async (network, post, limit) =>
        {
            network.Arrive(post);
            limit.Register(() => cancelled = true);
            await Task.Delay(Timeout.Infinite, Cancellation);
            throw new InvalidOperationException("never");
        };
        var run = DeliverAsync();
        while (!run.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        }

        (await run).UncertainCount.ShouldBe(1);
        cancelled.ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_finishes_the_request_under_way_and_starts_no_other()
    {
        await AnnounceAsync(7, [Samples.Thread("alpha", "lead", "crate")]);
        using var stop = new CancellationTokenSource();
        Network().OnPublish = async (network, post, limit) =>
        {
            await stop.CancelAsync();
            limit.IsCancellationRequested.ShouldBeFalse();
            return new PublishOutcome.Published(network.Arrive(post));
        };
        (await DeliverAsync(stop: stop.Token)).DeliveredCount.ShouldBe(1);
        (await StatesAsync()).ShouldBe("delivered due");
    }

    [Fact]
    public async Task One_accounts_trouble_does_not_delay_another()
    {
        await AnnounceAsync(7, "lead");
        using var alphaMay = new SemaphoreSlim(0);
        using var betaIsOut = new SemaphoreSlim(0);
        Network().OnPublish = async (network, post, _) =>
        {
            await alphaMay.WaitAsync(Cancellation);
            return new PublishOutcome.Published(network.Arrive(post));
        };
        Network("beta").OnPublish = (network, post, _) =>
        {
            betaIsOut.Release();
            return Task.FromResult<PublishOutcome>(new PublishOutcome.Published(network.Arrive(post)));
        };
        var run = DeliverAsync();
        (await betaIsOut.WaitAsync(TimeSpan.FromSeconds(60), Cancellation)).ShouldBeTrue();
        alphaMay.Release();
        (await run).DeliveredCount.ShouldBe(2);
    }

    [Fact]
    public async Task Posts_of_an_account_that_is_no_longer_configured_are_held_and_not_forgotten()
    {
        await AnnounceAsync(7, "lead");
        Publication = Samples.Publication("beta");
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("due", "another process may have read of the account already");
        await AdvanceAsync(TimeSpan.FromMinutes(10));
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("account");
        (await StatesAsync("beta")).ShouldBe("delivered");
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_back_sends_nothing_twice()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().OnPublish = (network, post, _) =>
        {
            network.Arrive(post);
            Clock.Jump(TimeSpan.FromHours(-5));
            throw new InvalidOperationException("lost");
        };
        await DeliverAsync();
        Network().Works();
        await AdvanceAsync(TimeSpan.FromHours(6));
        await DeliverAsync();
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("delivered delivered");
        Network().Arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Every_step_is_in_the_history_with_who_did_it()
    {
        Publication = Publication with { Hold = TimeSpan.FromMinutes(1) };
        await AnnounceAsync(7, "lead");
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await DeliverAsync("worker-9");
        var (_, history) = (await new DeliveryQueries(Database).ShowAsync("gazette/issue-7/alpha/lead/g1", Cancellation))!.Value;
        history
            .Select(step => $"{step.Actor}: {step.From} -> {step.To} ({step.Reason})")
            .ShouldBe([
                "cli:eve:  -> held (announced)",
                "worker-9: held -> due (the delay is over)",
                "worker-9: due -> sending (claimed)",
                "worker-9: sending -> delivered (published)",
            ]);
    }
}
