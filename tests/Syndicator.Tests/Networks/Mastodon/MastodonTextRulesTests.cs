using System.Text.Json;
using Syndicator.Networks.Mastodon;

namespace Syndicator.Tests.Networks.Mastodon;

public class MastodonTextRulesTests
{
    private static readonly MastodonTextRules Rules = new();

    [Theory]
    [InlineData("see https://example.org/with/a/long/path?and=query, please", 35)]
    [InlineData("see lib.rs", 10)]
    [InlineData("thanks @alice@social.example.org!", 14)]
    [InlineData("🇩🇪👨‍👩‍👧‍👦e\u0301", 3)]
    [InlineData("gemini://example.org/x ftp://example.org/x", 43)]
    [InlineData("magnet:?xt=urn:btih:abc and xmpp:alice@example.org", 51)]
    [InlineData("https://例え.みんな/パス", 23)]
    [InlineData("https://example.invalidtld/", 27)]
    public void A_text_counts_what_Mastodon_says(string text, int length) => Rules.Measure(text).ShouldBe(length);

    [Fact]
    public void The_instance_sets_the_numbers()
    {
        var rules = new MastodonTextRules(maxCharacters: 30, charactersPerUrl: 25);

        rules.Measure("x https://example.org/a/b/c/d/e/f/g").ShouldBe(27);
        rules.Fits("1234567890123456789012345678901").ShouldBeFalse();
    }

    [Theory]
    [InlineData("@alice .@bob@b.example x@carol /@dave =@erin @_@", "Mention:alice Mention:bob@b.example")]
    [InlineData("#rust (#no #1234 #1_2 ＃タグ a#b #a·b·", "Hashtag:rust Hashtag:1_2 Hashtag:タグ Hashtag:a·b")]
    [InlineData("docs.rs https://docs.rs/x?a=b). $AAPL", "Link:https://docs.rs/x?a=b")]
    [InlineData("https://example.org/@alice#tag", "Link:https://example.org/@alice#tag")]
    public void What_Mastodon_links_is_found(string text, string found) =>
        string.Join(' ', Rules.FindEntities(text).Select(entity => $"{entity.Kind}:{entity.Target}")).ShouldBe(found);

    [Theory]
    [InlineData("""{"configuration":{"statuses":{"max_characters":5000,"characters_reserved_per_url":25}}}""", 5000, 25)]
    [InlineData("""{"uri":"old.example","max_toot_chars":1000}""", 1000, 23)]
    [InlineData("""{"configuration":{"statuses":{"max_characters":"many","characters_reserved_per_url":-1}}}""", 500, 23)]
    [InlineData("""{"configuration":[]}""", 500, 23)]
    [InlineData("""[]""", 500, 23)]
    public void Limits_are_read_from_any_instance(string body, int maxCharacters, int charactersPerUrl)
    {
        using var document = JsonDocument.Parse(body);

        MastodonLimits.FromInstance(document.RootElement).ShouldBe(new MastodonLimits(maxCharacters, charactersPerUrl));
    }
}
