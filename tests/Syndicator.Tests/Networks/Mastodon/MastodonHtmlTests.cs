using Syndicator.Networks.Mastodon;

namespace Syndicator.Tests.Networks.Mastodon;

public class MastodonHtmlTests
{
    [Theory]
    [InlineData("<p>a <b>b</b>c</p>", "a bc")]
    [InlineData("<p>a</p>\n  <p>b</p>\n", "a\n\nb")]
    [InlineData("<p>a<br><br>b</p>", "a\n\nb")]
    [InlineData("<pre><code>a\n\n  b</code></pre><p>c</p>", "a\n\n  b\n\nc")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "- a\n- b")]
    [InlineData("<p>a<style>x{}</style><iframe src=x>y</iframe><template>z</template>b", "ab")]
    [InlineData("<p class=\"quote-inline\">RE: x<p>mine", "mine")]
    [InlineData("<a href=\"https://a.example/x\"></a>", "https://a.example/x")]
    [InlineData("<a href=\"https://a.example/x\">A.example/x</a>", "https://a.example/x")]
    [InlineData(
        "<a href=\"https://a.example/x\">one<a href=\"https://b.example/\">two</a>",
        "one (https://a.example/x)two (https://b.example/)"
    )]
    [InlineData("<a href=\"https://a.example/x\">open", "open (https://a.example/x)")]
    [InlineData("<a href=\"//a.example/x\">relative</a> <a href=\"data:text/html,x\">data</a> <a>none</a>", "relative data none")]
    [InlineData("<a href=\"https://a.example/\nx\">broken</a>", "broken")]
    [InlineData("a</p></a></ul></script>b", "a\n\nb")]
    [InlineData("5 < 6 &amp&lt; <3", "5 < 6 &< <3")]
    public void Html_of_any_writing_is_plain_text(string html, string text) => MastodonHtml.Read(html, hasQuote: true).Text.ShouldBe(text);

    [Theory]
    [InlineData("<p>try <code>jiff</code>, or</p><pre><code>a `b`</code></pre>", "try `jiff`, or\n\na `b`")]
    [InlineData(
        "<p>so true</p><blockquote><p>one<br>two</p><p>three</p></blockquote><p>end</p>",
        "so true\n\n> one\n> two\n\n> three\n\nend"
    )]
    public void Code_and_block_quotes_are_marked_as_one_types_them(string html, string text) =>
        MastodonHtml.Read(html, hasQuote: false, keepsMarks: true).Text.ShouldBe(text);

    [Fact]
    public void Links_are_told_in_order_and_names_are_none()
    {
        const string Html =
            "<p><a href=\"https://s.example/@us\" class=\"u-url mention\">@us</a> <a href=\"https://b.example/\">b</a> "
            + "<a href=\"javascript:alert(1)\">x</a> <a href=\"https://s.example/tags/cotw\" rel=\"tag\">#cotw</a> <a href=\"http://a.example/\">a</a></p>";

        MastodonHtml.Read(Html, hasQuote: false).Links.ShouldBe(["https://b.example/", "http://a.example/"]);
    }

    [Theory]
    [InlineData("<blockquote>")]
    [InlineData("<a href=\"https://a.example/\">")]
    [InlineData("<script>")]
    [InlineData("<ul><li>")]
    [InlineData("<svg>")]
    [InlineData("&amp;")]
    [InlineData("<")]
    public void Hostile_nesting_ends_in_a_text_no_longer_than_it_deserves(string part)
    {
        var html = string.Concat(Enumerable.Repeat(part, 100_000));

        MastodonHtml.Read(html, hasQuote: true).Text.Length.ShouldBeLessThanOrEqualTo(html.Length);
    }
}
