using FsCheck;
using FsCheck.Fluent;
using Syndicator.App.Pages;

namespace Syndicator.Tests.Pages;

public class TextPiecesTests
{
    [Fact]
    public void A_link_is_shown_as_the_network_shows_it()
    {
        const string Text = "See https://www.sample.example/a/very/long/path/indeed now";
        EntityView[] entities = [new(EntityViewKind.Link, 4, 50, Text[4..54])];
        TextPieces.Of(Text, entities, "mastodon")[1].Text.ShouldBe("sample.example/a/very/long/pat…");
        TextPieces.Of(Text, entities, "bluesky")[1].Text.ShouldBe(Text[4..54]);
    }

    [Theory]
    [InlineData("https://sample.example/a?b=c&d", "https://sample.example/a?b=c&d")]
    [InlineData("http://sample.example", "http://sample.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("//sample.example", null)]
    [InlineData("https://user:pass@sample.example/", null)]
    [InlineData("sample.example", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_plain_web_addresses_are_followed(string? address, string? href) => SafeLink.Of(address).ShouldBe(href);

    [Fact]
    public void Entities_that_make_no_sense_leave_the_text_whole()
    {
        var entities =
            from kind in Gen.Elements(EntityViewKind.Mention, EntityViewKind.Tag)
            from start in Gen.Choose(-5, 40)
            from length in Gen.OneOf(Gen.Choose(-5, 40), Gen.Constant(int.MaxValue))
            select new EntityView(kind, start < 0 ? int.MinValue + 10 : start, length, "x");
        const string Text = "A text of some thirty characters.";
        Prop.ForAll(
                entities.ListOf().ToArbitrary(),
                list => string.Concat(TextPieces.Of(Text, [.. list], "bluesky").Select(piece => piece.Text)) == Text
            )
            .Check(Seeded.Cases(300));
    }
}
