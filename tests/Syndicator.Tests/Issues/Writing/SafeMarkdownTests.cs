using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Syndicator.Issues.Writing;

namespace Syndicator.Tests.Issues.Writing;

/// <summary>Whatever somebody nominates, the section has our blocks, our links and their words.</summary>
public class SafeMarkdownTests
{
    private const string Ours = "https://example.com/ours";

    private static readonly string[] s_pieces =
    [
        "a",
        "word",
        "two words",
        " ",
        " ",
        "\n",
        "\n\n",
        "\\",
        "`",
        "``",
        "```",
        "~~~",
        "*",
        "**",
        "***",
        "_",
        "__",
        "snake_case",
        "[",
        "]",
        "(",
        ")",
        "[x](javascript:alert(1))",
        "![i](http://evil.example/i.png)",
        "](http://evil.example)",
        "[guidelines]",
        "[^1]",
        "[x]: http://evil.example",
        "[x][guidelines]",
        "<b>",
        "</script>",
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "<http://evil.example>",
        "<a@evil.example>",
        "http://evil.example/x",
        "https://evil.example",
        "www.evil.example",
        "mailto:a@evil.example",
        "tel:12345",
        "ftp://evil.example",
        "&lt;",
        "&#60;",
        "&amp;",
        "&",
        "#",
        "# ",
        "## heading",
        "#122010",
        "> ",
        ">",
        ">>",
        "- ",
        "-",
        "---",
        "+ ",
        "+",
        "++",
        "C++",
        "1. ",
        "1) ",
        "a. ",
        "iv. ",
        "===",
        "==",
        "|",
        "| a | b |",
        "|---|---|",
        "---|---",
        "+---+",
        ": ",
        ":::",
        "::",
        "~",
        "~~",
        "^",
        "^^^",
        "$",
        "$$",
        "{",
        "}",
        "{.c #i onclick=x}",
        "{: .c }",
        "\"",
        "\"\"",
        "'",
        "!",
        "![",
        "...",
        "[...]",
        "[…]",
        "    ",
        "\t",
        "*[HTML]: x",
        "[ ]",
        "[x]",
        "\u202e",
        "\u200b",
        "\0",
        "\u0007",
        "\ud83d",
        "😂",
        "é",
        "中",
        "\u0301",
        "–",
        "• ",
        "TODO",
        "@someone",
        ":smile:",
        "%",
        "<3",
        "a < b",
        "Vec<u8>",
        "Rc<RefCell<T>>",
        "<!DOCTYPE html>",
        "<?php ?>",
        "<![CDATA[x]]>",
        "\u00a0",
        "\u2028",
        "javascript:alert(1)",
        "`code`",
        "`<b>`",
        "``a ` b``",
    ];

