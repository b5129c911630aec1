using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Tests.Calls;

/// <summary>Which post an account with <c>calls: each</c> makes on which day. The issue is of Wednesday, 18 November; posts are made on weekdays.</summary>
public class CallPlanTests
{
    private readonly CallDays _days = new(PlannedCalls.Publication());

    [Theory]
    [InlineData(0, " |  |  |  | ")]
    [InlineData(1, "c0 |  |  |  | ")]
    [InlineData(3, "c0 | c1 | c2 |  | ")]
    [InlineData(5, "c0 | c1 | c2 | c3 | c4")]
    [InlineData(8, "c0 c1 | c2 c3 | c4 c5 | c6 | c7")]
    [InlineData(12, "c0 c1 | c2 c3 | c4 c5 | c6 c7 | c8 c9")]
    public void A_weeks_calls_go_out_over_the_week(int count, string said)
    {
        Add(count);
        _days.Live("2026-11-19", "2026-11-25").ShouldBe(said);
    }

    [Fact]
    public void More_than_a_week_has_room_for_go_on_in_the_next_before_what_is_new()
    {
        Add(12);
        _days.Live("2026-11-19", "2026-11-25");
        _days.Issues.Add(PlannedCalls.Issue("2026-11-25"));
        _days.Calls.Add(PlannedCalls.Project("new", issue: "2026-11-25"));
        _days.Live("2026-11-26", "2026-12-02").ShouldBe("c10 | c11 | new |  | ");
    }

    [Fact]
    public void The_same_turn_again_says_nothing_more()
    {
        Add(8);
        var turn = _days.Turns("2026-11-19", "2026-11-19").Single();
        _days.Say(turn).ShouldBe("c0 c1");
        _days.Say(turn).ShouldBe("");
        _days.Say(turn.AddHours(3)).ShouldBe("");
    }

    [Fact]
    public void However_often_a_day_the_schedule_fires_a_day_has_no_more_posts()
    {
        var days = new CallDays(PlannedCalls.Publication("0 0/10 * * * ?"));
        days.Calls.AddRange(Enumerable.Range(0, 9).Select(i => PlannedCalls.Project($"c{i}", line: i)));
        var thursday = PlannedCalls.Instant("2026-11-19T05:10:00Z");
        var said = Enumerable.Range(0, 143).Select(i => days.Say(thursday.AddMinutes(10 * i))).Where(words => words.Length > 0);
        said.ShouldBe(["c0 c1"]);
    }

    [Fact]
    public void Projects_take_turns_so_that_none_fills_a_day()
    {
        string[] rows = ["tide1 tide", "tide2 tide", "tide3 tide", "heron1 heron", "quill1 quill", "heron2 heron"];
        _days.Calls.AddRange(rows.Select((row, line) => PlannedCalls.Project(row.Split(' ')[0], row.Split(' ')[1], line)));
        _days.Live("2026-11-19", "2026-11-25").ShouldBe("tide1 heron1 | quill1 | tide2 | heron2 | tide3");
    }

    [Theory]
    [InlineData("github.com/one/a/issues/1", "github.com/one/a/issues/2", "github.com/one/b/issues/3")]
    [InlineData("example.org/a/issues/1", "example.org/a/labels/easy", "example.org/b/issues/3")]
    [InlineData("a.example/tasks/1", "a.example/tasks/2", "b.example/tasks/3")]
    [InlineData("gitlab.com/one/a/-/issues/1", "gitlab.com/one/a/-/issues/2", "gitlab.com/two/a/-/issues/3")]
    public void A_project_is_told_by_its_address(params string[] addresses)
    {
        _days.Calls.AddRange(addresses.Select((address, line) => PlannedCalls.Project($"{line}", line: line) with { Identity = address }));
        _days.Live("2026-11-19", "2026-11-23").ShouldBe("0 | 2 | 1");
    }

    [Fact]
    public void Lists_of_projects_below_their_names_are_told_apart_too()
    {
        _days.Calls.AddRange(
            new[] { "a1 Synth", "a2 Synth", "b1 Ockam" }.Select(
                (row, line) =>
                {
                    var call = PlannedCalls.Project(row.Split(' ')[0], "same", line);
                    return call with { Printed = call.Printed with { Group = row.Split(' ')[1] } };
                }
            )
        );
        _days.Live("2026-11-19", "2026-11-23").ShouldBe("a1 | b1 | a2");
    }

