using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class AnnounceIssueOnSqliteTests() : AnnounceIssueTests(new SqliteServer());

public sealed class AnnounceIssueOnPostgreSqlTests() : AnnounceIssueTests(new PostgreSqlServer());

public abstract class AnnounceIssueTests(TestServer server) : PublishingSuite(server)
{
    [Fact]
    public async Task Every_post_of_every_account_is_stored_with_its_key()
    {
        var enqueued = await AnnounceAsync(7, "lead", "crate");
        enqueued.IsNew.ShouldBeTrue();
        (await PostsAsync(null))
            .Select(post => post.IdempotencyKey)
            .ShouldBe([
                "gazette/issue-7/alpha/lead/g1",
                "gazette/issue-7/alpha/crate/g1",
                "gazette/issue-7/beta/lead/g1",
                "gazette/issue-7/beta/crate/g1",
            ]);
    }

    [Fact]
    public async Task Two_posts_of_one_part_have_keys_of_their_own()
    {
        await AnnounceAsync(7, "lead", "news", "news");
        (await PostsAsync()).Select(post => post.Place.Part).ShouldBe(["lead", "news", "news/2"]);
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_returns_what_exists()
    {
        var first = await AnnounceAsync(7, "lead", "crate");
        await AdvanceAsync(TimeSpan.FromHours(1));
        var second = await AnnounceAsync(7, "lead", "quote", "crate");
        second.IsNew.ShouldBeFalse();
        second.Deliveries.Select(post => post.Id).ShouldBe(first.Deliveries.Select(post => post.Id));
        (await PostsAsync(null)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Many_processes_at_once_store_one_announcement()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(OpenAgainAsync)));
        var threads = Publication.Accounts.Select(account => Samples.Thread(account.Name, "lead", "crate", "quote")).ToList();
        var all = await Task.WhenAll(
            databases.Select(database =>
                Task.Run(() =>
                    new AnnounceIssue(database, new Outbox(database, Clock), Clock).RunAsync(
                        Publication,
                        Samples.Issue(7),
                        Samples.Text,
                        threads,
                        "service",
                        null,
                        Cancellation
                    )
                )
            )
        );
        all.Count(enqueued => enqueued.IsNew).ShouldBe(1);
        all.Select(enqueued => string.Join(' ', enqueued.Deliveries.Select(post => post.Id))).Distinct().Count().ShouldBe(1);
        (await PostsAsync(null)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_thread_for_an_unknown_account_stores_nothing_at_all()
    {
        var threads = new[] { Samples.Thread("alpha", "lead"), Samples.Thread("nobody", "lead") };
        await Should.ThrowAsync<ArgumentException>(() => AnnounceAsync(7, threads));
        (await PostsAsync(null)).ShouldBeEmpty();
        (await new IssueTable(Database, Clock).FindAsync("gazette", "issue-7", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task An_account_that_comes_later_gets_its_thread_and_the_others_nothing()
    {
        await AnnounceAsync(7, "lead");
        Publication = Samples.Publication("alpha", "beta", "gamma");
        (await AnnounceAsync(7, "lead", "crate")).IsNew.ShouldBeTrue();
        (await PostsAsync("alpha")).Count.ShouldBe(1);
        (await PostsAsync("gamma")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_hold_delays_and_approval_waits_for_an_editor()
    {
        Publication = Publication with
        {
            Hold = TimeSpan.FromMinutes(15),
            Accounts = [Samples.Account("alpha"), Samples.Account("beta") with { Approval = Approval.Required }],
        };
        await AnnounceAsync(7, "lead");
        (await PostAsync("lead")).State.ShouldBe(DeliveryState.Held.ForDelay(Clock.GetUtcNow().AddMinutes(15)));
        (await PostAsync("lead", "beta")).State.ShouldBe(DeliveryState.Held.For(HeldReason.Approval));
    }

    [Fact]
    public async Task The_issue_is_kept_with_when_it_was_seen_and_announced_and_why()
    {
        var issues = new IssueTable(Database, Clock);
        await issues.SeeAsync("gazette", Samples.Issue(7), isDraft: false, isMissed: false, Cancellation);
        var seenAt = Clock.GetUtcNow();
        await AdvanceAsync(TimeSpan.FromHours(2));
        await AnnounceAsync(7, [Samples.Thread("alpha", "lead")], "the page is late, readers wait");
        var announcedAt = Clock.GetUtcNow();
        await AdvanceAsync(TimeSpan.FromHours(2));
        await AnnounceAsync(7, [Samples.Thread("alpha", "lead")], "again");

        var issue = (await issues.FindAsync("gazette", "issue-7", Cancellation)).ShouldNotBeNull();
        issue.FirstSeenAt.ShouldBe(seenAt);
        issue.AnnouncedAt.ShouldBe(announcedAt);
        issue.ReadyAt.ShouldBe(announcedAt);
        issue.AnywayReason.ShouldBe("the page is late, readers wait");
        issue.Date.ShouldBe(new DateOnly(2026, 7, 29));
    }

    [Fact]
    public async Task The_newest_issue_is_none_of_the_drafts_and_the_newest_number_may_be_of_an_older_one()
    {
        var issues = new IssueTable(Database, Clock);
        (await issues.FindNewestAsync("gazette", Cancellation)).ShouldBe(new NewestIssue(null, null));
        var day = new DateOnly(2026, 7, 29);
        await SeeAsync(Samples.Issue(7), isDraft: false);
        await SeeAsync(Samples.Issue(6) with { Date = day.AddDays(-7) }, isDraft: false);
        await SeeAsync(Samples.Issue(9) with { Date = null }, isDraft: false);
        await SeeAsync(Samples.Issue(8) with { Date = day.AddDays(7) }, isDraft: true);
        (await issues.FindNewestAsync("gazette", Cancellation)).ShouldBe(new NewestIssue(day, new NumberedIssue(7, day)));
        await SeeAsync(Samples.Issue(0) with { Number = null, Title = "A special", Date = day.AddDays(2) }, isDraft: false);
        (await issues.FindNewestAsync("gazette", Cancellation)).ShouldBe(new NewestIssue(day.AddDays(2), new NumberedIssue(7, day)));

        Task SeeAsync(Issue issue, bool isDraft) => issues.SeeAsync("gazette", issue, isDraft, isMissed: false, Cancellation);
    }

    [Fact]
    public void An_issue_without_a_number_is_known_by_its_day_and_without_both_by_its_file()
    {
        var issue = Samples.Issue(7);
        AnnouncedIssue.KeyOf(issue).ShouldBe("issue-7");
        AnnouncedIssue.KeyOf(issue with { Number = null, Date = new DateOnly(2013, 7, 5) }).ShouldBe("issue-2013-07-05-the-gazette-7");
        AnnouncedIssue.KeyOf(issue with { Number = null, Date = null, File = "/issues/special.md" }).ShouldBe("issue-special");
    }
}
