using FsCheck;
using FsCheck.Fluent;
using Syndicator.Issues;

namespace Syndicator.Tests.Issues;

public sealed class HostileTextTests
{
    /// <summary>Every section once, with the forms that take the most code to read.</summary>
    private const string Whole = """
        Title: This Week in Rust 900
        Number: 900
        Date: 2031-03-05
        Category: This Week in Rust

        Hello! Tag us at [@whirl](https://m.example/@whirl).

        ## Updates from Rust Community

        ### Official
        * [video] [ZH] [One](https://a.example)

        ## Crate of the Week

        This week's crates are [whirl](https://a.example), a spinner, and [twirl](https://b.example), a twister.

        Thanks to [Ada](https://c.example) and Bob for the self-suggestions!

        ## Calls for Testing
        * [Feature](https://d.example)
            * [Steps](https://e.example)

        ## Call for Participation; projects and speakers

        ### CFP - Projects
        **Whirl**

        * [easy] [whirl - spin](https://f.example) more

        ### CFP - Events
        * [**SpinConf**](https://g.example)| Closes 2031-04-27 11:59 PM PDT | Oslo, NO | 2031-05-13 - 2031-05-14

        ## Updates from the Rust Project

        ### Final Comment Period
        ##### Rust
        * [disposition: merge] [A](https://h.example)

        ## Upcoming Events

        ### Virtual
        * 2031-03-06 | Virtual (Oslo, NO) | [Rust Oslo](https://i.example)
            * [**Spin night**](https://j.example)

        ## Jobs

        See [Who's Hiring](https://k.example)

        # Quote of the Week

        > > Spin?
        >
        > Spin.
        > * `one`
        >
        > ```
        > two
        > ```

        – [Ada on forum](https://l.example)

        Thanks to [Bob](https://m.example) for the suggestion!

        [Please submit quotes!](https://n.example)

        <small>[Discuss on r/rust](https://o.example)</small>
        """;

    private static readonly string[] _noise =
    [
        "",
        "# ",
        "> ",
        "* ",
        "    ",
        "[",
        "](",
        "]()",
        "|",
        "<!--",
        "-->",
        "`",
        "```",
        "**",
        "\0",
        "\uD83E",
        "\uFEFF",
        "\r",
        "\u00A0",
        "– ",
        "Thanks ",
        "2031-99-99",
        "crates are ",
        "&#x110000;",
        "<pre>",
        "======",
        "[a]: b",
    ];

    private static Issue Read(string markdown) => IssueReader.Read("x.md", markdown, IssueFormat.ThisWeekInRust);

    [Fact]
    public void The_whole_sample_is_read_without_complaint()
    {
        var issue = Read(Whole);
        issue.Diagnostics.ShouldBeEmpty();
        (issue.Crates.Count, issue.Quotes.Count, issue.ProjectCalls.Count, issue.EventCalls.Count, issue.Events.Count).ShouldBe(
            (2, 1, 1, 1, 1)
        );
    }

    [Fact]
    public void No_damage_makes_the_reader_throw_or_point_outside_the_file()
    {
        var damage = Gen.Choose(0, 10_000).Three().ListOf();
        Prop.ForAll(damage.ToArbitrary(), edits => PointsInside(Damage(edits))).Check(Seeded.Cases(400));
    }

    private static string Damage(IEnumerable<(int Kind, int Line, int Place)> edits)
    {
        var lines = Whole.Split('\n').ToList();
        foreach (var (kind, at, place) in edits)
        {
            var line = at % lines.Count;
            switch (kind % 4)
            {
                case 0 when lines.Count > 1:
                    lines.RemoveAt(line);
                    break;
                case 1:
                    lines.Insert(line, lines[place % lines.Count]);
                    break;
                case 2:
                    lines[line] = lines[line].Insert(place % (lines[line].Length + 1), _noise[kind % _noise.Length]);
                    break;
                default:
                    lines[line] = lines[line][..(place % (lines[line].Length + 1))];
                    break;
            }
        }

        return string.Join('\n', lines);
    }

    private static bool PointsInside(string markdown)
    {
        var issue = Read(markdown);
        var last = markdown.ReplaceLineEndings("\n").Count(character => character == '\n') + 1;
        var lines = issue
            .Diagnostics.Select(diagnostic => diagnostic.Position.Line)
            .Concat(issue.Crates.Select(crate => crate.Line))
            .Concat(issue.Quotes.SelectMany(quote => new[] { quote.Line, quote.EndLine }))
            .Concat(issue.Events.Select(each => each.Line))
            .Concat(issue.EventCalls.Select(call => call.Line))
            .Concat(issue.ProjectCalls.Select(call => call.Line))
            .Concat(issue.CommunityLinks.Select(link => link.Line))
            .Concat(issue.Sections.SelectMany(section => new[] { section.Line, section.EndLine }));
        return lines.All(line => line >= 1 && line <= last);
    }

    [Theory]
    [InlineData(">", 100_000, "line-too-long", 6)]
    [InlineData(">", 1_000, "nested-too-deeply", 6)]
    [InlineData("1. ", 1_000, "nested-too-deeply", 6)]
    [InlineData("[", 20_000, "nested-too-deeply", 6)]
    [InlineData("[a](", 50_000, "line-too-long", 6)]
    [InlineData("[a]: b\n", 50_000, "block-too-long", 33_339)]
    [InlineData("x\n\n", 2_000_000, "file-too-large", 0)]
    public void A_text_that_is_no_issue_is_refused_with_its_line(string piece, int times, string code, int line)
    {
        var body = string.Concat(Enumerable.Repeat(piece, times));
        var diagnostic = Sample.Read(body).Diagnostics.ShouldHaveSingleItem();
        (diagnostic.Code, diagnostic.Position.Line, diagnostic.Severity).ShouldBe((code, line, Severity.Error));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\0\0\0")]
    [InlineData("\uFFFD\uFFFD not an issue")]
    [InlineData("Title:")]
    [InlineData(":::\n:")]
    public void A_text_without_front_matter_says_what_is_missing(string markdown) =>
        Read(markdown).Diagnostics.Select(diagnostic => diagnostic.Code).ShouldBe(["missing-title", "missing-date"]);
}
