using FsCheck;
using FsCheck.Fluent;
using Syndicator.Forums;
using Syndicator.Tests.Networks;

namespace Syndicator.Tests.Forums;

public class QuoteBlocksTests
{
    private const string Tag = "[quote=\"annika, post:601, topic:900\"]";

    [Theory]
    [InlineData(Tag + "\nnominate jiff\n[/quote]\n\nSeconded!", "Seconded!", "nominate jiff")]
    [InlineData("before\n" + Tag + "\ntheirs\n[/quote]\nafter", "before\n\nafter", "theirs")]
    [InlineData(Tag + "theirs[/quote] mine", "mine", "theirs")]
    [InlineData(Tag + "\ntheirs[/quote]\nmine", "mine", "theirs")]
    [InlineData(Tag + "\r\ntheirs\r\n[/quote]\r\nmine\r\nstill", "mine\nstill", "theirs")]
    [InlineData("[QUOTE=\"annika, post:601, topic:900\"]\ntheirs\n[/QUOTE]\nmine", "mine", "theirs")]
    [InlineData(Tag + "\nthe `[/quote]` tag ends\n[/quote]\nmine", "mine", "the `[/quote]` tag ends")]
    [InlineData(Tag + "\n```\ncode\n[/quote]\nmine", "mine", "```\ncode")]
    public void A_passage_of_somebody_else_is_no_part_of_the_text(string raw, string own, string passage)
    {
        var (text, passages) = QuoteBlocks.Part(raw);

        text.ShouldBe(own);
        var only = passages.ShouldHaveSingleItem();
        (only.Text, only.Source).ShouldBe((passage, new QuoteSource("annika", 601, 900)));
    }

    [Theory]
    [InlineData("[quote=\"annika\"]\nnever closed")]
    [InlineData("stray [/quote]\n[/quote]")]
    [InlineData("```\n[quote=\"annika\"]\ntheirs\n[/quote]\n```")]
    [InlineData("~~~~ text\n[quote]x[/quote]\n~~~\n~~~~")]
    [InlineData("write [quote]x[/quote] in the middle of a line")]
    [InlineData("    [quote]\n    indented code\n    [/quote]")]
    [InlineData("[quotes]x[/quote]")]
    [InlineData("> quoted by hand\n\n- a list with `code`")]
    public void What_is_no_passage_stays_as_it_was_written(string raw)
    {
        var (text, passages) = QuoteBlocks.Part(raw);

        text.ShouldBe(raw.Trim('\n'));
        passages.ShouldBeEmpty();
    }

    [Fact]
    public void A_tag_that_is_never_closed_hides_neither_passages_nor_code_behind_it()
    {
        var (text, passages) = QuoteBlocks.Part(
            "[quote=\"a\"]\nmine\n```\n[quote]code[/quote]\n```\n" + Tag + "\ntheirs\n[/quote]\nmine too"
        );

        text.ShouldBe("[quote=\"a\"]\nmine\n```\n[quote]code[/quote]\n```\n\nmine too");
        passages.ShouldHaveSingleItem().Text.ShouldBe("theirs");
    }

    [Fact]
    public void Of_nested_passages_the_outermost_counts_without_what_it_quotes_in_turn()
    {
        var (text, passages) = QuoteBlocks.Part(
            "[quote=\"a, post:1, topic:2\"]\nouter\n[quote=\"b\"]\ninner\n[/quote]\nmore\n[/quote]\nmine"
        );

        text.ShouldBe("mine");
        passages.ShouldBe([new Passage("outer\n\nmore", new QuoteSource("a", 1, 2))]);
    }

