using System.Globalization;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

/// <summary>Rows that cannot be right; the samples are read on 2031-03-05.</summary>
public sealed class EventCallRulesTests
{
    [Theory]
    [InlineData("2031-04-27 | Oslo | 2031-09-01", null)]
    [InlineData("2031-04-27 | Oslo | 2031-12-30 - 2032-01-02", null)]
    [InlineData("Rolling deadline | Oslo | 2031-09-01", null)]
    [InlineData("2031-03-05 | Oslo | 2031-03-05", null)]
    [InlineData(
        "Closes on 2030-03-12 | Oslo | 2031-09-01",
        "the call closed on 2030-03-12, long before the issue came: the year may be off"
    )]
    [InlineData("2031-03-01 | Oslo | 2031-09-01", "the call closed on 2031-03-01, before the issue came")]
    [InlineData("2034-04-27 | Oslo", "the call closes on 2034-04-27, more than two years ahead: the year may be off")]
    [InlineData("2031-04-27 | Oslo | 2034-09-01", "the event (2034-09-01) is more than two years ahead: the year may be off")]
    [InlineData(
        "2031-04-27 | Oslo | 2030-09-01 - 2030-09-02",
        "the event (2030-09-01) began before the issue came: the year may be off; the event (2030-09-01) is before its call closes (2031-04-27)"
    )]
    [InlineData("2031-09-27 | Oslo | 2031-09-01", "the event (2031-09-01) is before its call closes (2031-09-27)")]
    [InlineData(
        "2031-04-27 | Oslo | 2029-09-09 - 2031-09-12",
        "the event cannot last from 2029-09-09 to 2031-09-12: a year may be off; the event (2029-09-09) began before the issue came: the year may be off; the event (2029-09-09) is before its call closes (2031-04-27)"
    )]
    [InlineData("2031-04-27 | Oslo | 2031-09-12 to 2031-09-09", "the event cannot last from 2031-09-12 to 2031-09-09: a year may be off")]
    [InlineData("Closes soon | Oslo | 2031-09-01", "no closing day can be read in \"Closes soon\"")]
    public void A_row_is_judged_by_its_own_days(string columns, string? why) =>
        Judge($"* [**SpinConf**](https://spin.example/cfp) | {columns}").ShouldHaveSingleItem().ShouldBe(why);

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void At_the_ends_of_the_calendar_days_are_counted_too(string day)
    {
        var row = Sample.EventCalls("* [**SpinConf**](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01").EventCalls.Single();
        CallRules.Contradictions(CallWords.Of(row), DateOnly.Parse(day, CultureInfo.InvariantCulture)).ShouldNotBeEmpty();

        var end = Sample.EventCalls("* [**SpinConf**](https://spin.example/cfp) | Rolling deadline | Oslo | " + day);
        end.EventCalls.ShouldHaveSingleItem().EventOn.ShouldBeNull();
        end.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("event-day-unreadable");
    }

    [Fact]
    public void Of_two_events_with_one_address_it_is_the_others_whose_name_it_does_not_hold()
    {
        var issue = Sample.EventCalls(
            "* [**Whirl Days**](https://forms.example/spinconf/cfp) | 2031-04-27 | Oslo | 2031-09-01\n* [**SpinConf**](https://forms.example/spinconf/cfp) | 2031-04-27 | Oslo | 2031-09-01"
        );

        issue.EventCalls.Select(EventAddresses.In(issue, []).OfAnother).ShouldBe(["its address is that of \"SpinConf\"", null]);
        new Syndicator.Composing.IssueDigest(issue, "", []).OpenEventCalls.ShouldHaveSingleItem().Name.ShouldBe("SpinConf");
    }

    [Fact]
    public void Of_two_events_that_nothing_tells_apart_both_are_in_doubt_until_an_earlier_issue_tells()
    {
        const string Rows =
            "* [**Whirl Days**](https://forms.example/x) | 2031-04-27 | Oslo | 2031-09-01\n* [**SpinConf**](https://forms.example/x) | 2031-04-27 | Oslo | 2031-09-01";
        var issue = Sample.EventCalls(Rows);
        var earlier = EarlierIssue.From(
            Sample.EventCalls(Rows.Split('\n')[1].Replace("SpinConf", "Spin 2031", StringComparison.Ordinal)) with
            {
                Date = new DateOnly(2031, 2, 26),
            }
        );

        issue.EventCalls.Select(EventAddresses.In(issue, []).OfAnother).ShouldAllBe(why => why != null);
        issue.EventCalls.Select(EventAddresses.In(issue, [earlier]).OfAnother).ShouldBe(["its address is that of \"Spin 2031\"", null]);
        issue
            .EventCalls.Select(EventAddresses.In(issue, [earlier with { Date = new DateOnly(2029, 2, 26) }]).OfAnother)
            .ShouldAllBe(why => why != null, "long ago tells nothing");
    }

    [Fact]
    public void Check_finds_another_events_address_in_earlier_issues()
    {
        const string Row = "* [**Whirl Days**](https://forms.example/x) | 2031-04-27 | Oslo | 2031-09-01";
        var issue = Sample.EventCalls(Row);
        var earlier = EarlierIssue.From(
            Sample.EventCalls(Row.Replace("Whirl Days", "SpinConf", StringComparison.Ordinal)) with
            {
                Number = 899,
                Date = new DateOnly(2031, 2, 26),
            }
        );

        var finding = IssueCheck
            .Run(issue, "", new CheckContext(new DateOnly(2031, 3, 5), [earlier]))
            .Single(finding => finding.Code == "call-contradictory");
        (finding.Severity, finding.Position.Line).ShouldBe((Severity.Warning, 12));
        finding.Message.ShouldBe("\"Whirl Days\" contradicts itself: its address is that of \"SpinConf\".");
    }

    [Fact]
    public void A_closing_day_that_cannot_be_read_is_said_once() =>
        IssueCheck
            .Run(
                Sample.EventCalls("* [**SpinConf**](https://spin.example/cfp) | Closes soon | Oslo | 2031-09-01"),
                "",
                new CheckContext(new DateOnly(2031, 3, 5), [])
            )
            .Count(finding => finding.Code is "closing-day-unreadable" or "call-contradictory")
            .ShouldBe(1);

    private static IEnumerable<string?> Judge(string rows) =>
        JudgedCalls.In(Sample.EventCalls(rows), []).Rows.Select(row => CallRules.Join(row.Contradictions));
}
