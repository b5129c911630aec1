using Syndicator.Calls;
using Syndicator.Configuration;

namespace Syndicator.Tests.Calls;

/// <summary>Which calls an account with <c>calls: digest</c> tells of in the post that each issue gets.</summary>
public class CallDigestPlanTests
{
    private readonly CallDays _days = new(PlannedCalls.Publication()) { Mode = CallPosting.Digest };

    [Fact]
    public void The_first_turn_after_an_issue_tells_of_all_its_calls_and_no_other_turn_does()
    {
        Add(9);
        _days.Calendar("2026-11-19", "2026-12-10").ShouldBe("11-19 c0 c1 c2 c3 c4 c5 c6 c7 c8");
    }

    [Fact]
    public void It_is_one_post_with_one_key()
    {
        Add(3);
        var post = _days.Plan(_days.Turns("2026-11-19", "2026-11-19").Single()).ShouldHaveSingleItem();
        post.Key.ShouldBe("calls-issue-2026-11-18");
        post.Part.ShouldBe("calls");
        post.Issue.ShouldBe(PlannedCalls.Issue());
    }

    [Fact]
    public void Calls_that_close_soon_come_first_and_others_are_not_told_again()
    {
        Add(2);
        _days.Calls.Add(PlannedCalls.Event("far", "2027-01-10"));
        _days.Calls.Add(PlannedCalls.Event("near", "2026-11-25"));
        _days.Calls.Add(PlannedCalls.Event("nearer", "2026-11-22"));
        _days.Calls.Add(PlannedCalls.Project("archived") with { IsArchived = true });
        _days.Calendar("2026-11-19", "2026-11-25").ShouldBe("11-19 nearer near far c0 c1");
    }

    [Fact]
    public void What_the_next_issue_repeats_is_not_told_again_unless_it_closes_soon_or_later_than_was_said()
    {
        Add(1);
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-04"));
        _days.Calls.Add(PlannedCalls.Event("longer", "2026-12-10"));
        _days.Calendar("2026-11-19", "2026-11-25").ShouldBe("11-19 conf longer c0");
        Next("2026-11-25");
        _days.Calendar("2026-11-26", "2026-11-26").ShouldBe("", "nothing is new, and nothing near");
        Next("2026-12-02");
        _days.Change(
            "longer",
            call =>
                call with
                {
                    Printed = call.Printed with { Closing = PlannedCalls.At("2026-12-20") },
                    LastIssue = PlannedCalls.Issue("2026-12-02"),
                }
        );
        _days.Calendar("2026-12-03", "2026-12-08").ShouldBe("12-03 conf:2d longer:until-2026-12-20");
    }

