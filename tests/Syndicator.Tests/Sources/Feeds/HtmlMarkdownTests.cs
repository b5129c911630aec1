using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Syndicator.Issues;
using Syndicator.Sources.Feeds;

namespace Syndicator.Tests.Sources.Feeds;

public sealed class HtmlMarkdownTests
{
    private static readonly Uri _page = new("https://news.example/2031/03/issue/");

    /// <summary>Elements that may be opened anywhere; tables are read as text of another form.</summary>
    private static readonly string[] _elements =
    [
        "p",
        "div",
        "ul",
        "li",
        "ol",
        "li",
        "blockquote",
        "em",
        "strong",
        "i",
        "b",
        "code",
        "a href=\"/x_(y)?a=1&amp;b=2\"",
        "h2",
        "pre",
        "span",
        "section",
    ];

    /// <summary>Everything that means something to Markdown, and some that means nothing.</summary>
    private static readonly string[] _texts =
    [
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[a]: b",
        "<",
        ">",
        "&",
        "&copy;",
        "#",
        "# ",
        "- ",
        "+ ",
        "1. ",
        "12)",
        "=",
        "---",
        "~~~",
        "```",
        "!",
        "\\",
        "|",
        "$x",
        "a",
        "snake_case",
        "word ",
        " ",
        "\n",
        "\n\n    ",
        "é",
        "🦀",
        "“",
        "C#",
        "<b>",
        "<!--",
        "https://x.example/_y_",
        "9",
        "\u00A0",
    ];

    private static string Convert(string html) => HtmlMarkdown.Convert(html, _page);

    [Theory]
    [InlineData("<h1>One</h1><h6>Six</h6>", "# One\n\n###### Six\n")]
    [InlineData("<p>one<p>two", "one\n\ntwo\n")]
    [InlineData("<p>  one\n two  </p>", "one\ntwo\n")]
    [InlineData("one<br>two<br><br>three<br>", "one\\\ntwo\n\nthree\n")]
    [InlineData("a<hr>b", "a\n\n___\n\nb\n")]
    [InlineData("<ul><li>a<li>b</ul>", "* a\n* b\n")]
    [InlineData("<ul><li><p>a</p><li><p>b</p></ul>", "* a\n\n* b\n")]
    [InlineData("<ul><li>a<ul><li>b</ul><li>c</ul>", "* a\n  * b\n* c\n")]
    [InlineData("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n")]
    [InlineData("<ul><li>a<ol><li><br><li>b</ol></ul>", "* a\n  1. b\n")]
    [InlineData("<ul><li>a</ul><ul><li>b</ul>", "* a\n\n- b\n")]
    [InlineData("<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>", "> a\n>\n> b\n\n> c\n")]
    [InlineData("<blockquote>a</blockquote><ul><li>Ada</ul>", "> a\n\n- Ada\n")]
    [InlineData("<pre><code class='language-rust'>\nfn a() {\n    ```\n}\n</code></pre>", "````rust\nfn a() {\n    ```\n}\n````\n")]
    [InlineData("<p><em>a</em> <strong>b</strong> <code>c`d</code></p>", "*a* **b** ``c`d``\n")]
    [InlineData("<a href='x?a=1&amp;b'>a</a>", "[a](https://news.example/2031/03/issue/x?a=1&b)\n")]
    [InlineData("<a href='/(x'>a</a>", "[a](https://news.example/\\(x)\n")]
    [InlineData("<a href='https://x.example'><code>a</code></a>", "[`a`](https://x.example)\n")]
    [InlineData("<code>Vec&lt;<a href='https://x.example'>T</a>&gt;</code>", "`Vec<`[`T`](https://x.example)`>`\n")]
    [InlineData("<a href='https://x.example'><h2>a</h2><p>b</p></a>", "## [a](https://x.example)\n\n[b](https://x.example)\n")]
    [InlineData("<a href=''>a</a>", "[a]()\n")]
    [InlineData("<a href='mailto:a@b.example'>a</a>", "[a](mailto:a@b.example)\n")]
    [InlineData("<img src='/a.png' alt='A [b]'>", "![A \\[b\\]](https://news.example/a.png)\n")]
    [InlineData("<img src='data:image/png;base64,AA' alt='A'>", "A\n")]
    [InlineData("!<a href='https://x.example'>a</a>", "\\![a](https://x.example)\n")]
    [InlineData("<base href='https://b.example/c/'><a href='d'>a</a>", "[a](https://b.example/c/d)\n")]
    [InlineData("<table><tr><th>a<th>b<tr><td>c<td><a href='https://x.example'>d</a></table>", "a | b\\\nc | [d](https://x.example)\n")]
    [InlineData("<table><tr><td><h2>a</h2><p>b</p></td></tr></table>", "## a\n\nb\n")]
    [InlineData("<p>&lt;b&gt; &amp;amp; &copy; snake_case _x_ 2*3</p>", "\\<b> \\&amp; © snake_case \\_x\\_ 2\\*3\n")]
    [InlineData("<p># a</p><p>1. b</p><p>- c</p>", "\\# a\n\n1\\. b\n\n\\- c\n")]
    [InlineData("", "")]
    public void HTML_becomes_the_Markdown_that_a_person_would_write(string html, string markdown) => Convert(html).ShouldBe(markdown);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("vbscript:x")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    public void A_link_that_would_do_something_loses_its_target_and_keeps_its_text(string address) =>
        Convert($"<a href=\"{address}\">a</a>").ShouldBe("a\n");