    [Theory]
    [InlineData("[quote]\nx\n[/quote]", "", null, null)]
    [InlineData("[quote=ben]\nx\n[/quote]", "ben", null, null)]
    [InlineData("[quote=“ben, post:3, topic:4”]\nx\n[/quote]", "ben", 3, 4L)]
    [InlineData("[quote=\"Ben B., post:3, topic:4, full:true, username:ben\"]\nx\n[/quote]", "ben", 3, 4L)]
    [InlineData("[quote=\"ben, post:99999999999999999999, topic:x\"]\nx\n[/quote]", "ben", null, null)]
    public void Whose_words_they_are_is_told_by_the_tag(string raw, string username, int? post, long? topic) =>
        QuoteBlocks.Part(raw).Passages.ShouldHaveSingleItem().Source.ShouldBe(new QuoteSource(username, post, topic));

    [Fact]
    public void Own_words_are_never_lost_and_those_of_others_never_kept()
    {
        var own = Gen.Elements(
            "mine 1",
            "> own mark\nmine 2",
            "- mine 3\n- `mine`",
            "```\nmine [quote]\n```",
            "mine :crab: [link](https://a.example)"
        );
        var theirs = Gen.Elements(
            "theirs",
            "theirs\n\ntheirs",
            "[quote=\"c\"]\ntheirs\n[/quote]",
            "theirs [quote] theirs",
            "> theirs\n```\ntheirs"
        );
        var block = Gen.Elements("[quote=\"a, post:1, topic:2\"]", "[quote]", "[quote=b]")
            .SelectMany(tag => theirs.Select(words => $"{tag}\n{words}\n[/quote]"));
        var pieces = Gen.OneOf(own, block).ListOf();

        Check.One(
            Seeded.Config,
            Prop.ForAll(
                pieces.ToArbitrary(),
                list =>
                {
                    var (text, passages) = QuoteBlocks.Part(string.Join('\n', list));
                    text.ShouldNotContain("theirs");
                    // Pieces that stand together stay together; where a passage stood between, there is an empty line.
                    Words(text)
                        .ShouldBe(Words(string.Join('\n', list.Where(piece => !piece.Contains("theirs", StringComparison.Ordinal)))));
                    passages.Count.ShouldBe(list.Count(piece => piece.Contains("theirs", StringComparison.Ordinal)));
                    passages.ShouldAllBe(passage => !passage.Text.Contains("mine", StringComparison.Ordinal));
                }
            )
        );
    }

    [Fact]
    public void Any_text_is_parted_and_nothing_is_made_up()
    {
        var tags = Gen.Elements("[quote=\"a, post:1, topic:2\"]", "[quote]", "[/quote]", "\n", "\n[/quote]\n", "```\n", "   ", "[quote=");
        var texts = Gen.OneOf(tags, NastyText.Arbitrary.Generator).ListOf().Select(string.Concat);

        Check.One(
            Seeded.Config,
            Prop.ForAll(
                texts.ToArbitrary(),
                raw =>
                {
                    var (text, passages) = QuoteBlocks.Part(raw);
                    (text.Count(IsWord) + passages.Sum(passage => passage.Text.Count(IsWord))).ShouldBeLessThanOrEqualTo(raw.Count(IsWord));
                    if (passages.Count == 0)
                    {
                        text.Count(IsWord).ShouldBe(raw.Count(IsWord));
                    }
                }
            )
        );
    }

    [Theory]
    [InlineData("[quote]\n")]
    [InlineData("[quote]")]
    [InlineData("[quote=\"a\"]\n[/quote]\n")]
    [InlineData("x [/quote] ")]
    [InlineData("[quote=")]
    [InlineData("```\n")]
    [InlineData("\n")]
    public void Half_a_megabyte_of_tags_is_read(string part) =>
        QuoteBlocks.Part(string.Concat(Enumerable.Repeat(part, 500_000 / part.Length))).Own.Length.ShouldBeLessThanOrEqualTo(1_000_000);

    [Fact]
    public void Half_a_megabyte_of_nested_passages_is_one_passage()
    {
        const int Depth = 30_000;
        var raw = string.Concat(Enumerable.Repeat("[quote]\n", Depth)) + string.Concat(Enumerable.Repeat("[/quote]\n", Depth)) + "mine";

        var (text, passages) = QuoteBlocks.Part(raw);

        (text, passages.Count).ShouldBe(("mine", 1));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
