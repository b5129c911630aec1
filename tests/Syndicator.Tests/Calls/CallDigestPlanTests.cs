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
        _days.Calendar("2026-11-26", "2026-11-27").ShouldBe("", "nothing is new, and nothing near");
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
        _days.Calendar("2026-11-19", "2026-12-10").ShouldBe("11-23 conf:7d");
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

    private void Add(int count) => _days.Calls.AddRange(Enumerable.Range(0, count).Select(i => PlannedCalls.Project($"c{i}", line: i)));

    private void Next(string day) => _days.Issues.Add(PlannedCalls.Issue(day));
}