    [Fact]
    public void What_would_close_before_its_turn_comes_first()
    {
        Add(5);
        _days.Calls.Add(PlannedCalls.Event("soon", "2026-11-21"));
        _days.Calls.Add(PlannedCalls.Event("later", "2026-12-30"));
        // Saturday and Sunday have no turn, and there is no other before it closes.
        _days.Say(_days.Turns("2026-11-20", "2026-11-20").Single()).ShouldBe("soon c0");
    }

    [Fact]
    public void Several_that_close_soon_go_out_faster_than_the_week_would_have_them()
    {
        _days.Calls.AddRange(new[] { "b", "a" }.Select(title => PlannedCalls.Event(title, "2026-11-19")));
        _days.Calls.Add(PlannedCalls.Event("c", "2026-11-18T23:00:00Z"));
        // At three in New York it is twenty hours before noon UTC, and too late for what closed the evening before.
        _days.Live("2026-11-19", "2026-11-20").ShouldBe("a b | ");
    }

    [Theory]
    // The end of the day anywhere on Earth is noon UTC of the next: seven in the morning in New York.
    [InlineData("2026-12-11", "12-04 conf:7d, 12-09 conf:2d", "the 5th is a Saturday; on the 10th it would be forty hours")]
    [InlineData("2026-12-07", "11-30 conf:7d, 12-04 conf:2d", "it closes on a Monday: two days before it is on a Saturday")]
    [InlineData("2026-12-07T21:00:00Z", "11-30 conf:7d, 12-04 conf:2d", "on that Monday an hour would be left")]
    [InlineData("2027-01-04", "12-28 conf:7d, 01-01 conf:2d", "over the end of the year")]
    [InlineData("2027-03-18", "03-11 conf:7d, 03-16 conf:2d", "clocks go forward on 14 March, and not in UTC")]
    [InlineData("2027-03-14T07:30:00Z", "03-05 conf:7d, 03-11 conf:2d", "half an hour after they did")]
    [InlineData("2027-11-09T19:30:00Z", "11-02 conf:7d, 11-05 conf:2d", "clocks go back on 7 November")]
    [InlineData("2027-11-10T19:30:00Z", "11-03 conf:7d, 11-05 conf:2d", "and after that three o'clock is half an hour too late")]
    [InlineData("2028-02-29", "02-22 conf:7d, 02-25 conf:2d", "a leap day")]
    public void A_call_is_reminded_of_at_the_last_turn_that_leaves_each_distance(string closes, string said, string why)
    {
        _days.Calls.Add(PlannedCalls.Event("conf", closes) with { IsArchived = true });
        var day = PlannedCalls.At(closes).Day;
        _days.Calendar($"{day.AddDays(-15):yyyy-MM-dd}", $"{day.AddDays(5):yyyy-MM-dd}").ShouldBe(said, why);
    }

    [Fact]
    public void Every_day_has_a_turn_where_the_schedule_says_so()
    {
        var days = new CallDays(PlannedCalls.Publication("0 0 15 * * ?"));
        days.Calls.Add(PlannedCalls.Event("conf", "2026-12-11") with { IsArchived = true });
        days.Calendar("2026-11-19", "2026-12-20").ShouldBe("12-04 conf:7d, 12-09 conf:2d");
    }

    [Fact]
    public void However_the_calendar_lies_a_reminder_is_neither_nearer_than_its_distance_nor_a_turn_too_early()
    {
        var random = new Random(20261207);
        for (var i = 0; i < Seeded.Times(60); i++)
        {
            var days = new CallDays(PlannedCalls.Publication());
            var closes = PlannedCalls.Instant("2027-01-01T00:00:00Z").AddMinutes(random.Next(2 * 365 * 24 * 60));
            days.Calls.Add(PlannedCalls.Event("conf", $"{closes:yyyy-MM-ddTHH:mm:00Z}") with { IsArchived = true });
            foreach (var turn in WeekdaysAtThree(closes.AddDays(-15), closes.AddDays(3)))
            {
                var distances = new[] { 7, 2 }.Where(each => WeekdaysAtThree(closes.AddDays(-15), closes.AddDays(-each)).Last() == turn);
                days.Say(turn).ShouldBe(string.Join(' ', distances.Select(each => $"conf:{each}d")), $"{closes:u} at {turn:u}");
            }
        }
    }

