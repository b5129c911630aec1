using FsCheck;
using FsCheck.Fluent;
using Syndicator.Networks;
using Syndicator.Networks.Text;

namespace Syndicator.Tests.Networks;

/// <summary>What holds for every text on every network.</summary>
public class TextRulesLawsTests
{
    private static readonly Config Many = Seeded.Cases(400);

    // What a template puts around a value.
    private static readonly (string Before, string After)[] Surroundings =
    [
        ("", ""),
        ("Crate: ", "."),
        ("• ", "\n"),
        ("“", "”"),
        ("(", ")"),
        ("\n", " 🦀"),
        ("→ ", ", and 12 more"),
        ("\"", "\""),
        ("— ", "…"),
    ];

    public static TheoryData<string> Networks => ["x", "mastodon", "bluesky", "dry-run"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Guarded_text_has_nothing_clickable_wherever_it_stands(string network)
    {
        var rules = NetworkTextRules.For(network)!;
        Check(text =>
        {
            var guarded = rules.Guard(text);
            foreach (var (before, after) in Surroundings)
            {
                if (rules.FindEntities(before + guarded + after) is [var found, ..])
                {
                    Assert.Fail($"{found} in {before}|{guarded}|{after}");
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Guarding_adds_only_invisible_characters_between_grapheme_clusters(string network)
    {
        var rules = NetworkTextRules.For(network)!;
        Check(text =>
        {
            var guarded = rules.Guard(text);
            int at = 0;
            foreach (var c in guarded)
            {
                if (at < text.Length && text[at] == c)
                {
                    at++;
                    continue;
                }

                // A sign between a prepended mark and a combining one cannot be reached from outside.
                (c is '\u2060' or '\u200C' && (Graphemes.IsBoundary(text, at) || text.Contains('\u0600'))).ShouldBeTrue();
            }

            at.ShouldBe(text.Length);
        });
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Guarding_twice_is_guarding_once_and_harmless_text_is_returned_as_it_is(string network)
    {
        var rules = NetworkTextRules.For(network)!;
        Check(text =>
        {
            var guarded = rules.Guard(text);
            rules.Guard(guarded).ShouldBeSameAs(guarded);
            var isHarmless = Surroundings.All(around => rules.FindEntities(around.Before + text + around.After).Count == 0);
            (isHarmless && !ReferenceEquals(guarded, text) && rules.FindEntities(text + "”").Count == 0).ShouldBeFalse();
        });
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Entities_stand_in_order_inside_the_text_and_do_not_overlap(string network)
    {
        var rules = NetworkTextRules.For(network)!;
        Check(text =>
        {
            var end = 0;
            foreach (var entity in rules.FindEntities(text))
            {
                entity.Start.ShouldBeGreaterThanOrEqualTo(end);
                entity.Length.ShouldBeGreaterThan(0);
                end = entity.Start + entity.Length;
            }

            end.ShouldBeLessThanOrEqualTo(text.Length);
        });
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_line_more_never_makes_a_text_shorter(string network)
    {
        var rules = NetworkTextRules.For(network)!;
        Check(text => rules.Measure(text + "\nmore").ShouldBeGreaterThan(rules.Measure(text)));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_cut_fits_and_is_a_beginning_that_ends_between_grapheme_clusters(string network)
    {
        var rules = NetworkTextRules.For(network)!;
        Check(text =>
        {
            foreach (var limit in (int[])[1, 5, 12, 30])
            {
                CheckCut(text, TextCut.AtWord(text, candidate => rules.Measure(candidate) <= limit), "…", rules, limit);
                CheckCut(text, TextCut.AtSentence(text, candidate => rules.Measure(candidate) <= limit), " …", rules, limit);
            }
        });
    }

    [Theory]
    [InlineData("\r\n", 1)]
    [InlineData("a\r\n\u0301", 3)]
    [InlineData("a\r\nb\r\n", 4)]
    [InlineData("\r\u0301\r", 3)]
    [InlineData("ae\u0301\r\r\né", 5)]
    public void Line_ends_are_one_character_and_carry_no_mark(string text, int count) => Graphemes.Count(text).ShouldBe(count);

    [Fact]
    public void Clusters_add_up_to_the_text_and_boundaries_are_between_them() =>
        Check(text =>
        {
            var boundaries = new HashSet<int> { 0 };
            for (var at = 0; at < text.Length; )
            {
                at += Graphemes.FirstLength(text.AsSpan(at));
                boundaries.Add(at);
            }

            Graphemes.Count(text).ShouldBe(boundaries.Count - 1);
            for (var i = 0; i <= text.Length; i++)
            {
                Graphemes.IsBoundary(text, i).ShouldBe(boundaries.Contains(i));
            }
        });

    [Fact]
    public void Normal_form_is_reached_at_once_and_keeps_what_cannot_be_normalised() =>
        Check(text =>
        {
            var normal = Nfc.Normalize(text);
            Nfc.Normalize(normal).ShouldBe(normal);
            normal.Count(c => c == '\uFFFE').ShouldBe(text.Count(c => c == '\uFFFE'));
        });

    // Quadratic work on these would stall the whole run; no clock is asked.
    [Theory]
    [InlineData("magnet:?")]
    [InlineData("xmpp:a@")]
    [InlineData("#日 ")]
    [InlineData("日語")]
    [InlineData("@日")]
    [InlineData("(a.io/")]
    public void A_hundred_kilobytes_of_anything_is_guarded_and_cut_everywhere(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        foreach (var network in Networks)
        {
            var rules = NetworkTextRules.For(network.Data)!;
            rules.FindEntities(rules.Guard(text)).ShouldBeEmpty();
            TextCut.AtWord(text, candidate => rules.Measure(candidate) <= rules.Limit)?.Length.ShouldBeLessThanOrEqualTo(text.Length);
        }
    }

    private static void CheckCut(string text, string? cut, string ending, TextRules rules, int limit)
    {
        if (cut is null || ReferenceEquals(cut, text))
        {
            return;
        }

        rules.Measure(cut).ShouldBeLessThanOrEqualTo(limit);
        cut.ShouldEndWith(ending);
        var kept = cut[..^ending.Length];
        text.ShouldStartWith(kept);
        Graphemes.IsBoundary(text, kept.Length).ShouldBeTrue();
        foreach (var entity in rules.FindEntities(text))
        {
            // Mastodon lets a URL end in a wide space, which nobody misses.
            var end = entity.Start + text.AsSpan(entity.Start, entity.Length).TrimEnd().Length;
            if (kept.Length > entity.Start && kept.Length < end)
            {
                Assert.Fail($"{cut} cuts {entity.Target}");
            }
        }
    }

    private static void Check(Action<string> law) => Prop.ForAll(NastyText.Arbitrary, law).Check(Many);
}
