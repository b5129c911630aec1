using Syndicator.Composing;
using Syndicator.Issues;
using Syndicator.Tests.Calls;

namespace Syndicator.Tests.Issues;

/// <summary>What check says of calls that nobody would be told of; tasks stand in line 10 of the samples, calls for speakers in line 14.</summary>
public sealed class IssueCheckCallsTests
{
    private const string Spin = "* [**SpinConf**](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01";

    [Theory]
    [InlineData("* [whirl - spin](mailto:a@whirl.example)", "10 call-without-address")]
    [InlineData("* [whirl - spin](/issues/1)", "10 call-without-address")]
    [InlineData("* [whirl - spin](//whirl.example/1)", "10 call-without-address")]
    [InlineData("* [whirl - spin](www.whirl.example/1)", "10 call-without-address")]
    [InlineData("* [whirl - spin](javascript:alert)", "10 call-without-address")]
    [InlineData("* whirl - spin", "10 call-without-link")]
    [InlineData("* No experience needed: [whirl - spin](https://whirl.example/1)", "10 call-taken-for-none")]
    [InlineData("* No calls were submitted this week.", "")]
    [InlineData("* [](https://whirl.example/1)", "10 call-without-title")]
    [InlineData("* [\u200b\u2060 – ](https://whirl.example/1)", "10 call-without-title")]
    [InlineData("* [a](https://whirl.example/1)\n* [b](https://www.whirl.example/1/)", "11 call-twice")]
    [InlineData("* [whirl - spin](https://whirl.example/1)\n* [Whirl: `spin`!](https://whirl.example/1)", "")]
    [InlineData("* [🦀](https://whirl.example/1)\n* [回る](https://whirl.example/2)", "")]
    public void A_task_that_is_not_announced_is_warned_of(string rows, string findings) => Found("", rows).ShouldBe(findings);

    [Theory]
    [InlineData("* [**SpinConf**](mailto:a@spin.example) | 2031-04-27 | Oslo | 2031-09-01", "14 call-without-address")]
    [InlineData("* [**SpinConf**](spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01", "14 call-without-address")]
    [InlineData("* [****](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01", "14 call-without-title")]
    [InlineData("* [**SpinConf** (CANCELLED)](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01", "14 call-contradictory")]
    [InlineData("* [**SpinConf**](https://spin.example/cfp) | 2031-04-27 | Oslo (postponed) | 2031-09-01", "14 call-contradictory")]
    [InlineData("[**SpinConf**](https://spin.example/cfp)", "14 closing-day-unreadable")]
    [InlineData(Spin + "\n" + Spin, "")]
    [InlineData(Spin + "\n* [**Spin Conf**](https://spin.example/cfp) | Closes 2031-04-27 AoE | Oslo", "")]
    [InlineData(Spin + "\n* [**SpinConf workshops**](https://spin.example/cfp) | 2031-04-27 | Oslo", "15 call-twice")]
    [InlineData(
        Spin + "\n* [**SpinConf**](https://spin.example/cfp) | 2031-05-04 | Oslo | 2031-09-01",
        "14 call-contradictory 15 call-contradictory"
    )]
    [InlineData(
        Spin + "\n* [**SpinConf**](https://spin.example/cfp) | Rolling deadline | Oslo | 2031-09-01",
        "14 call-contradictory 15 call-contradictory"
    )]
    public void A_call_for_speakers_that_is_not_announced_is_warned_of(string rows, string findings) => Found(rows, "").ShouldBe(findings);

    [Fact]
    public void A_warning_says_what_becomes_of_the_row_and_what_to_do()
    {
        var found = Check(CallSamples.Issue(900, "2031-03-05", Spin, "* [whirl - spin](mailto:a@whirl.example)")).Single();

        found.Message.ShouldBe("\"whirl - spin\" is not announced as a call: its link \"mailto:a@whirl.example\" is no web address.");
        found.Remedy.ShouldBe("Link a page, with https:// and its host.");
    }

