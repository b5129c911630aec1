using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Engagement;

public sealed class CountEngagementTests() : EngagementSuite(new SqliteServer())
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Nothing_is_asked_before_a_post_is_an_hour_old_nor_twice_at_the_same_age()
    {
        Counter().Everywhere(3);
        await SendAsync(7, "lead", "crate");

        (await CountAfterAsync(s_hour / 2)).AskedCount.ShouldBe(0);
        (await CountAfterAsync(s_hour / 2)).AskedCount.ShouldBe(2);
        (await CountAlphaAsync()).AskedCount.ShouldBe(0);
        Counter().Asked.ShouldHaveSingleItem().Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_sent_is_not_counted()
    {
        Counter().Everywhere(3);
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "too long"));
        await DeliverAsync();

        await CountAfterAsync(s_hour);

        Counter().Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_network_that_asks_to_wait_is_left_alone_until_then()
    {
        Counter().Trouble = new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Throttled(Clock.GetUtcNow().AddHours(3));
        await SendAsync(7, "lead");

        (await CountAfterAsync(s_hour)).NotBefore.ShouldBe(Clock.GetUtcNow().AddHours(2));
        Counter().Trouble = null;
        Counter().Everywhere(3);
        (await CountAfterAsync(s_hour)).ShouldSatisfyAllConditions(
            count => count.AskedCount.ShouldBe(0),
            count => count.Trouble.ShouldStartWith("The server takes no requests until 2026-07-29 15:00:00 UTC")
        );
        (await Queries.TroublesAsync(Publication.Id, Cancellation)).ShouldHaveSingleItem().Account.ShouldBe("alpha");
        (await CountAfterAsync(s_hour)).AskedCount.ShouldBe(1);
        (await Queries.TroublesAsync(Publication.Id, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_not_asked_for_again_at_every_look()
    {
        Counter().Trouble = new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Refused(RefusalKind.Account, "no such token");
        await SendAsync(7, "lead");

        (await CountAfterAsync(s_hour)).Trouble.ShouldBe("no such token");
        await CountAfterAsync(s_hour);
        Counter().Asked.Count.ShouldBe(1);
        await CountAfterAsync(TimeSpan.FromHours(6));
        Counter().Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_makes_no_sense_leaves_the_counts_and_is_asked_for_again_next_time()
    {
        Counter().Everywhere(3);
        await SendAsync(7, "lead");
        await CountAfterAsync(s_hour);
        Counter().Trouble = new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Unavailable("HTML\u202Einstead of JSON");

        (await CountAfterAsync(2 * s_hour)).Trouble.ShouldBe("HTML instead of JSON");

        (await CountedAsync()).ShouldHaveSingleItem().Counts.Likes.ShouldBe(3);
        Counter().Trouble = null;
        (await CountAlphaAsync()).AskedCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_trouble_of_one_account_hinders_no_other()
    {
        Counter("alpha").Trouble = new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Unavailable("no connection");
        Counter("beta").Everywhere(1);
        await SendAsync(7, "lead");
        await AdvanceAsync(s_hour);

        var counts = await CountAsync();

        counts.Select(count => (count.Account, count.Changed.Count)).ShouldBe([("alpha", 0), ("beta", 1)]);
    }

    [Fact]
    public async Task A_paused_account_is_not_asked()
    {
        Counter().Everywhere(3);
        await SendAsync(7, "lead");
        await Database.WriteAsync(
            async transaction =>
            {
                await AccountPauses.WriteAsync(
                    transaction,
                    new AccountPause(Publication.Id, "alpha", PauseReason.Account, "the token was revoked", Clock.GetUtcNow(), null)
                );
                return 0;
            },
            Cancellation
        );

        (await CountAfterAsync(s_hour)).Trouble.ShouldBe("The account is paused: the token was revoked");
        Counter().Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Posts_of_a_dry_run_are_never_asked_of_the_network_that_the_account_came_to()
    {
        Counter().Everywhere(3);
        await SendAsync(7, "lead");
        Publication = Publication with
        {
            Accounts =
            [
                .. Publication.Accounts.Select(account =>
                    account with
                    {
                        Mode = AccountMode.Live,
                        Network = "mastodon",
                        Server = new Uri("https://social.example/"),
                    }
                ),
            ],
        };
        (await CountAfterAsync(s_hour)).AskedCount.ShouldBe(0);

        await SendAsync(8, "lead");
        (await CountAfterAsync(s_hour)).AskedCount.ShouldBe(1);

        Counter().Asked.ShouldHaveSingleItem().ShouldHaveSingleItem().Id.ShouldContain("issue-8");
    }

    [Fact]
    public async Task Where_reading_costs_and_no_ceiling_is_set_nothing_is_asked()
    {
        Counter().Everywhere(3);
        Pay(ceiling: null);
        await SendAsync(7, "lead");

        (await CountAfterAsync(TimeSpan.FromDays(1))).Trouble!.ShouldContain("no `ceiling`");

        Counter().Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Counting_ends_where_the_rest_of_the_ceiling_is_for_posts()
    {
        Counter().Everywhere(3);
        Pay(ceiling: 1m);
        await SendAsync(7, "lead");
        await AdvanceAsync(TimeSpan.FromDays(1));
        (await CountAlphaAsync()).AskedCount.ShouldBe(1);
        await SendAsync(8, "lead");
        await new Spending(Database, Clock).TakeAsync(Publication.Id, "alpha", 0.72m, 1m, Cancellation);

        (await CountAfterAsync(TimeSpan.FromDays(1))).Trouble!.ShouldBe(
            "US$ 0.75 of this month's 1.00 are spent; the rest is kept for posts, and nothing is counted until next month."
        );

        Counter().Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task More_than_a_hundred_posts_take_several_runs_and_each_is_counted_once()
    {
        Counter().Everywhere(1);
        Publication = Samples.Publication("alpha");
        for (var number = 1; number <= 3; number++)
        {
            await SendAsync(number, [.. Enumerable.Range(0, 35).Select(part => FormattableString.Invariant($"part-{part}"))]);
        }

        await AdvanceAsync(s_hour);
        (await CountAlphaAsync()).AskedCount.ShouldBe(100);
        (await CountAlphaAsync()).AskedCount.ShouldBe(5);
        Counter().Asked.SelectMany(posts => posts).Select(post => post.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task A_program_that_stops_meanwhile_leaves_the_turn_to_the_next()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Counter().Meanwhile = async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        await SendAsync(7, "lead");
        await AdvanceAsync(s_hour);
        await Should.ThrowAsync<OperationCanceledException>(() => CountAsync(stop: stop.Token));

        Counter().Meanwhile = _ => Task.CompletedTask;
        Counter().Everywhere(1);
        (await CountAlphaAsync()).Changed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_that_answers_for_ever_is_given_up_after_ten_minutes()
    {
        Counter().Meanwhile = token =>
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            return Task.Delay(Timeout.InfiniteTimeSpan, Clock, token);
        };
        await SendAsync(7, "lead");

        (await CountAfterAsync(s_hour)).Trouble.ShouldBe("The answers took longer than ten minutes.");
    }
}
