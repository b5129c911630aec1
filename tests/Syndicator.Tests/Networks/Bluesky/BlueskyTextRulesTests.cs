using Syndicator.Networks;
using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Networks.Bluesky;

public class BlueskyTextRulesTests
{
    private static readonly BlueskyTextRules Rules = new();

    [Fact]
    public void Clusters_and_bytes_are_both_limited()
    {
        var family = "👨‍👩‍👧‍👦"; // one cluster, 25 bytes

        Rules.Fits(new string('x', 300)).ShouldBeTrue();
        Rules.Fits(new string('x', 301)).ShouldBeFalse();
        Rules.Measure(string.Concat(Enumerable.Repeat(family, 121))).ShouldBe(121);
        Rules.Fits(string.Concat(Enumerable.Repeat(family, 120))).ShouldBeTrue();
        Rules.Fits(string.Concat(Enumerable.Repeat(family, 121))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "see https://example.org/a), and (crates.io) or docs.rs.",
        "Link:https://example.org/a Link:https://crates.io Link:https://docs.rs"
    )]
    [InlineData("by @alice.example.com. and @bob", "Mention:alice.example.com")]
    [InlineData("#rust! #1234 (#no #[derive] ＃タグ #\uFE0F⃣", "Hashtag:rust Hashtag:[derive Hashtag:タグ")]
    [InlineData("mail bob@example.com about v1.89.0 and Cargo.toml", "")]
    public void What_clients_make_a_facet_of_is_found(string text, string found) =>
        string.Join(' ', Rules.FindEntities(text).Select(entity => $"{entity.Kind}:{entity.Target}")).ShouldBe(found);

    [Fact]
    public void Facets_count_bytes()
    {
        const string text = "né 🦀 #rust https://example.org $X";
        var content = new PostContent
        {
            Text = text,
            Entities =
            [
                new TextEntity(TextEntityKind.Hashtag, 6, 5, "rust"),
                new TextEntity(TextEntityKind.Link, 12, 19, "https://example.org"),
                new TextEntity(TextEntityKind.Cashtag, 32, 2, "X"),
            ],
        };

        BlueskyFacets
            .Of(content)
            .ShouldBe([
                new BlueskyFacet(9, 14, TextEntityKind.Hashtag, "rust"),
                new BlueskyFacet(15, 34, TextEntityKind.Link, "https://example.org"),
            ]);
    }
}
