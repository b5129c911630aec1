using Syndicator.Forums;

namespace Syndicator.Tests.Forums;

public class ForumHtmlTests
{
    private static readonly Uri s_page = new("https://forum.example/t/crate-of-the-week/900/601");

    [Theory]
    [InlineData("<p>a <b>b</b>c</p>\n<p>d<br>\ne</p>", "a bc\n\nd\ne")]
    [InlineData("<p>Use <code>jiff</code> &amp; more</p>", "Use `jiff` & more")]
    [InlineData("<pre><code class=\"lang-rust\">fn a() {\n    b &lt; c\n}\n</code></pre><p>x</p>", "```\nfn a() {\n    b < c\n}\n```\n\nx")]
    [InlineData("<blockquote>\n<p>one</p>\n<p>two</p>\n</blockquote>\n<p>me</p>", "> one\n>\n> two\n\nme")]
    [InlineData("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n- b")]
    [InlineData(
        "<p><a class=\"mention\" href=\"/u/ben\">@ben</a> <img class=\"emoji\" alt=\":crab:\"> <a class=\"hashtag-cooked\" data-slug=\"cotw\" href=\"/tag/cotw\">#cotw</a></p>",
        "@ben :crab: #cotw"
    )]
    [InlineData(
        "<p><a href=\"https://a.example/x\">a.example/x</a> <a href=\"https://a.example/y\">why</a></p>",
        "https://a.example/x [why](https://a.example/y)"
    )]
    [InlineData(
        "<div class=\"lightbox-wrapper\"><a class=\"lightbox\" href=\"/uploads/1.png\"><img alt=\"x\"><div class=\"meta\">690x388</div></a></div><p>a</p>",
        "a"
    )]
    [InlineData("<p>a<script>x</script><style>y</style></p>", "a")]
    [InlineData("a</aside></blockquote></pre>b", "a\n\nb")]
    public void Html_is_the_markdown_it_may_have_been(string html, string text) => ForumHtml.Read(html, s_page).Text.ShouldBe(text);

    [Fact]
    public void Links_are_told_in_full_and_in_order_without_what_the_forum_added()
    {
        const string Html =
            "<aside class=\"quote\" data-username=\"ben\" data-post=\"3\" data-topic=\"900\"><div class=\"title\"><a href=\"/u/ben\">ben</a></div>"
            + "<blockquote><p><a href=\"https://theirs.example/\">t</a></p></blockquote></aside>"
            + "<p><a href=\"/t/x/7/8\">own</a> <a class=\"mention\" href=\"/u/ben\">@ben</a> <a href=\"#footnote\">1</a> <a href=\"javascript:x\">x</a>"
            + " <a href=\"mailto:a@b.example\">m</a> <a class=\"anchor\" href=\"/x#y\"></a> <a class=\"inline-onebox\" href=\"https://b.example/?a=1&amp;b=2\">B</a></p>"
            + "<aside class=\"onebox\" data-onebox-src=\"https://crates.io/crates/jiff\"><a href=\"https://inner.example/\">i</a></aside>"
            + "<p><a class=\"hashtag-cooked\" data-slug=\"cotw\" href=\"/tag/cotw\">#cotw</a></p>";

        var content = ForumHtml.Read(Html, s_page);

        content
            .Links.Select(link => link.Url)
            .ShouldBe([null, "https://forum.example/t/x/7/8", "https://b.example/?a=1&b=2", "https://crates.io/crates/jiff"]);
        content.Tags.ShouldBe(["cotw"]);
        content.Passages.ShouldBe([new Passage("t", new QuoteSource("ben", 3, 900))]);
    }

    [Theory]
    [InlineData("<blockquote>a")]
    [InlineData("<aside class=quote>a")]
    [InlineData("<aside class=onebox>")]
    [InlineData("<a href=\"https://a.example/\">")]
    [InlineData("<pre>\n")]
    [InlineData("<ul><li>")]
    [InlineData("<code>")]
    [InlineData("<")]
    public void Hostile_nesting_ends_in_a_text_no_longer_than_it_deserves(string part)
    {
        var html = string.Concat(Enumerable.Repeat(part, 20_000));

        ForumHtml.Read(html, s_page).Text.Length.ShouldBeLessThanOrEqualTo(html.Length * 2);
    }
}
