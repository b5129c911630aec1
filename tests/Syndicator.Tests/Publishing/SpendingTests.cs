using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Networks.X;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class SpendingOnSqliteTests() : SpendingTests(new SqliteServer());

public sealed class SpendingOnPostgreSqlTests() : SpendingTests(new PostgreSqlServer());

public abstract class SpendingTests(TestServer server) : PublishingSuite(server)
{
    private const decimal Price = 0.2m;

    [Fact]
    public async Task The_post_that_would_pass_the_ceiling_is_held_and_the_account_paused_with_the_sums()
    {
        Limit(0.65m);
        await AnnouncePaidAsync(7, "lead", "crate", "quote", "news");

        await DeliverAsync();
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(2);
        (await StatesAsync()).ShouldBe("delivered delivered budget budget");
        (await StatesAsync("beta")).ShouldBe("delivered delivered delivered delivered");
        (await PausesAsync())
            .ShouldHaveSingleItem()
            .Detail.ShouldBe(
                "The month's ceiling is US$ 0.65, of which 0.10 is kept for looking posts up; 0.400 is spent, and the next post costs 0.200."
            );
    }

    [Fact]
    public async Task A_raised_ceiling_and_a_resumed_account_send_the_rest()
    {
        Limit(0.65m);
        await AnnouncePaidAsync(7, "lead", "crate", "quote", "news");
        await DeliverAsync();
        Limit(5m);

        await new AccountPauses(Database, Clock).ResumeAsync(Publication.Id, "alpha", "cli:eve", Cancellation);
        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(4);
        (await SpentAsync()).ShouldBe(4 * Price);
    }

    [Fact]
    public async Task What_surely_was_not_taken_costs_nothing_and_what_may_have_been_does()
    {
        Limit(5m);
        await AnnouncePaidAsync(7, "lead");
        Network().Always(new PublishOutcome.Unavailable("no connection"));
        await DeliverAsync();
        (await SpentAsync()).ShouldBe(0);

        Network().Always(new PublishOutcome.Uncertain("no answer"));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await DeliverAsync();
        (await SpentAsync()).ShouldBe(Price);

        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "too long"));
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        await DeliverAsync();
        await AdvanceAsync(Delivering.BetweenLookUps);
        await DeliverAsync();
        (await StatesAsync()).ShouldBe("failed");
        (await SpentAsync()).ShouldBe(Price, "two look-ups that found nothing are no receipt");
    }

    [Fact]
    public async Task A_new_month_begins_at_nothing()
    {
        Limit(0.35m);
        await AnnouncePaidAsync(7, "lead");
        await DeliverAsync();
        // From July to August, in UTC.
        await AdvanceAsync(TimeSpan.FromDays(3));
        (await SpentAsync()).ShouldBe(0);
        await AnnouncePaidAsync(8, "lead");

        await DeliverAsync();

        Network().Arrived.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whatever_networks_answer_the_ceiling_is_not_passed()
    {
        var random = new Random(20260729);
        Limit(3m);
        Network().OnPublish = (network, post, _) =>
        {
            // Nothing is as expensive as what arrives although nobody is told.
            PublishOutcome outcome = random.Next(6) switch
            {
                0 => new PublishOutcome.Unavailable("no connection"),
                1 => new PublishOutcome.Throttled(Clock.GetUtcNow()),
                2 => Arrived(network, post, new PublishOutcome.Uncertain("no answer")),
                3 => new PublishOutcome.Uncertain("no answer"),
                4 => Arrived(network, post, new PublishOutcome.Published(ScriptedNetwork.RemoteOf(post))),
                _ => new PublishOutcome.Published(network.Arrive(post)),
            };
            return Task.FromResult(outcome);
        };
        for (var number = 7; number < 17; number++)
        {
            await AnnouncePaidAsync(number, "lead", "crate");
        }

        for (var look = 0; look < 40; look++)
        {
            await Task.WhenAll(DeliverAsync("worker-1"), DeliverAsync("worker-2"));
            (await SpentAsync()).ShouldBeInRange(Network().Arrived.Count * Price, 3m - Spending.KeptForLookUps);
            await AdvanceAsync(TimeSpan.FromMinutes(2));
        }

        Network().Arrived.Count.ShouldBeGreaterThan(5);
        (await PausesAsync()).ShouldHaveSingleItem().Reason.ShouldBe(PauseReason.Budget);

        static PublishOutcome Arrived(ScriptedNetwork network, OutboundPost post, PublishOutcome outcome)
        {
            network.Arrive(post);
            return outcome;
        }
    }

    [Fact]
    public async Task Reading_from_X_is_paid_from_the_same_ceiling_and_stops_before_it()
    {
        Limit(0.5m);
        await using var stand = await XStand.OpenAsync(clock: TimeProvider.System);
        var account = Publication.Accounts[0];
        var spending = new Spending(Database, TimeProvider.System);
        var network = stand.Another(new AccountBudget(spending, Publication.Id, account, TimeProvider.System));
        stand.Server.Say("@ThisWeekInRust jiff");
        stand.Server.Say("@ThisWeekInRust bytes");

        var read = await network.ReadMentionsAsync(null, Cancellation);

        read.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(read.ToString()).Value.Mentions.Count.ShouldBe(2);
        // Who we are, two mentions of our own, their one author.
        (await spending.ReadAsync(Publication.Id, "alpha", Cancellation)).ShouldBe(0.010m + (2 * 0.001m) + 0.010m);

        (await spending.TakeAsync(Publication.Id, "alpha", 0.4m, account.Ceiling, Cancellation)).ShouldBeTrue();
        var requests = stand.Server.Seen.Count;
        var refused = (await network.ReadMentionsAsync(null, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Refused>();
        refused.Kind.ShouldBe(RefusalKind.Budget);
        refused.Reason.ShouldBe(
            "Reading from X could pass the month's `ceiling` of account x. Raise it in accounts.yaml, or wait for the next month."
        );
        stand.Server.Seen.Count.ShouldBe(requests);
    }

    private void Limit(decimal ceiling) =>
        Publication = Publication with { Accounts = [Publication.Accounts[0] with { Ceiling = ceiling }, .. Publication.Accounts.Skip(1)] };

    private Task<Enqueued> AnnouncePaidAsync(int number, params string[] parts) =>
        AnnounceAsync(
            number,
            [
                .. Publication.Accounts.Select(account =>
                    Samples.Thread(account.Name, parts) is var thread
                        ? thread with
                        {
                            Posts = [.. thread.Posts.Select(post => post with { Cost = Price })],
                        }
                        : thread
                ),
            ]
        );

    private Task<decimal> SpentAsync() => new Spending(Database, Clock).ReadAsync(Publication.Id, "alpha", Cancellation);

    private Task<IReadOnlyList<AccountPause>> PausesAsync() => new AccountPauses(Database, Clock).ListAsync(Publication.Id, Cancellation);
}