    private static readonly Gen<string> s_hostile = Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces));

    /// <summary>Backticks come and go with code spans, and blanks at their ends; a bullet begins an item.</summary>
    private static string Comparable(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character is not ('`' or '•')));

    private static void SayTheSame(string shown, string given, string markdown) =>
        (Comparable(shown) == Comparable(given)).ShouldBeTrue($"{markdown}\nis shown as\n{shown}\ninstead of\n{given}");

    /// <summary>The words of a quote; a line that opened a fence with a language does not show it.</summary>
    private static string SaidIn(string text)
    {
        var lines = PlainWords.Lines(text);
        var markdown = QuoteLines.Of(text);
        return string.Join('\n', lines.Select(line => IsLanguage(line, markdown) ? "" : line));
    }

    private static bool IsLanguage(string line, IReadOnlyList<string> markdown) =>
        line.Trim(' ') is ['`', '`', '`', not '`', ..] fence && markdown.Contains("> " + fence);

    [Fact]
    public void A_hostile_name_is_a_name() =>
        Check(
            name => $"This week's crate is {MarkdownLink.Of(name, Ours)}, and no more",
            name => $"This week's crate is {PlainWords.Line(name)}, and no more",
            "Paragraph"
        );

    [Fact]
    public void A_hostile_description_is_a_description() =>
        Check(
            text => SectionText.Crates([new CrateEntry("ours", Ours, text + "x")]),
            text => $"This week's crate is ours, {PlainWords.Line(text + "x").Trim()}.",
            "Paragraph"
        );

    [Fact]
    public void A_hostile_title_is_a_title() =>
        Check(
            text => SectionText.Calls([new CallEntry(text, Ours), new CallEntry("next", Ours)]),
            text => MarkdownLink.Words(text, Ours) + " next",
            "List(ListItem(Paragraph) ListItem(Paragraph))",
            links: 2
        );

    [Fact]
    public void A_hostile_event_is_a_row() =>
        Check(
            text => SectionText.EventCalls([new EventCallEntry("e" + text + "e", Ours, "2031-01-01", text + ".", "2031-02-02")]),
            text => $"{Bars(PlainWords.Line("e" + text + "e"))}| 2031-01-01 | {Bars(PlainWords.Line(text + "."))} | 2031-02-02",
            "List(ListItem(Paragraph))",
            emphases: true
        );

    [Fact]
    public void A_hostile_quote_is_a_quote() =>
        Prop.ForAll(
                s_hostile.ToArbitrary(),
                text =>
                {
                    var markdown = SectionText.Quotes([new QuoteEntry(text, "Ours on place", Ours)]);
                    foreach (var pipeline in (MarkdownPipeline[])[Rendered.Plain, Rendered.Advanced])
                    {
                        var rendered = Rendered.By(pipeline, markdown);
                        rendered.Links.ShouldBeSubsetOf([Ours], markdown);
                        Others(rendered, pipeline).ShouldBeEmpty(markdown);
                        if (markdown.Length > 0)
                        {
                            rendered.Shape.ShouldStartWith("Quote(", Case.Sensitive, markdown);
                            rendered.Shape.ShouldEndWith(") Paragraph", Case.Sensitive, markdown);
                            InnerShape(rendered.Shape).ShouldBeEmpty(markdown + "\n" + rendered.Shape);
                        }
                    }

                    if (markdown.Length > 0)
                    {
                        SayTheSame(Rendered.By(Rendered.Plain, markdown).Words, SaidIn(text) + " – Ours on place", markdown);
                    }
                }
            )
            .Check(Seeded.Cases(300));

    private static string Bars(string text) => text.Replace('|', '/');

    /// <summary>What else than quote, paragraph, list and code stands in a shape.</summary>
    private static string InnerShape(string shape) =>
        string.Concat(
            new[] { "FencedCode", "Code", "Quote", "Paragraph", "ListItem", "List", "(", ")", " " }.Aggregate(
                shape,
                (left, name) => left.Replace(name, "", StringComparison.Ordinal)
            )
        );

    private static void Check(
        Func<string, string> markdownOf,
        Func<string, string> wordsOf,
        string shape,
        int links = 1,
        bool emphases = false
    ) =>
        Prop.ForAll(
                s_hostile.ToArbitrary(),
                text =>
                {
                    var markdown = markdownOf(text);
                    foreach (var pipeline in (MarkdownPipeline[])[Rendered.Plain, Rendered.Advanced])
                    {
                        var rendered = Rendered.By(pipeline, markdown);
                        rendered.Links.ShouldBe(Enumerable.Repeat(Ours, links), markdown);
                        rendered.Shape.ShouldBe(shape, markdown);
                        Others(rendered, pipeline).ShouldBe(emphases ? ["EmphasisInline"] : [], markdown);
                    }

                    SayTheSame(Rendered.By(Rendered.Plain, markdown).Words, wordsOf(text), markdown);
                }
            )
            .Check(Seeded.Cases(300));

    /// <summary>Markdig's spans of <c>::</c> are harmless and in no Markdown that the newsletter meets; paths of Rust stay readable instead.</summary>
    private static IEnumerable<string> Others(Rendered rendered, MarkdownPipeline pipeline) =>
        rendered.Others.Where(name => pipeline == Rendered.Plain || name != "CustomContainerInline");
}
