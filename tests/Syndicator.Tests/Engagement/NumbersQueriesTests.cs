using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Engagement;

public sealed class NumbersQueriesOnSqliteTests() : NumbersQueriesTests(new SqliteServer());

public sealed class NumbersQueriesOnPostgreSqlTests() : NumbersQueriesTests(new PostgreSqlServer());

/// <summary>What the page of plots asks of other rooms.</summary>
public abstract class NumbersQueriesTests(TestServer server) : EngagementSuite(server)
{
    [Fact]
    public async Task First_posts_of_the_last_issues_are_told_with_the_time_they_took()
    {
        await SendAsync(6, "lead");
        await AdvanceAsync(TimeSpan.FromDays(7));
        await AnnounceAsync(7, "lead", "crate");
        await AdvanceAsync(TimeSpan.FromMinutes(4));
        await DeliverAsync();

        var posts = await new FirstPosts(Database).ListAsync(Publication.Id, 12, Cancellation);
        posts
            .Select(post => (post.Number, post.Account, post.Wait.TotalMinutes))
            .ShouldBe([(6, "alpha", 0), (6, "beta", 0), (7, "alpha", 4), (7, "beta", 4)]);
        (await new FirstPosts(Database).ListAsync(Publication.Id, 1, Cancellation)).ShouldAllBe(post => post.Number == 7);
    }

    [Fact]
    public async Task Spending_is_told_by_month()
    {
        var spending = new Spending(Database, Clock);
        await spending.TakeAsync(Publication.Id, "alpha", 0.2m, null, Cancellation);
        await AdvanceAsync(TimeSpan.FromDays(31));
        await spending.TakeAsync(Publication.Id, "alpha", 0.015m, null, Cancellation);

        (await spending.ListAsync(Publication.Id, "2026-07", Cancellation)).ShouldBe([
            new MonthSpent("alpha", "2026-07", 0.2m),
            new MonthSpent("alpha", "2026-08", 0.015m),
        ]);
        (await spending.ListAsync(Publication.Id, "2026-08", Cancellation)).ShouldHaveSingleItem().Amount.ShouldBe(0.015m);
    }

    [Fact]
    public async Task Nominations_and_the_people_behind_them_are_counted_in_the_round_they_came_in()
    {
        await NominateAsync("jiff", "Ferris", "Ada");
        await NominateAsync("hecs", "Ada");
        await AdvanceAsync(TimeSpan.FromDays(7));
        await NominateAsync("loom", "Ada");

        var closings = Publication.Nominations.Closings.Between(Clock.GetUtcNow().AddDays(-21), Clock.GetUtcNow().AddDays(7));
        var rounds = await new RoundCounts(Database).ListAsync(Publication.Id, closings, Cancellation);

        rounds
            .Select(round => (round.Round.Day, round.NominationCount, round.NominatorCount))
            .ShouldBe([(28, 0, 0), (4, 2, 2), (11, 1, 1)]);
    }

    private async Task NominateAsync(string crate, params string[] people)
    {
        foreach (var person in people)
        {
            await new AddNomination(Database, Clock).ByHandAsync(
                Publication,
                new HandProposal(new Nominee.Crate(crate, null), person),
                new EditorAct("cli:eve"),
                Cancellation
            );
        }
    }
}
