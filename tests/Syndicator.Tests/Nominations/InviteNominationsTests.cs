using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Nominations;
using Syndicator.Publishing;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Nominations;

public sealed class InviteNominationsOnSqliteTests() : InviteNominationsTests(new SqliteServer());

public sealed class InviteNominationsOnPostgreSqlTests() : InviteNominationsTests(new PostgreSqlServer());

public abstract class InviteNominationsTests(TestServer server) : PublishingSuite(server)
{
    /// <summary>A Friday; the round closes on the Tuesday after it, 24 November.</summary>
    private static readonly DateTimeOffset s_friday = new(2026, 11, 20, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_round_is_invited_to_once_however_often_the_schedule_fires()
    {
        await KnowIssueAsync(678, new DateOnly(2026, 11, 18));
        var first = await InviteAsync(s_friday);
        var second = await InviteAsync(s_friday.AddDays(1));
        first.IsNew.ShouldBeTrue();
        second.IsNew.ShouldBeFalse();
        second.Deliveries.Select(post => post.IdempotencyKey).ShouldBe(first.Deliveries.Select(post => post.IdempotencyKey));
        first.Deliveries.Count.ShouldBe(3);
        first.Deliveries.ShouldAllBe(post => post.Place.IssueKey == "round-2026-11-24-2000" && post.Place.Part == "invitation");
        (await InviteAsync(s_friday.AddDays(5))).IsNew.ShouldBeTrue("the next round has an invitation of its own");
    }

    [Fact]
    public async Task It_says_what_for_by_when_and_how()
    {
        await KnowIssueAsync(678, new DateOnly(2026, 11, 18));
        foreach (var post in (await InviteAsync(s_friday)).Deliveries)
        {
            post.Content.Text.ShouldContain("This Week in Rust 679");
            post.Content.Text.ShouldContain("Tuesday 24 November, 20:00 UTC");
            post.Content.Entities.Where(entity => entity.Kind == TextEntityKind.Hashtag)
                .Select(tag => tag.Target)
                .ShouldBe(["cotw", "qotw"]);
            post.Length.ShouldBeLessThanOrEqualTo(post.Limit);
            post.Content.Visibility.ShouldBe(PostVisibility.Public);
        }
    }

    [Fact]
    public async Task Before_an_issue_is_known_it_names_no_number()
    {
        var posts = (await InviteAsync(s_friday)).Deliveries;
        posts.Count.ShouldBe(3);
        posts.ShouldAllBe(post => !post.Content.Text.Contains("679") && post.Content.Text.Contains("in the running. "));
    }

    [Fact]
    public async Task A_round_that_has_closed_meanwhile_gets_no_invitation()
    {
        Clock.Jump((s_friday.AddDays(4)) - Clock.GetUtcNow());
        var late = await InviteNominations().RunAsync(Shipped.Publication, s_friday, "service", Cancellation);
        late.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_could_not_be_sent_in_time_waits_for_an_editor_and_goes_nowhere_after_the_round()
    {
        var monday = s_friday.AddDays(3).AddHours(12);
        var post = (await InviteAsync(monday)).Deliveries[0];
        post.FreshFor.ShouldBe(TimeSpan.FromHours(11), "that is when the round closes");
        post.IsStale(monday.AddHours(12)).ShouldBeTrue();
        (await InviteAsync(s_friday.AddDays(5))).Deliveries[0].FreshFor.ShouldBe(Shipped.Publication.FreshFor);
    }

    [Fact]
    public async Task Accounts_that_need_approval_wait_for_it()
    {
        var publication = Shipped.Publication with { Accounts = [Shipped.Publication.Accounts[0] with { Approval = Approval.Required }] };
        Clock.Jump((s_friday) - Clock.GetUtcNow());
        var invited = await InviteNominations().RunAsync(publication, s_friday, "service", Cancellation);
        invited.Deliveries.ShouldHaveSingleItem().State.ShouldBe(DeliveryState.Held.For(HeldReason.Approval));
    }

    [Theory]
    [InlineData("2026-11-24T20:00:00Z", 679)]
    [InlineData("2026-12-01T20:00:00Z", 680)]
    [InlineData("2026-11-17T20:00:00Z", 678)]
    [InlineData("2026-11-10T20:00:00Z", 677)]
    [InlineData("2030-11-10T20:00:00Z", null)]
    public async Task A_round_is_for_the_first_issue_after_it_closes(string closes, int? number)
    {
        await KnowIssueAsync(677, new DateOnly(2026, 11, 11));
        await KnowIssueAsync(678, new DateOnly(2026, 11, 18));
        var newest = await new IssueTable(Database, Clock).FindNewestAsync(Shipped.Publication.Id, Cancellation);
        RoundIssue
            .NumberOf(DateTimeOffset.Parse(closes, System.Globalization.CultureInfo.InvariantCulture), Shipped.Publication, newest)
            .ShouldBe(number);
    }

    private Task<Invitation> InviteAsync(DateTimeOffset at)
    {
        Clock.Jump((at) - Clock.GetUtcNow());
        return InviteNominations().RunAsync(Shipped.Publication, at, "service", Cancellation);
    }

    private InviteNominations InviteNominations() =>
        new(
            Database,
            new Outbox(Database, Clock),
            new IssueTable(Database, Clock),
            (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)),
            Clock
        );

    private Task KnowIssueAsync(int number, DateOnly date) =>
        new IssueTable(Database, Clock).SeeAsync(
            Shipped.Publication.Id,
            Samples.Issue(number) with
            {
                Date = date,
            },
            isDraft: false,
            isMissed: false,
            Cancellation
        );
}