    [Theory]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("<style>p { color: red }</style>")]
    [InlineData("<!-- INSERT -->")]
    [InlineData("<iframe src=x>text</iframe>")]
    [InlineData("<title>x</title>")]
    public void What_is_not_for_readers_is_dropped(string html) => Convert("a" + html + "b").ShouldBe("ab\n");

    [Fact]
    public void An_entry_is_read_as_an_issue()
    {
        const string html = """
            <h2>Updates from Rust Community</h2><h3>Official</h3><ul><li>[video] <a href="https://a.example">One</a></li></ul>
            <h2>Crate of the Week</h2><p>This week's crate is <a href="https://b.example">whirl</a>, a spinner.</p>
            <p>Thanks to <a href="https://c.example">Ada</a> for the suggestion!</p>
            <h1>Quote of the Week</h1><blockquote><p>Spin.</p></blockquote><p>– <a href="https://d.example">Bob on forum</a></p>
            """;
        var issue = Syndicator.Tests.Issues.Sample.Read(Convert(html));

        issue.Crates.ShouldHaveSingleItem().Name.ShouldBe("whirl");
        issue.Crates[0].Thanks.ShouldBe([new Thanks("Ada", "https://c.example")]);
        issue.CommunityLinks.ShouldHaveSingleItem().Tags.ShouldBe(["video"]);
        issue.Quotes.ShouldHaveSingleItem().Attribution!.Text.ShouldBe("Bob on forum");
        issue.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_quote_that_is_an_image_is_seen_as_one() =>
        Syndicator
            .Tests.Issues.Sample.Quote(Convert("<p><img src='/quote.png'></p>"))
            .Diagnostics.ShouldHaveSingleItem()
            .Code.ShouldBe("quote-is-image");

    [Fact]
    public void No_sign_of_a_text_becomes_Markdown()
    {
        var steps = Gen.Choose(0, 1_000_000).ListOf();
        Prop.ForAll(steps.ToArbitrary(), numbers => Keeps(Page(numbers))).Check(Seeded.Cases(800));
    }

    /// <summary>Opens, closes and writes at random, so that most of it is nested as no person would.</summary>
    private static string Page(IEnumerable<int> numbers) => string.Concat(numbers.Select(Piece));

    private static string Piece(int number)
    {
        var choice = number / 8;
        var element = _elements[choice % _elements.Length];
        return (number % 8) switch
        {
            0 or 1 => $"<{element}>",
            2 or 3 => $"</{element.Split(' ')[0]}>",
            4 when choice % 5 == 0 => "<br>",
            _ => System.Net.WebUtility.HtmlEncode(_texts[choice % _texts.Length]),
        };
    }

    private static void Keeps(string html)
    {
        var markdown = Convert(html);
        var rendered = Markdown.ToHtml(markdown);
        Squeezed(HtmlMarkdown.PlainText(rendered))
            .ShouldBe(Squeezed(HtmlMarkdown.PlainText(html)), $"{html}\n----\n{markdown}\n----\n{rendered}");
    }

    private static string Squeezed(string text) => string.Concat(text.Where(sign => !char.IsWhiteSpace(sign)));

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<blockquote>", 100_000)]
    [InlineData("<ul><li>", 100_000)]
    [InlineData("<b><p>", 100_000)]
    [InlineData("<a href=x><div>", 100_000)]
    [InlineData("<table><tr><td>", 100_000)]
    [InlineData("<p>", 300_000)]
    [InlineData("<", 300_000)]
    [InlineData("&", 300_000)]
    [InlineData("`", 300_000)]
    [InlineData("a*_[", 150_000)]
    [InlineData("</div>", 150_000)]
    [InlineData("<code>a</code><i>", 60_000)]
    [InlineData("<br>a", 150_000)]
    [InlineData("!<a href=y></a>", 60_000)]
    [InlineData("<a b c d e f g href=x>", 100_000)]
    public void Hostile_HTML_is_written_in_bounded_time_and_size(string piece, int times)
    {
        var markdown = Convert(string.Concat(Enumerable.Repeat(piece, times)) + "end");
        markdown.Length.ShouldBeLessThan(10_000_000);
        IssueReader.Read("x", markdown, IssueFormat.ThisWeekInRust).Diagnostics.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_tag_of_endless_attributes_is_read()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(number => $" a{number}=b"));
        Convert($"<p{attributes}>text").ShouldBe("text\n");
    }

    [Fact]
    public void A_paragraph_of_one_endless_line_is_broken_at_spaces() =>
        Convert(string.Concat(Enumerable.Repeat("word ", 100_000))).Split('\n').ShouldAllBe(line => line.Length < 5000);
}
