using System.Text.Json;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks;

/// <summary>Lengths and places computed by other programs, beside the repository.</summary>
public class PublishedLengthsTests
{
    [Fact]
    public void Posts_have_the_length_that_twitter_text_gives_them() =>
        SharedVectors.Check(
            SharedVectors.Cases("conformance", "post-lengths", "cases.json"),
            test =>
            {
                var x = test.GetProperty("x");
                var length = XLength.Of(test.Text(), XWeights.V3);
                var entities = new XTextRules().FindEntities(test.Text());
                return (
                    (
                        x.GetProperty("weightedLength").GetInt32(),
                        x.GetProperty("valid").GetBoolean(),
                        x.GetProperty("validRangeEnd").GetInt32(),
                        SharedVectors.Strings(x.GetProperty("urls")),
                        SharedVectors.Strings(x.GetProperty("mentions")),
                        SharedVectors.Strings(x.GetProperty("hashtags"))
                    ),
                    (
                        length.Weighted,
                        length.IsValid,
                        length.ValidEnd,
                        Targets(entities, TextEntityKind.Link),
                        Targets(entities, TextEntityKind.Mention),
                        Targets(entities, TextEntityKind.Hashtag)
                    )
                );
            }
        );

    [Fact]
    public void Posts_have_the_length_that_Mastodon_gives_them() =>
        SharedVectors.Check(
            SharedVectors.Cases("conformance", "post-lengths", "cases.json"),
            test =>
            {
                var expected = test.GetProperty("mastodon");
                var rules = new MastodonTextRules();
                return (
                    (expected.GetProperty("length").GetInt32(), expected.GetProperty("valid").GetBoolean()),
                    (rules.Measure(test.Text()), rules.Fits(test.Text()))
                );
            }
        );

    [Fact]
    public void The_weighted_examples_agree() =>
        SharedVectors.Check(
            SharedVectors.Cases("reference", "examples", "x", "weighted-length-vectors.json"),
            test =>
                (
                    (
                        test.GetProperty("weightedLength").GetInt32(),
                        test.GetProperty("valid").GetBoolean(),
                        SharedVectors.Strings(test.GetProperty("urls"))
                    ),
                    (
                        new XTextRules().Measure(test.Text()),
                        XLength.Of(test.Text(), XWeights.V3).IsValid,
                        Targets(new XTextRules().FindEntities(test.Text()), TextEntityKind.Link)
                    )
                )
        );

    [Fact]
    public void The_Mastodon_examples_agree() =>
        SharedVectors.Check(
            SharedVectors.Cases("reference", "examples", "mastodon", "char-count-vectors.json"),
            test =>
            {
                var rules = new MastodonTextRules();
                var entities = rules.FindEntities(test.Text());
                return (
                    (
                        test.GetProperty("length").GetInt32(),
                        SharedVectors.Strings(test.GetProperty("urls")),
                        SharedVectors.Strings(test.GetProperty("mentions"))
                    ),
                    (
                        rules.Measure(test.GetProperty("spoiler_text").GetString()!) + rules.Measure(test.Text()),
                        Targets(entities, TextEntityKind.Link),
                        Targets(entities, TextEntityKind.Mention)
                    )
                );
            }
        );

    [Fact]
    public void The_facet_examples_agree() =>
        SharedVectors.Check(
            SharedVectors.Cases("reference", "examples", "bluesky", "facet-offset-vectors.json"),
            test =>
            {
                var part = test.GetProperty("substring").GetString()!;
                var entity = new TextEntity(TextEntityKind.Link, test.Text().IndexOf(part, StringComparison.Ordinal), part.Length, part);
                var facet = BlueskyFacets.Of(new PostContent { Text = test.Text(), Entities = [entity] }).Single();
                return (
                    (
                        test.GetProperty("utf16Start").GetInt32(),
                        test.GetProperty("byteStart").GetInt32(),
                        test.GetProperty("byteEnd").GetInt32()
                    ),
                    (entity.Start, facet.ByteStart, facet.ByteEnd)
                );
            }
        );

    [Theory]
    [InlineData("instance-v2.json", 500, 23)]
    [InlineData("instance-v2-gotosocial.json", 5000, 25)]
    public void An_instance_tells_its_limits(string file, int maxCharacters, int charactersPerUrl)
    {
        JsonElement instance = SharedVectors.Read(Shared.Need("reference", "examples", "mastodon", file));

        MastodonLimits.FromInstance(instance).ShouldBe(new MastodonLimits(maxCharacters, charactersPerUrl));
    }

    private static string Targets(IReadOnlyList<TextEntity> entities, TextEntityKind kind) =>
        string.Join('\n', entities.Where(entity => entity.Kind == kind).Select(entity => entity.Target));
}
