using FsCheck;
using FsCheck.Fluent;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public class IssueCheckTests
{
    private static readonly DateOnly _day = new(2026, 3, 4);

    private const string Finished = """
        Title: This Week in Rust 640
        Number: 640
        Date: 2026-03-04
        Category: This Week in Rust

        Hello!

        ## Updates from Rust Community

        <!-- * [Title](url) or * []() and INSERT_LINK_HERE; COTW goes here -->

        ### Observations/Thoughts
        * [Ferns and ferrets](https://example.org/ferns)

        ## Crate of the Week

        This week's crate is [fernery](https://crates.io/crates/fernery), a library that waters ferns.

        Thanks to [Ada](https://example.org/ada) for the suggestion!

        [Please submit your suggestions and votes for next week][submit_crate]!

        [submit_crate]: https://users.rust-lang.org/t/crate-of-the-week/2704

        ## Call for Participation; projects and speakers

        ### CFP - Events

        * [**FernConf**](https://example.org/cfp)| 2026-04-01 | Oslo, NO | 2026-06-01

        ## Upcoming Events

        ### Europe
        * 2026-03-05 | Oslo, NO | [Rust Oslo](https://example.org/oslo)
            * [**Ferns**](https://example.org/oslo/ferns)

        ## Jobs

        Please see the latest [thread](https://example.org/jobs)

        # Quote of the Week

        > Ferns do not panic.

        – [Bob on example](https://example.org/bob)

        [Please submit quotes and vote for next week!](https://users.rust-lang.org/t/twir-quote-of-the-week/328)

        *This Week in Rust is edited by: nobody*

        <small>[Discuss on r/rust](https://www.reddit.com/r/rust/comments/abc640/)</small>

        """;

    private static readonly EarlierIssue _lastWeek = Earlier(639, new DateOnly(2026, 2, 25));

    [Fact]
    public void A_finished_issue_is_ready_without_a_word() =>
        Check(Finished, Earlier(638, new DateOnly(2026, 2, 18)), _lastWeek).ShouldBeEmpty();

    [Theory]
    [InlineData("https://example.org/jobs", "INSERT_LINK_HERE", 39, "placeholder")]
    [InlineData("Hello!", "COTW goes here", 6, "placeholder")]
    [InlineData("Hello!", "* CFPs go here", 6, "placeholder")]
    [InlineData("Hello!", "$twir_events_list", 6, "template-variable")]
    [InlineData("Hello!", "<<<<<<< HEAD\nHello!\n=======\nHi!\n>>>>>>> main", 6, "conflict-marker")]
    [InlineData("https://example.org/jobs", "", 39, "empty-link")]
    [InlineData("https://example.org/jobs", " <> ", 39, "empty-link")]
    [InlineData("<!-- * [Title]", "<!-- <!- * [Title]", 0, "")]
    [InlineData("COTW goes here -->", "COTW goes here", 10, "unclosed-comment")]
    [InlineData(
        "* [Ferns and ferrets](https://example.org/ferns)",
        "<!-- * [Ferns](https://example.org/ferns) -->",
        8,
        "no-community-link"
    )]
    [InlineData("Number: 640", "Number: six", 2, "unreadable-number")]
    [InlineData("Date: 2026-03-04", "Date: soon", 3, "missing-date")]
    [InlineData("Number: 640", "Number: 639", 2, "number-repeated")]
    [InlineData("Date: 2026-03-04", "Date: 2026-03-05", 3, "future-date")]
    [InlineData("Date: 2026-03-04", "Date: 2026-02-25", 3, "date-repeated")]
    [InlineData("Date: 2026-03-04", "Date: 2025-03-04", 2, "number-out-of-order")]
    [InlineData("comments/abc640/", "comments/abc639", 51, "discussion-copied")]
    public void What_is_unfinished_holds_the_issue(string what, string by, int line, string code)
    {
        var errors = Check(Replace(what, by), Earlier(638, new DateOnly(2026, 2, 18)), _lastWeek)
            .Where(diagnostic => diagnostic.Severity == Severity.Error)
            .ToList();

        if (code.Length == 0)
        {
            errors.ShouldBeEmpty();
            return;
        }

        errors.ShouldContain(error => error.Code == code && error.Position.Line == line, string.Join('\n', errors));
        errors.ShouldAllBe(error => error.Remedy != null);
    }

    [Theory]
    [InlineData("https://www.reddit.com/r/rust/comments/abc640/", "REDDIT_LINK_HERE", 51, "discussion-not-linked")]
    [InlineData("https://www.reddit.com/r/rust/comments/abc640/", "https://this-week-in-rust.org/blog/", 51, "discussion-not-linked")]
    [InlineData("<small>[Discuss on r/rust](https://www.reddit.com/r/rust/comments/abc640/)</small>", "", 0, "discussion-not-linked")]
    [InlineData("* 2026-03-05 | Oslo", "* 2026-03-03 | Oslo", 34, "event-past")]
    [InlineData("| 2026-04-01 |", "| 2026-03-01 |", 29, "call-closed")]
    [InlineData("| 2026-04-01 |", "| 2025-04-01 |", 29, "call-contradictory")]
    [InlineData("| 2026-04-01 |", "| 2026-07-01 |", 29, "call-contradictory")]
    [InlineData("| 2026-06-01", "| 2025-06-01", 29, "call-contradictory")]
    [InlineData("[thread](https", "[thread] (https", 39, "broken-link")]
    [InlineData("[thread](https", "[thread]((https", 39, "broken-link")]
    [InlineData("example.org/ferns", "example.org/seen/#top", 13, "link-repeated")]
    public void What_can_wait_is_a_warning(string what, string by, int line, string code)
    {
        var found = Check(Replace(what, by), _lastWeek);

        IssueCheck.IsReady(found).ShouldBeTrue(string.Join('\n', found));
        found.ShouldContain(finding => finding.Code == code && finding.Position.Line == line, string.Join('\n', found));
    }

    [Theory]
    [InlineData("Hello!", "`INSERT_LINK_HERE` and `[x]()` and `$twir_issue_date` are what the template says.")]
    [InlineData("Hello!", "```\n[x]()\nREAD_ME_HERE\n```")]
    [InlineData("Hello!", "Everybody who is interested in ferns and has time goes here and there.")]
    [InlineData("Hello!", "Title\n=======\n\n> text")]
    [InlineData("Hello!", "> > > > > > > deep\n\nthe_EVENT_HERE and crate_issue_tracker and HERE")]
    public void What_only_looks_unfinished_is_left_alone(string what, string by) =>
        Check(Replace(what, by), _lastWeek).Where(finding => finding.Severity == Severity.Error).ShouldBeEmpty();

    [Fact]
    public void Sections_that_are_empty_or_missing_hold()
    {
        var empty = Replace(
                "This week's crate is [fernery](https://crates.io/crates/fernery), a library that waters ferns.",
                "<!-- COTW goes here -->"
            )
            .Replace("Thanks to [Ada](https://example.org/ada) for the suggestion!\n", "", StringComparison.Ordinal);
        Errors(empty).ShouldBe(["15 empty-crate"]);
        Errors(
                Finished.Replace(
                    "> Ferns do not panic.\n\n– [Bob on example](https://example.org/bob)",
                    "<!-- QOTW goes here -->",
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(["41 empty-quote"]);
        Errors(Replace("## Crate of the Week", "## Updates from Rust Community")).ShouldBe(["0 missing-crate"]);
    }

    [Fact]
    public void Sections_that_declare_to_have_nothing_are_fine()
    {
        var none = Replace("> Ferns do not panic.\n\n– [Bob on example](https://example.org/bob)", "*No quote was selected for QotW.*");

        Errors(none).ShouldBeEmpty();
    }

    [Fact]
    public void A_number_may_not_run_ahead_of_the_days()
    {
        EarlierIssue[] others = [Earlier(638, new DateOnly(2026, 2, 18)), _lastWeek];
        var ahead = Finished.Replace("640", "641", StringComparison.Ordinal);

        Check(ahead, others).ShouldContain(finding => finding.Code == "number-skips");
        Check(ahead.Replace("2026-03-04", "2026-03-11", StringComparison.Ordinal), new DateOnly(2026, 3, 11), others)
            .ShouldNotContain(finding => finding.Severity == Severity.Error);
    }

    [Fact]
    public void The_same_crate_in_a_row_or_in_the_same_words_is_a_copy_and_later_it_may_win_again()
    {
        var sentence = "This week's crate is fernery, a library that waters ferns.";
        Copied(_lastWeek with { Crates = [new EarlierCrate("Fernery", "Other words.")] }).ShouldBe("Error crate-copied");
        var old = Earlier(540, new DateOnly(2024, 4, 3));
        Copied(old with { Crates = [new EarlierCrate("fernery", sentence)] }).ShouldBe("Error crate-copied");
        Copied(old with { Crates = [new EarlierCrate("fernery", "Other words.")] }).ShouldBe("Warning crate-won-before");

        static string Copied(EarlierIssue earlier)
        {
            var finding = Check(Finished, earlier).ShouldHaveSingleItem();
            finding.Position.Line.ShouldBe(17);
            return $"{finding.Severity} {finding.Code}";
        }
    }

    [Fact]
    public void A_quote_that_stood_in_an_earlier_issue_is_a_copy() =>
        Check(Finished, _lastWeek with { Quotes = ["Ferns do not panic."] }).ShouldHaveSingleItem().Code.ShouldBe("quote-copied");

    [Fact]
    public void An_issue_is_not_compared_with_itself()
    {
        var itself = EarlierIssue.From(Read(Finished) with { File = "moved.md" });

        Check(Finished, itself, _lastWeek).ShouldBeEmpty();
    }

    [Fact]
    public void The_day_is_that_of_the_publications_zone()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var night = new DateTimeOffset(2026, 3, 4, 3, 0, 0, TimeSpan.Zero);

        CheckContext.At(night, zone, []).Today.ShouldBe(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public void A_publication_without_crates_does_not_miss_them()
    {
        var format = IssueFormat.ThisWeekInRust with
        {
            Headings = IssueFormat.ThisWeekInRust.Headings.Where(entry => entry.Key != SectionRole.Crate).ToDictionary(),
        };
        var context = CheckContext.At(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc, format, []);
        var text = Replace("## Crate of the Week", "## Fern of the Week");

        IssueCheck
            .Run(IssueReader.Read("issue.md", text, format), text, context)
            .ShouldNotContain(finding => finding.Code == "missing-crate");
    }

    [Fact]
    public void No_text_makes_the_check_throw_and_findings_are_in_order_of_lines()
    {
        string[] pieces =
        [
            "<!--",
            "-->",
            "](",
            ")",
            "] (http",
            "<<<<<<< x",
            "=======",
            ">>>>>>> y",
            "goes here",
            "$twir_",
            "_HERE",
            "`",
            "```",
            "\n",
            "\n\n",
            "# Quote of the Week\n",
            "> q\n",
            "Title: x 1\n",
            "Number: 1\n",
            "Date: 2026-03-04\n",
            "🦀",
            "Ã©",
            "\0",
            "\ud83e",
            "* [a]()",
            "<>",
            " ",
            "a",
        ];
        Prop.ForAll(
                Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary(),
                text =>
                {
                    var lines = Check(text, _lastWeek).Select(finding => finding.Position.Line).ToList();
                    return lines.SequenceEqual(lines.Order());
                }
            )
            .Check(Seeded.Config);
    }

    [Theory]
    [InlineData("[a]() ")]
    [InlineData("`](")]
    [InlineData("$twir_a ")]
    [InlineData("<<<<<<< \n")]
    [InlineData("Ã© ")]
    public void A_file_full_of_one_slip_ends_in_a_bounded_list(string slip)
    {
        var text = string.Concat(Enumerable.Repeat(slip, 100_000));

        IssueCheck.Run(new Issue { File = "hostile.md" }, text, new CheckContext(_day, [])).Count.ShouldBeLessThan(200);
    }

    [Fact]
    public void A_link_of_a_megabyte_is_named_with_its_line_and_messages_stay_short()
    {
        var link = Replace("https://example.org/ferns", "https://example.org/" + new string('a', 1_000_000));
        var number = Replace("Number: 640", "Number: " + new string('9', 1_000_000));

        Errors(link).ShouldBe(["13 line-too-long"]);
        Check(number, _lastWeek).ShouldAllBe(finding => finding.Message.Length < 900);
    }

    private static string Replace(string what, string by)
    {
        Finished.ShouldContain(what);
        return Finished.Replace(what, by, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Errors(string text) =>
        Check(text, _lastWeek)
            .Where(finding => finding.Severity == Severity.Error)
            .Select(finding => $"{finding.Position.Line} {finding.Code}");

    private static IReadOnlyList<Diagnostic> Check(string text, params EarlierIssue[] earlier) => Check(text, _day, earlier);

    private static IReadOnlyList<Diagnostic> Check(string text, DateOnly today, params EarlierIssue[] earlier) =>
        IssueCheck.Run(Read(text), text, new CheckContext(today, earlier));

    private static Issue Read(string text) => IssueReader.Read("issue.md", text, IssueFormat.ThisWeekInRust);

    private static EarlierIssue Earlier(int number, DateOnly date) =>
        new(
            $"{number}.md",
            number,
            date,
            $"This Week in Rust {number}",
            [new EarlierCrate("mossy", "This week's crate is mossy.")],
            ["Moss does not panic."],
            $"https://www.reddit.com/r/rust/comments/abc{number}/",
            new HashSet<string>(["example.org/seen"])
        );
}