    [Fact]
    public void A_placeholder_or_an_empty_link_is_said_once()
    {
        const string Rows =
            "* [**SpinConf**](LINK_HERE) | 2031-04-27 | Oslo | 2031-09-01\n* [**Twirl**]() | 2031-04-27 | Oslo | 2031-09-01";
        var issue = CallSamples.Issue(900, "2031-03-05", Rows);

        IssueCheck
            .Run(issue, CallSamples.Text(900, "2031-03-05", Rows), new CheckContext(new DateOnly(2031, 3, 5), []))
            .Where(found => found.Position.Line is 14 or 15)
            .Select(found => found.Code)
            .ShouldBe(["placeholder", "empty-link"]);
    }

    [Fact]
    public void Everything_that_speaks_against_a_call_is_said_at_once()
    {
        var earlier = EarlierIssue.From(
            CallSamples.Issue(899, "2031-02-26", Spin.Replace("spin.example/cfp", "forms.example/x", StringComparison.Ordinal))
        );
        var issue = CallSamples.Issue(
            900,
            "2031-03-05",
            "* [**Twirl (cancelled)**](https://forms.example/x) | 2029-04-27 | Oslo | 2028-09-01 - 2031-09-03"
        );

        Check(issue, earlier)
            .Single()
            .Message.ShouldBe(
                "\"Twirl (cancelled)\" contradicts itself: its address is that of \"SpinConf\"; it says \"cancelled\"; "
                    + "the event cannot last from 2028-09-01 to 2031-09-03: a year may be off; "
                    + "the event (2028-09-01) began before the issue came: the year may be off; "
                    + "the event (2028-09-01) is before its call closes (2029-04-27); "
                    + "the call closed on 2029-04-27, long before the issue came: the year may be off."
            );
    }

    [Fact]
    public void The_thread_has_the_rows_that_become_calls_and_no_others()
    {
        const string Copied = "* [**Twirl**](https://forms.example/x) | 2031-04-27 | Oslo | 2031-09-01";
        var earlier = EarlierIssue.From(
            CallSamples.Issue(899, "2031-02-26", Copied.Replace("Twirl", "Whirl Days", StringComparison.Ordinal))
        );
        var issue = CallSamples.Issue(
            900,
            "2031-03-05",
            $"""
            {Spin}
            {Copied}
            * [**NullConf** (CANCELLED)](https://null.example/cfp) | 2031-04-27 | Oslo
            * [**EbbConf**](https://ebb.example/cfp) | 2031-04-27 (CANCELLED) | Oslo
            * [**Flow**](mailto:a@flow.example) | 2031-04-27 | Oslo
            """,
            """
            * [whirl - spin](https://whirl.example/1)
            * [whirl - again](https://whirl.example/1)
            * [](https://whirl.example/2)
            * [mail](mailto:a@whirl.example)
            * [SpinConf wants talks](https://spin.example/cfp)
            """
        );

        var digest = new IssueDigest(issue, "", [earlier]);

        digest.OpenEventCalls.Select(call => call.Name).ShouldBe(["SpinConf"]);
        digest.ProjectCalls.Select(call => call.Text).ShouldBe(["whirl - spin"]);
        new IssueDigest(issue, "", [])
            .OpenEventCalls.Select(call => call.Name)
            .ShouldBe(["SpinConf", "Twirl"], "nothing tells whose it is");
    }

    [Fact]
    public void Thousands_of_rows_with_one_address_are_judged_and_not_all_are_named()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 5_000).Select(index => $"* [t{index}](https://spin.example/cfp) | {2031 + index}-04-27 | Oslo\n")
        );

        Check(CallSamples.Issue(900, "2031-03-05", rows)).Count.ShouldBeLessThan(300);
    }

    private static string Found(string events, string tasks)
    {
        var found = Check(CallSamples.Issue(900, "2031-03-05", events, tasks));
        IssueCheck.IsReady(found).ShouldBeTrue();
        return string.Join(' ', found.Select(one => $"{one.Position.Line} {one.Code}"));
    }

    private static List<Diagnostic> Check(Issue issue, params IReadOnlyList<EarlierIssue> earlier) =>
        [
            .. IssueCheck
                .Run(
                    issue,
                    "",
                    new CheckContext(new DateOnly(2031, 3, 5), earlier) { ExpectedSections = new Dictionary<SectionRole, DateOnly>() }
                )
                .Where(found => found.Code.StartsWith("call-", StringComparison.Ordinal) || found.Code == "closing-day-unreadable"),
        ];
}
