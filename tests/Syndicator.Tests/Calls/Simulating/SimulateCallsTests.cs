using System.Globalization;
using Syndicator.Calls.Simulating;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Tests.Composing;

namespace Syndicator.Tests.Calls.Simulating;

/// <summary>Archives of our own writing, lived through day by day.</summary>
public sealed class SimulateCallsTests
{
    /// <summary>Each in a post of its own on one account, all of an issue together on the other; days of March in New York.</summary>
    private static readonly Publication s_publication = Shipped.Publication with
    {
        Accounts = [.. Shipped.Publication.Accounts.Where(account => account.Name is "mastodon" or "x")],
    };

    [Fact]
    public async Task Every_call_is_told_of_once_reminded_of_twice_and_over_when_it_closes() =>
        (
            await ActsAsync(
                "2031-04-30",
                Issue(900, "2031-03-05", "* [**SpinConf**](https://spin.example/cfp) | 2031-03-21 | Oslo | 2031-09-01"),
                Issue(901, "2031-03-12", "* [**SpinConf**](https://spin.example/cfp) | 2031-03-21 | Oslo | 2031-09-01")
            )
        ).ShouldBe([
            "03-05 21:00 printed SpinConf",
            "03-06 15:00 announced SpinConf on mastodon",
            "03-06 15:00 digest This Week in Rust 900 on x",
            "03-06 15:00 announced SpinConf on x",
            "03-12 21:00 repeated SpinConf",
            // A week before its end, the 22nd at noon in UTC, is a Saturday: Friday's turn is the last that leaves one.
            "03-14 15:00 reminded SpinConf on mastodon",
            "03-14 15:00 digest This Week in Rust 901 on x",
            "03-14 15:00 reminded SpinConf on x",
            "03-19 15:00 reminded SpinConf on mastodon",
            "03-22 08:00 closed SpinConf",
        ]);

    [Fact]
    public async Task An_extension_is_told_and_what_contradicts_itself_is_not_until_an_issue_corrects_it() =>
        (
            await ActsAsync(
                "2031-03-31",
                Issue(
                    900,
                    "2031-03-05",
                    """
                    * [**SpinConf**](https://spin.example/cfp) | 2031-04-20 | Oslo | 2031-09-01
                    * [**Twirl**](https://twirl.example/cfp) | 2031-04-20 | Oslo | 2030-09-01
                    """
                ),
                Issue(
                    901,
                    "2031-03-12",
                    """
                    * [**SpinConf**](https://spin.example/cfp) | 2031-04-27 | Oslo | 2031-09-01
                    * [**Twirl**](https://twirl.example/cfp) | 2031-04-20 | Oslo | 2031-09-01
                    """
                )
            )
        ).ShouldBe([
            "03-05 21:00 printed SpinConf",
            "03-05 21:00 printed Twirl",
            "03-05 21:00 held Twirl",
            "03-06 15:00 announced SpinConf on mastodon",
            "03-06 15:00 digest This Week in Rust 900 on x",
            "03-06 15:00 announced SpinConf on x",
            "03-12 21:00 changed SpinConf",
            "03-12 21:00 changed Twirl",
            "03-12 21:00 released Twirl",
            "03-13 15:00 extended SpinConf on mastodon",
            "03-13 15:00 announced Twirl on mastodon",
            "03-13 15:00 digest This Week in Rust 901 on x",
            "03-13 15:00 announced Twirl on x",
            "03-13 15:00 extended SpinConf on x",
        ]);