    /// <summary>Found without the schedule's own arithmetic.</summary>
    private static IEnumerable<DateTimeOffset> WeekdaysAtThree(DateTimeOffset from, DateTimeOffset to)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        for (var day = from.UtcDateTime.Date.AddDays(-1); day <= to.UtcDateTime.Date; day = day.AddDays(1))
        {
            var three = DateTime.SpecifyKind(day.AddHours(15), DateTimeKind.Unspecified);
            var turn = new DateTimeOffset(three, zone.GetUtcOffset(three)).ToUniversalTime();
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && turn >= from && turn <= to)
            {
                yield return turn;
            }
        }
    }

    [Theory]
    [InlineData(
        "0 0 15 ? * MON-FRI",
        "2026-12-07",
        "12-07 conf:12h",
        "the last time that leaves twelve hours before Tuesday, seven o'clock"
    )]
    [InlineData("0 0 15 ? * MON-FRI", "2026-12-06", "12-04 conf:12h", "closes on Monday before any time of that day")]
    public void Hours_before_its_closing_it_is_reminded_of_too(string schedule, string closes, string said, string why)
    {
        var days = new CallDays(PlannedCalls.Publication(schedule)) { Options = new CallOptions { Reminders = [TimeSpan.FromHours(12)] } };
        days.Calls.Add(PlannedCalls.Event("conf", closes) with { IsArchived = true });
        days.Calendar("2026-12-01", "2026-12-10").ShouldBe(said, why);
    }

    [Fact]
    public void Where_the_schedule_fires_often_hours_are_kept_to_its_times_and_days_to_its_days()
    {
        var days = new CallDays(PlannedCalls.Publication("0 0 * * * ?"))
        {
            Options = new CallOptions { Reminders = [TimeSpan.FromDays(2), TimeSpan.FromHours(12)] },
        };
        days.Calls.Add(PlannedCalls.Event("conf", "2026-12-10T20:30:00Z") with { IsArchived = true });
        var said = Enumerable
            .Range(0, 24 * 6)
            .Select(hour => PlannedCalls.Instant("2026-12-05T05:00:00Z").AddHours(hour))
            .Select(now => (now, Words: days.Say(now)))
            .Where(each => each.Words.Length > 0)
            .Select(each => $"{each.now:MM-dd HH} {each.Words}");
        said.ShouldBe(["12-08 05 conf:2d", "12-10 08 conf:12h"]);
    }

    [Fact]
    public void On_the_closing_day_only_where_no_turn_was_before_and_hours_are_left()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-07T23:30:00Z") with { IsArchived = true });
        _days.Calendar("2026-12-07", "2026-12-10").ShouldBe("12-07 conf:2d");
        _days.Calls.Add(PlannedCalls.Event("late", "2026-12-08T20:40:00Z") with { IsArchived = true });
        _days.Calendar("2026-12-08", "2026-12-10").ShouldBe("");
    }

    [Fact]
    public void Of_several_distances_that_were_missed_only_the_nearest_is_made_up()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-11") with { IsArchived = true });
        _days.Calendar("2026-12-11", "2026-12-14").ShouldBe("12-11 conf:2d");
    }

    [Fact]
    public void A_reminder_that_would_fall_on_days_without_a_turn_and_then_be_too_late_goes_out_before_them()
    {
        // It closes on Monday morning; two days before it is Saturday.
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-06") with { IsArchived = true });
        _days.Calendar("2026-12-01", "2026-12-10").ShouldBe("12-01 conf:7d, 12-04 conf:2d");
    }

    [Fact]
    public void None_after_the_closing_and_none_when_it_is_too_late_to_answer()
    {
        _days.Calls.Add(PlannedCalls.Event("gone", "2026-11-20T19:00:00Z") with { IsArchived = true });
        _days.Calls.Add(PlannedCalls.Event("nearly", "2026-11-20T20:30:00Z") with { IsArchived = true });
        _days.Calls.Add(PlannedCalls.Event("new", "2026-11-20T20:59:00Z"));
        _days.Say(PlannedCalls.Instant("2026-11-20T20:00:00Z")).ShouldBe("");
    }

    [Theory]
    [InlineData("2026-11-24", "11-19 conf", "the turn two days before it is Friday, the day after the announcement")]
    [InlineData("2026-11-26", "11-19 conf, 11-24 conf:2d", "the turn seven days before it is the announcement's")]
    [InlineData("2026-11-29", "11-19 conf, 11-27 conf:2d", "seven days before it is on Friday: the day after")]
    [InlineData("2026-11-30", "11-19 conf, 11-23 conf:7d, 11-27 conf:2d", "and here on Monday")]
    public void Who_heard_of_it_just_before_is_not_reminded(string closes, string said, string why)
    {
        _days.Calls.Add(PlannedCalls.Event("conf", closes));
        _days.Calendar("2026-11-19", "2026-12-14").ShouldBe(said, why);
    }

    [Fact]
    public void Reminders_go_before_extensions_and_those_before_what_is_new()
    {
        _days.Options = new CallOptions { PerDay = 3 };
        Add(6);
        _days.Calls.Add(PlannedCalls.Event("longer", "2026-12-30"));
        Told("longer", "2026-12-01");
        _days.Calls.Add(PlannedCalls.Event("later", "2026-11-25") with { IsArchived = true });
        _days.Calls.Add(PlannedCalls.Event("sooner", "2026-11-24") with { IsArchived = true });
        _days.Say(_days.Turns("2026-11-20", "2026-11-20").Single()).ShouldBe("sooner:2d later:7d longer:until-2026-12-30");
        _days.Say(_days.Turns("2026-11-23", "2026-11-23").Single()).ShouldBe("later:2d c0 c1");
    }

    [Fact]
    public void A_closing_that_moved_later_is_an_extension_and_moves_the_reminders()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-04"));
        _days.Calendar("2026-11-19", "2026-12-01").ShouldBe("11-19 conf, 11-27 conf:7d");
        Move("conf", "2026-12-16");
        _days.Calendar("2026-12-02", "2026-12-31").ShouldBe("12-02 conf:until-2026-12-16, 12-09 conf:7d, 12-14 conf:2d");
    }

    [Fact]
    public void A_closing_that_moved_a_little_later_is_said_once_and_reminded_of_at_the_next_distance()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-04"));
        _days.Calendar("2026-11-19", "2026-12-01").ShouldBe("11-19 conf, 11-27 conf:7d");
        Move("conf", "2026-12-08");
        _days.Calendar("2026-12-02", "2026-12-31").ShouldBe("12-02 conf:until-2026-12-08, 12-04 conf:2d");
        Move("conf", "2026-12-08");
        _days.Calendar("2026-12-08", "2026-12-31").ShouldBe("");
    }

    [Fact]
    public void A_closing_that_moved_earlier_is_what_the_next_reminder_says_at_once_where_it_is_near()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2027-02-01"));
        _days.Calls.Add(PlannedCalls.Event("near", "2027-02-01"));
        _days.Calendar("2026-11-19", "2026-12-01").ShouldBe("11-19 conf, 11-20 near");
        Move("conf", "2026-12-14");
        Move("near", "2026-12-06");
        _days.Calendar("2026-12-02", "2026-12-31").ShouldBe("12-02 near:7d, 12-04 near:2d, 12-07 conf:7d, 12-11 conf:2d");
    }

    [Fact]
    public void Rolling_deadlines_are_announced_and_never_reminded_of()
    {
        _days.Calls.Add(PlannedCalls.Rolling("always"));
        _days.Calendar("2026-11-19", "2027-02-01").ShouldBe("11-19 always");
    }

    [Fact]
    public void Held_and_withdrawn_calls_and_those_of_before_the_program_are_not_announced()
    {
        var at = PlannedCalls.Instant("2026-11-19T00:00:00Z");
        _days.Calls.Add(PlannedCalls.Project("held") with { Decision = new CallDecision.Held("cli:eve", at, "who is this?") });
        _days.Calls.Add(PlannedCalls.Project("withdrawn") with { Decision = new CallDecision.Withdrawn("cli:eve", at, "done") });
        _days.Calls.Add(PlannedCalls.Event("contradicts", "2026-12-30") with { Contradiction = "it was last year" });
        _days.Calls.Add(PlannedCalls.Project("archived") with { IsArchived = true });
        _days.Calendar("2026-11-19", "2027-02-01").ShouldBe("");
    }

    [Fact]
    public void What_an_editor_releases_has_its_turn()
    {
        _days.Calls.Add(PlannedCalls.Event("conf", "2026-12-30") with { Contradiction = "it was last year" });
        _days.Calendar("2026-11-19", "2026-11-25").ShouldBe("");
        var at = PlannedCalls.Instant("2026-11-26T00:00:00Z");
        _days.Change("conf", call => call with { Decision = new CallDecision.Released("cli:eve", at, "", call.Contradiction) });
        _days.Calendar("2026-11-26", "2026-12-15").ShouldBe("11-26 conf");
    }

    [Fact]
    public void Posts_that_wait_from_days_before_count_so_that_a_pause_ends_in_no_burst()
    {
        Add(12);
        _days.Say(_days.Turns("2026-11-19", "2026-11-19").Single()).ShouldBe("c0 c1");
        _days.Waiting.UnionWith(_days.Posts.Select(post => (post.Account, post.PostKey)));
        _days.Live("2026-11-20", "2026-11-24").ShouldBe(" |  | ");
        _days.Waiting.Clear();
        _days.Live("2026-11-25", "2026-11-27").ShouldBe("c2 c3 | c4 c5 | c6 c7", "no faster than ever");
    }

    [Fact]
    public void What_waits_for_an_editor_for_more_than_a_week_keeps_nothing_else_back()
    {
        Add(4);
        _days.Say(_days.Turns("2026-11-19", "2026-11-19").Single()).ShouldBe("c0");
        _days.Options = new CallOptions { PerDay = 1 };
        _days.Waiting.UnionWith(_days.Posts.Select(post => (post.Account, post.PostKey)));
        _days.Calendar("2026-11-20", "2026-11-30").ShouldBe("11-27 c1, 11-30 c2");
    }

    [Fact]
    public void Days_that_were_missed_are_spread_over_what_is_left_of_the_week()
    {
        Add(5);
        _days.Live("2026-11-24", "2026-11-27").ShouldBe("c0 c1 | c2 c3 | c4 | ");
    }

    [Fact]
    public void While_the_next_issue_is_late_what_still_waits_goes_on()
    {
        Add(14);
        _days.Live("2026-11-19", "2026-12-01").ShouldBe("c0 c1 | c2 c3 | c4 c5 | c6 c7 | c8 c9 | c10 c11 | c12 c13 |  | ");
    }

    [Fact]
    public void Two_issues_in_one_week_share_the_days_the_older_first()
    {
        Add(3);
        _days.Issues.Add(PlannedCalls.Issue("2026-11-20"));
        _days.Calls.AddRange(Enumerable.Range(0, 3).Select(i => PlannedCalls.Project($"n{i}", line: i, issue: "2026-11-20")));
        _days.Live("2026-11-23", "2026-11-27").ShouldBe("c0 c1 | c2 | n0 | n1 | n2");
    }

    [Fact]
    public void An_account_that_is_added_later_tells_of_what_was_printed_lately_and_spreads_it()
    {
        Add(2);
        _days.Calls.Add(PlannedCalls.Event("old", "2027-03-01", issue: "2026-09-30"));
        _days.Calls.Add(PlannedCalls.Event("again", "2027-03-01", issue: "2026-09-30") with { LastIssue = PlannedCalls.Issue() });
        _days.Live("2026-11-19", "2026-11-25");
        _days.Issues.Add(PlannedCalls.Issue("2026-11-25"));
        _days.Live("2026-11-26", "2026-12-02", "beta").ShouldBe("again | c0 | c1 |  | ");
    }

    [Fact]
    public void Each_account_has_days_of_its_own()
    {
        Add(6);
        var turn = _days.Turns("2026-11-19", "2026-11-19").Single();
        _days.Say(turn).ShouldBe("c0 c1");
        _days.Say(turn, "beta").ShouldBe("c0 c1");
    }

    [Fact]
    public void An_account_that_is_off_says_nothing()
    {
        Add(6);
        _days.Mode = CallPosting.Off;
        _days.Calendar("2026-11-19", "2026-12-19").ShouldBe("");
    }

    private void Add(int count) => _days.Calls.AddRange(Enumerable.Range(0, count).Select(i => PlannedCalls.Project($"c{i}", line: i)));

    private void Move(string title, string closes) =>
        _days.Change(title, call => call with { Printed = call.Printed with { Closing = PlannedCalls.At(closes) } });

    private void Told(string title, string closes) =>
        _days.Posts.Add(
            new CallPost(
                _days.Calls.Single(call => call.Text.Title == title).Id,
                "alpha",
                CallAct.Announced,
                "",
                "call-x",
                PlannedCalls.Instant("2026-11-10T00:00:00Z")
            )
            {
                ClosesOn = ((Closing.At)PlannedCalls.At(closes)).Day,
            }
        );
}
