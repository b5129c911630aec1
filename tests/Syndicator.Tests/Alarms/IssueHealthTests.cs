using Syndicator.Alarms;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Alarms;

/// <summary>When an issue that is out and not announced everywhere is told of, and when not. The clock begins on 29 July, 12:00 UTC.</summary>
public sealed class IssueHealthTests() : AlarmSuite(new SqliteServer())
{
    [Fact]
    public async Task An_issue_delivered_everywhere_is_nothing_to_tell()
    {
        await AnnounceAsync(7, "lead", "crate");
        await DeliverAsync();
        await PassAsync(TimeSpan.FromDays(1));
        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_has_alarmAfter_from_when_it_was_first_seen()
    {
        await SeeAsync(Samples.Issue(7));
        await PassAsync(TimeSpan.FromMinutes(119));
        (await CodesAsync()).ShouldBeEmpty();
        await PassAsync(TimeSpan.FromMinutes(1));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);
    }

    [Fact]
    public async Task An_issue_of_tomorrow_has_alarmAfter_from_when_its_day_begins()
    {
        Publication = Publication with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };
        await SeeAsync(Dated(7, 30));
        await PassAsync(TimeSpan.FromHours(17.9));
        (await CodesAsync()).ShouldBeEmpty("it is 01:54 on the 30th in New York");
        await PassAsync(TimeSpan.FromHours(0.2));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);
    }

    [Fact]
    public async Task A_draft_is_not_out_and_has_alarmAfter_from_when_it_leaves_the_drafts()
    {
        await SeeAsync(Samples.Issue(7), isDraft: true);
        await PassAsync(TimeSpan.FromHours(20));
        (await CodesAsync()).ShouldBeEmpty();

        await SeeAsync(Samples.Issue(7));
        await PassAsync(TimeSpan.FromMinutes(119));
        (await CodesAsync()).ShouldBeEmpty();
        await PassAsync(TimeSpan.FromMinutes(1));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);
    }

    [Fact]
    public async Task A_skipped_issue_is_nothing_to_tell()
    {
        await SeeAsync(Samples.Issue(7));
        await ExecuteAsync("update issues set skipped_at = 1, skipped_by = 'eve', skip_reason = 'none'");
        await PassAsync(TimeSpan.FromHours(5));
        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_first_seen_in_the_future_does_not_silence_it()
    {
        await JumpAsync(TimeSpan.FromDays(365));
        await SeeAsync(Samples.Issue(7));
        await JumpAsync(TimeSpan.FromDays(-365));
        await PassAsync(TimeSpan.FromHours(1));
        (await CodesAsync()).ShouldBe(["issue-not-announced"], "its day began 13 hours ago");
    }

    [Fact]
    public async Task The_archive_at_a_first_start_is_nothing_to_tell()
    {
        await SeeAsync(Dated(3, 1));
        await SeeAsync(Dated(6, 22));
        await PassAsync(TimeSpan.FromHours(5));
        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_that_came_out_while_the_program_was_off_is_a_notice_for_a_month()
    {
        await SeeAsync(Dated(6, 22));
        await PassAsync(TimeSpan.FromDays(14));
        await SeeAsync(Samples.Issue(8) with { Date = new DateOnly(2026, 8, 5) }, isMissed: true);
        await PassAsync(TimeSpan.FromHours(5));
        (await CodesAsync()).ShouldBe(["issue-missed"]);
        await PassAsync(TimeSpan.FromDays(25));
        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_that_was_held_too_long_is_told_of_for_a_week_more()
    {
        await SeeAsync(Samples.Issue(7));
        await PassAsync(TimeSpan.FromDays(9));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);
        await PassAsync(TimeSpan.FromDays(1));
        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Posts_that_were_stopped_or_are_gone_do_not_count()
    {
        await AnnounceAsync(7, "lead", "crate");
        Network().Always(new PublishOutcome.Unavailable("no connection"));
        await DeliverAsync();
        Network("beta").Works();
        await PassAsync(TimeSpan.FromHours(3));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);

        foreach (var part in new[] { "crate", "lead" })
        {
            await new ChangeDelivery(Database, Clock).StopAsync((await PostAsync(part)).Id, "cli:eve", Cancellation);
        }

        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_post_that_was_sent_anew_is_nothing_to_tell()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "No."));
        await DeliverAsync();
        await PassAsync(TimeSpan.FromHours(3));
        (await CodesAsync()).ShouldBe(["issue-not-announced", "notice post-refused"]);

        await new ChangeDelivery(Database, Clock).ResendAsync((await PostAsync("lead")).Id, "cli:eve", Cancellation);
        Network().Works();
        await DeliverAsync();
        (await CodesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_issue_announced_by_hand_long_after_its_day_has_alarmAfter_from_then()
    {
        await SeeAsync(Dated(7, 22));
        await new AnnounceIssue(Database, new Outbox(Database, Clock), Clock).RunAsync(
            Publication,
            Dated(7, 22),
            Samples.Text,
            [Samples.Thread("alpha", "lead")],
            "cli:eve",
            "we were away",
            Cancellation
        );
        await PassAsync(TimeSpan.FromMinutes(119));
        (await CodesAsync()).ShouldBeEmpty();
        await PassAsync(TimeSpan.FromMinutes(1));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);
    }

    [Fact]
    public async Task An_editors_pause_is_a_notice_with_who_it_was_and_why()
    {
        await new AccountPauses(Database, Clock).PauseAsync(Publication.Id, "alpha", "we move house", "desk:eve", Cancellation);
        (await CodesAsync()).ShouldBe(["notice account-paused"]);
        await PassAsync(TimeSpan.FromHours(3));
        (await ReasonsAsync()).ShouldHaveSingleItem().Text.ShouldContain(": eve paused it at");
    }

    [Fact]
    public async Task A_network_that_asks_to_wait_again_and_again_is_an_alarm_in_the_end()
    {
        await AnnounceAsync(7, "lead");
        Network("beta").Works();
        Network().OnPublish = (_, _, _) => Task.FromResult<PublishOutcome>(new PublishOutcome.Throttled(Clock.GetUtcNow().AddMinutes(15)));
        for (var minute = 0; minute < 119; minute++)
        {
            await DeliverAsync();
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        (await CodesAsync()).ShouldBe(["notice account-paused"]);
        for (var minute = 0; minute < 3; minute++)
        {
            await DeliverAsync();
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        (await CodesAsync()).ShouldBe(["account-paused", "issue-not-announced"]);
    }

    [Fact]
    public async Task A_clock_in_a_zone_without_midnight_on_the_issues_day_is_no_trouble()
    {
        Publication = Publication with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo") };
        await JumpAsync(new DateTimeOffset(2026, 4, 24, 1, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());
        await SeeAsync(Samples.Issue(7) with { Date = new DateOnly(2026, 4, 24) });
        await PassAsync(TimeSpan.FromHours(3));
        (await CodesAsync()).ShouldBe(["issue-not-announced"]);
    }

    [Fact]
    public void Room_on_the_disk_is_known_where_there_is_a_folder()
    {
        DiskSpace.FreeIn(Path.GetTempPath())!.Value.ShouldBeGreaterThan(0);
        DiskSpace.FreeIn("/no/such/folder/\0").ShouldBeNull();
    }

    protected override Task PrepareAsync()
    {
        Publication = Samples.Publication("alpha", "beta") with { AlarmAfter = TimeSpan.FromHours(2) };
        return RunJobsAsync();
    }

    private static Issue Dated(int number, int dayOfJuly) => Samples.Issue(number) with { Date = new DateOnly(2026, 7, dayOfJuly) };
}