    [Fact]
    public async Task Tasks_are_spread_over_the_week_and_rolling_calls_are_not_reminded_of()
    {
        var acts = await ActsAsync(
            "2031-06-30",
            Issue(
                900,
                "2031-03-05",
                "* [**Whirl**](https://whirl.example/cfp) | Rolling deadline | Oslo | 2031-06-01",
                """
                * [spin - one](https://spin.example/1)
                * [spin - two](https://spin.example/2)
                * [twirl - three](https://twirl.example/3)
                """
            )
        );

        acts.Count(act => act.Contains("announced", StringComparison.Ordinal) && act.EndsWith("on mastodon", StringComparison.Ordinal))
            .ShouldBe(4);
        acts.ShouldNotContain(act => act.Contains("reminded", StringComparison.Ordinal));
        acts.Where(act => act.EndsWith("on mastodon", StringComparison.Ordinal))
            .Select(act => act[..5])
            .Distinct()
            .Count()
            .ShouldBe(4, "one a day");
        acts.Count(act => act.Contains("closed", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task Calls_of_issues_before_the_first_day_count_as_told()
    {
        const string Spin = "* [**SpinConf**](https://spin.example/cfp) | 2031-03-21 | Oslo | 2031-09-01";

        (
            await ActsAsync("2031-03-13", new DateOnly(2031, 3, 12), Issue(900, "2031-03-05", Spin), Issue(901, "2031-03-12", Spin))
        ).ShouldBe(["03-12 21:00 repeated SpinConf"]);
    }

    [Fact]
    public async Task Calls_of_the_archive_that_are_open_on_the_first_day_are_reminded_of_and_close()
    {
        var acts = await ActsAsync(
            "2031-03-31",
            new DateOnly(2031, 3, 12),
            Issue(
                900,
                "2031-03-05",
                """
                * [**SpinConf**](https://spin.example/cfp) | 2031-03-21 | Oslo | 2031-09-01
                * [**Twirl**](https://twirl.example/cfp) | 2031-03-08 | Oslo | 2031-09-01
                """
            ),
            Issue(901, "2031-03-12", "")
        );

        acts.Select(act => act[12..])
            .ShouldBe(
                [
                    "reminded SpinConf on mastodon",
                    "reminded SpinConf on mastodon",
                    "digest This Week in Rust 901 on x",
                    "reminded SpinConf on x",
                    "closed SpinConf",
                ],
                ignoreOrder: true
            );
        acts[^1].ShouldBe("03-22 08:00 closed SpinConf");
    }

    [Fact]
    public async Task The_same_issues_give_the_same_acts()
    {
        var issue = Issue(
            900,
            "2031-03-05",
            "* [**SpinConf**](https://spin.example/cfp) | 2031-03-21 | Oslo | 2031-09-01",
            "* [spin - one](https://spin.example/1)"
        );

        (await ActsAsync("2031-04-30", issue)).ShouldBe(await ActsAsync("2031-04-30", issue));
    }

    [Fact]
    public void What_must_never_happen_is_seen_when_it_does()
    {
        var call = CallSamplesOf("2031-03-21");
        var laws = new SimulationLaws(s_publication);
        var act = new SimulatedAct(
            new(2031, 3, 6, 20, 0, 0, TimeSpan.Zero),
            SimulatedActKind.Announced,
            call,
            "mastodon",
            call.LastIssue,
            "call-1"
        );

        laws.See(act);
        laws.Broken.ShouldBeEmpty();
        laws.See(act with { At = act.At.AddDays(1) });
        laws.See(act with { At = act.At.AddDays(30), Kind = SimulatedActKind.Reminded });
        laws.See(
            act with
            {
                At = act.At.AddDays(2),
                Kind = SimulatedActKind.Reminded,
                Call = call with { Printed = call.Printed with { Closing = new Closing.Rolling("rolling") } },
            }
        );
        laws.See(act with { At = act.At.AddDays(3), Kind = SimulatedActKind.Reminded, Call = call with { Contradiction = "no" } });
        foreach (var number in Enumerable.Range(2, 3))
        {
            laws.See(act with { At = act.At.AddDays(4), Kind = SimulatedActKind.Reminded, PostKey = $"call-{number}" });
        }

        laws.Broken.Select(broken => broken.Split(") ")[1])
            .ShouldBe([
                "was announced before.",
                "is over.",
                "has no closing day to remind of.",
                "waits for an editor, or is withdrawn.",
                "is in one post too many of its day.",
            ]);
    }

    [Fact]
    public async Task Files_that_are_no_issues_and_copies_are_left_out_and_reported()
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-test-");
        try
        {
            string[] files = [.. ((string[])["a.md", "b.md", "c.md", "d.md", "e.md"]).Select(name => Path.Combine(folder.FullName, name))];
            await File.WriteAllTextAsync(files[0], CallSamples.Text(900, "2031-03-05", ""), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(files[1], CallSamples.Text(901, "2031-03-05", ""), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(files[2], CallSamples.Text(900, "2031-03-06", ""), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(files[3], CallSamples.Text(902, "9999-12-30", ""), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(files[4], [0x54, 0x00, 0xFF], TestContext.Current.CancellationToken);

            var (issues, findings) = await SimulatedIssue.ReadAsync(
                [.. files, Path.Combine(folder.FullName, "gone.md")],
                IssueFormat.ThisWeekInRust,
                TestContext.Current.CancellationToken
            );

            issues.ShouldHaveSingleItem().Key.ShouldBe("issue-900");
            findings.Select(finding => finding.Code).Take(3).ShouldBe(["doubled-issue", "doubled-issue", "not-an-issue"]);
            findings.Count(finding => finding.Severity == Severity.Error).ShouldBe(2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Syndicator.Calls.Call CallSamplesOf(string closes)
    {
        var book = new Syndicator.Calls.CallBook(s_publication.Id, "service");
        return book.Read(900, "2031-03-05", $"* [**SpinConf**](https://spin.example/cfp) | {closes} | Oslo | 2031-09-01").Calls[0].Call;
    }

    private static SimulatedIssue Issue(int number, string day, string events, string projects = "")
    {
        var issue = CallSamples.Issue(number, day, events, projects);
        return new SimulatedIssue(issue, issue.Date!.Value, CallSamples.Text(number, day, events, projects));
    }

    private static Task<List<string>> ActsAsync(string to, params SimulatedIssue[] issues) => ActsAsync(to, null, issues);

    private static async Task<List<string>> ActsAsync(string to, DateOnly? from, params SimulatedIssue[] issues)
    {
        var acts = new List<string>();
        var laws = new SimulationLaws(s_publication);
        await new SimulateCalls(s_publication, NetworkTextRules.For).RunAsync(
            issues,
            new SimulationSpan("0 0 15 ? * MON-FRI", from, DateOnly.Parse(to, CultureInfo.InvariantCulture)),
            act =>
            {
                laws.See(act);
                var at = TimeZoneInfo.ConvertTime(act.At, s_publication.Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
                acts.Add(
                    $"{at} {act.Kind.ToString().ToLowerInvariant()} {act.Title}{(act.Account is { } account ? $" on {account}" : "")}"
                );
            },
            _ => { },
            TestContext.Current.CancellationToken
        );
        laws.Broken.ShouldBeEmpty();
        return acts;
    }
}
