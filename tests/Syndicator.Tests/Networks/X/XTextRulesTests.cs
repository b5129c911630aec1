using FsCheck;
using FsCheck.Fluent;
using Syndicator.Networks;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

public class XTextRulesTests
{
    private static readonly XTextRules Rules = new();

    [Theory]
    [InlineData("", 0)]
    [InlineData("plain words", 11)]
    [InlineData("A new issue is out: https://news.example.org/2026/11/a-very-long-address-that-would-not-fit-into-a-post", 43)]
    [InlineData("see lib.rs", 27)]
    [InlineData("see Cargo.toml", 14)]
    [InlineData("see foo_bar.rs", 14)]
    [InlineData("(see https://example.org/a_(b).)", 30)]
    [InlineData("日本", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("…", 2)]
    [InlineData("“q”—", 4)]
    [InlineData("🦀", 2)]
    [InlineData("👩🏽‍🚀", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👩‍❤️‍💋‍👩", 2)]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("🇽🇽", 4)]
    [InlineData("1️⃣", 2)]
    [InlineData("©️", 2)]
    [InlineData("©", 1)]
    [InlineData("🕵️‍♀️", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("\u2060", 2)]
    public void A_text_weighs_what_X_says(string text, int length) => Rules.Measure(text).ShouldBe(length);

    [Theory]
    [InlineData("see lib.rs and main.rs, or docs.rs/serde", "lib.rs main.rs docs.rs/serde")]
    [InlineData("http://localhost:8080 and http://127.0.0.1/", "")]
    [InlineData("mail user@example.com", "")]
    [InlineData("日本語example.com日本語", "example.com")]
    [InlineData("http://foo.みんな/パス", "http://foo.みんな/")]
    [InlineData("https://t.co/abc,def", "https://t.co/abc")]
    [InlineData("example.com?x=1 example.com/?x=1", "example.com example.com/?x=1")]
    [InlineData("xn--80ak6aa92e.com", "xn--80ak6aa92e.com")]
    [InlineData("a.b.c.d.e", "")]
    [InlineData("async.await v1.89.0 std::io", "")]
    [InlineData("foo-.com -foo.com", "")]
    public void Urls_are_found_with_and_without_scheme(string text, string urls) => Found(text, TextEntityKind.Link).ShouldBe(urls);

    [Theory]
    [InlineData("by @alice, @bob_2/list-1 and ＠carol", "alice bob_2/list-1 carol")]
    [InlineData("mail alice@example.invalid", "")]
    [InlineData("@alice@host @éa @x://", "")]
    [InlineData("RT@alice start@alice", "alice")]
    public void Mentions_are_found(string text, string names) => Found(text, TextEntityKind.Mention).ShouldBe(names);

    [Theory]
    [InlineData("#rust #1234 #2024edition (#tag) a#b &#39; #[derive] #![no_std] C#", "rust 2024edition tag")]
    [InlineData("#日本語 ＃ラスト #️⃣ #a#b", "日本語 ラスト")]
    public void Hashtags_are_found(string text, string tags) => Found(text, TextEntityKind.Hashtag).ShouldBe(tags);

    [Theory]
    [InlineData("$AAPL $HOME $TOOLONG $A.BC x$NO $1", "AAPL HOME A.BC")]
    public void Cashtags_are_found(string text, string tags) => Found(text, TextEntityKind.Cashtag).ShouldBe(tags);

    [Fact]
    public void Of_entities_that_overlap_the_first_stays() =>
        Rules.FindEntities("https://example.com/@alice#tag").ShouldHaveSingleItem().Kind.ShouldBe(TextEntityKind.Link);

    [Fact]
    public void Places_are_counted_in_UTF_16()
    {
        var entity = Rules.FindEntities("🦀 @alice").ShouldHaveSingleItem();

        (entity.Start, entity.Length).ShouldBe((3, 6));
    }

    [Fact]
    public void The_limit_counts_and_refused_characters_do_not_fit()
    {
        Rules.Fits(new string('x', 280)).ShouldBeTrue();
        Rules.Fits(new string('x', 281)).ShouldBeFalse();
        Rules.Fits("a\uFEFFb").ShouldBeFalse();
        new XTextRules(25_000).Fits(new string('x', 281)).ShouldBeTrue();
    }

    /// <summary>One by one, where nothing is an emoji nor a URL.</summary>
    [Fact]
    public void Runs_of_characters_weigh_what_each_of_them_does() =>
        Prop.ForAll(
                Gen.Elements('a', ' ', '\r', '\n', '#', '7', 'é', '日', '…', '\uFFFE')
                    .ArrayOf()
                    .Select(letters => new string(letters))
                    .ToArbitrary(),
                text =>
                {
                    var weights = XWeights.V3 with { Max = 6 };
                    var (weight, end) = (0, 0);
                    for (var i = 0; i < text.Length; i++)
                    {
                        weight += text[i] is '日' or '…' or '\uFFFE' ? 2 : 1;
                        end = weight <= weights.Max && !text[..(i + 1)].Contains('\uFFFE', StringComparison.Ordinal) ? i : end;
                    }

                    XLength
                        .Of(text, weights)
                        .ShouldBe(new XLength(weight, weight is > 0 and <= 6 && !text.Contains('\uFFFE', StringComparison.Ordinal), end));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Unpaired_surrogates_are_counted_and_not_feared() => Rules.Measure("a\uD83Db\uDE00.\uFFFE e\u0301").ShouldBe(11);

    // Quadratic work on these would stall the whole run; no clock is asked.
    [Theory]
    [InlineData("日")]
    [InlineData("a.")]
    [InlineData("日.")]
    [InlineData("a_")]
    [InlineData("http://")]
    [InlineData("http://a.com/(")]
    [InlineData("@")]
    [InlineData("#")]
    [InlineData("#1")]
    [InlineData("$A")]
    [InlineData("com.")]
    [InlineData("x.com/(")]
    [InlineData("`")]
    public void A_hundred_kilobytes_of_anything_is_measured_and_guarded(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));

        Rules.Measure(text).ShouldBeGreaterThan(280);
        Rules.FindEntities(Rules.Guard(text)).ShouldBeEmpty();
    }

    private static string Found(string text, TextEntityKind kind) =>
        string.Join(' ', Rules.FindEntities(text).Where(entity => entity.Kind == kind).Select(entity => entity.Target));
}