    [Fact]
    public void An_issue_without_new_calls_says_which_known_ones_close_within_the_week()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-11-27") with { IsArchived = true });
        _days.Calendar("2026-11-19", "2026-12-10").ShouldBe("11-20 conf:7d");
    }

    [Fact]
    public void Without_anything_to_say_there_is_none()
    {
        _days.Calls.Add(PlannedCalls.Project("archived") with { IsArchived = true });
        _days.Calls.Add(PlannedCalls.Rolling("always") with { IsArchived = true });
        _days.Calls.Add(PlannedCalls.Event("gone", "2026-11-01"));
        _days.Calendar("2026-11-19", "2026-12-10").ShouldBe("");
    }

    [Fact]
    public void Two_issues_between_two_turns_get_a_day_each_the_older_first()
    {
        Add(2);
        _days.Issues.Add(PlannedCalls.Issue("2026-11-20"));
        _days.Calls.Add(PlannedCalls.Project("new", issue: "2026-11-20"));
        _days.Calendar("2026-11-23", "2026-11-30").ShouldBe("11-23 c0 c1, 11-24 new");
    }

    [Fact]
    public void An_account_that_is_added_later_tells_a_day_each_of_the_issues_of_the_last_weeks()
    {
        _days.Issues.Add(PlannedCalls.Issue("2026-10-07"));
        _days.Issues.Add(PlannedCalls.Issue("2026-11-11"));
        _days.Calls.Add(PlannedCalls.Project("ancient", issue: "2026-10-07"));
        _days.Calls.Add(PlannedCalls.Project("old", issue: "2026-11-11"));
        Add(1);
        _days.Calendar("2026-11-19", "2026-11-30", "beta").ShouldBe("11-19 old, 11-20 c0");
    }

    [Fact]
    public void While_one_waits_for_an_editor_no_other_is_made()
    {
        _days.Options = new CallOptions { PerDay = 1 };
        Add(1);
        _days.Say(_days.Turns("2026-11-19", "2026-11-19").Single());
        _days.Waiting.UnionWith(_days.Posts.Select(post => (post.Account, post.PostKey)));
        Next("2026-11-20");
        _days.Calls.Add(PlannedCalls.Project("new", issue: "2026-11-20"));
        _days.Calendar("2026-11-23", "2026-11-26").ShouldBe("");
        _days.Waiting.Clear();
        _days.Calendar("2026-11-27", "2026-11-30").ShouldBe("11-27 new");
    }

    [Theory]
    [InlineData("2027-03-01", "12-03 conf new", "it has time until the next issue's digest")]
    [InlineData("2026-12-05", "12-03 conf new", "and still a day or two when that is out")]
    [InlineData("2026-12-02", "12-01 conf, 12-03 new", "the next issue's digest would come too late: it has a post of its own")]
    public void What_an_editor_releases_after_its_issues_digest_is_told_by_the_next_or_at_once(string closes, string said, string why)
    {
        _days.Calls.Add(PlannedCalls.Event("conf", closes) with { Contradiction = "it was last year" });
        _days.Calls.Add(PlannedCalls.Project("c"));
        Next("2026-11-25");
        _days.Calls.Add(PlannedCalls.Project("d", issue: "2026-11-25"));
        _days.Calendar("2026-11-26", "2026-11-30").ShouldBe("11-26 c, 11-27 d");
        Release("conf", "2026-12-01T00:00:00Z");
        var before = _days.Calendar("2026-12-01", "2026-12-02");
        Next("2026-12-02");
        _days.Calls.Add(PlannedCalls.Project("new", issue: "2026-12-02"));
        var after = _days.Calendar("2026-12-03", "2026-12-04");
        string.Join(", ", new[] { before, after }.Where(words => words.Length > 0)).ShouldBe(said, why);
    }

    [Fact]
    public void A_post_of_its_own_leads_to_the_issue_that_has_the_call_and_says_what_else_is_owed_of_it()
    {
        _days.Calls.Add(PlannedCalls.Project("c"));
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-11-24") with { Contradiction = "it was last year" });
        _days.Calls.Add(PlannedCalls.Event("far", "2027-03-01") with { Contradiction = "it was last year" });
        _days.Calendar("2026-11-19", "2026-11-19").ShouldBe("11-19 c");
        Release("conf", "2026-11-20T00:00:00Z");
        Release("far", "2026-11-20T00:00:00Z");
        var post = _days.Plan(_days.Turns("2026-11-20", "2026-11-20").Single()).ShouldHaveSingleItem();
        post.Issue.ShouldBe(PlannedCalls.Issue());
        post.Says.Select(said => said.Call.Text.Title).ShouldBe(["conf", "far"]);
        post.Key.ShouldMatch("^calls-issue-2026-11-18-[0-9a-f]{12}$");
        _days.Calendar("2026-11-23", "2026-12-31").ShouldBe("");
    }

    [Fact]
    public void A_closing_that_an_editor_corrects_after_the_digest_is_told_by_the_next_or_at_once()
    {
        _days.Calls.Add(PlannedCalls.Event("soon", "2026-11-20"));
        _days.Calls.Add(PlannedCalls.Event("later", "2026-12-20"));
        _days.Calendar("2026-11-19", "2026-11-19").ShouldBe("11-19 soon later");
        Move("soon", "2026-11-25");
        Move("later", "2026-12-30");
        _days.Calendar("2026-11-20", "2026-11-25").ShouldBe("11-20 soon:until-2026-11-25 later:until-2026-12-30");
    }

    [Fact]
    public void While_the_next_issue_is_late_what_is_owed_waits_until_it_can_wait_no_longer()
    {
        _days.Calls.Add(PlannedCalls.Project("c"));
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-20") with { Contradiction = "it was last year" });
        _days.Calendar("2026-11-19", "2026-12-01").ShouldBe("11-19 c");
        Release("conf", "2026-12-02T00:00:00Z");
        _days.Calendar("2026-12-02", "2026-12-31").ShouldBe("12-18 conf", "it closes on Monday morning");
    }

    [Fact]
    public void What_closes_first_has_the_room_and_then_what_was_never_named()
    {
        _days.Named = 2;
        _days.Calls.Add(PlannedCalls.Event("old", "2026-12-03"));
        _days.Calls.Add(PlannedCalls.Event("later", "2027-01-10"));
        _days.Calendar("2026-11-19", "2026-11-25").ShouldBe("11-19 old later");
        Next("2026-11-25");
        _days.Calls.AddRange(new[] { "2027-01-09", "2026-12-03" }.Select(day => PlannedCalls.Event("new" + day, day, "2026-11-25")));
        _days.Calendar("2026-11-26", "2026-11-30").ShouldBe("11-26 new2026-12-03 old:7d (new2027-01-09)");
    }

    [Fact]
    public void Behind_more_a_call_is_told_of_and_named_before_it_closes()
    {
        _days.Named = 1;
        _days.Calls.Add(PlannedCalls.Event("first", "2026-11-27"));
        _days.Calls.Add(PlannedCalls.Event("second", "2026-12-12"));
        Add(1);
        _days.Calendar("2026-11-19", "2026-11-25").ShouldBe("11-19 first (second) (c0)");
        Next("2026-12-02");
        _days.Calendar("2026-12-03", "2026-12-31").ShouldBe("12-04 second:7d", "the issue has nothing else to say");
    }

    [Fact]
    public void Behind_more_a_call_that_closes_before_the_next_issue_has_a_post_of_its_own()
    {
        _days.Named = 1;
        _days.Calls.Add(PlannedCalls.Event("first", "2026-11-22"));
        _days.Calls.Add(PlannedCalls.Event("second", "2026-11-23"));
        _days.Calls.Add(PlannedCalls.Event("third", "2026-11-24"));
        _days.Calendar("2026-11-19", "2026-11-30").ShouldBe("11-19 first (second) (third), 11-20 second:2d, 11-23 third:2d");
    }

    [Fact]
    public void What_is_owed_and_has_no_room_is_owed_still()
    {
        _days.Named = 1;
        _days.Calls.Add(PlannedCalls.Project("c"));
        _days.Calls.Add(PlannedCalls.Event("one", "2026-12-20") with { Contradiction = "?" });
        _days.Calls.Add(PlannedCalls.Event("two", "2026-12-21") with { Contradiction = "?" });
        _days.Calendar("2026-11-19", "2026-11-24").ShouldBe("11-19 c");
        Release("one", "2026-11-25T00:00:00Z");
        Release("two", "2026-11-25T00:00:00Z");
        Next("2026-11-25");
        _days.Calls.Add(PlannedCalls.Project("d", issue: "2026-11-25"));
        _days.Calendar("2026-11-26", "2026-12-01").ShouldBe("11-26 one (d)", "two is not where the post leads to");
        Next("2026-12-02");
        _days.Calls.Add(PlannedCalls.Project("e", issue: "2026-12-02"));
        _days.Calendar("2026-12-03", "2026-12-08").ShouldBe("12-03 two (e)");
    }

    private void Release(string title, string at) =>
        _days.Change(
            title,
            call => call with { Decision = new CallDecision.Released("cli:eve", PlannedCalls.Instant(at), "", call.Contradiction) }
        );

    private void Move(string title, string closes) =>
        _days.Change(title, call => call with { Printed = call.Printed with { Closing = PlannedCalls.At(closes) } });

    private void Add(int count) => _days.Calls.AddRange(Enumerable.Range(0, count).Select(i => PlannedCalls.Project($"c{i}", line: i)));

    private void Next(string day) => _days.Issues.Add(PlannedCalls.Issue(day));
}
