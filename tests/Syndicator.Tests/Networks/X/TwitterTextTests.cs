using System.Text.Json;
using Syndicator.Networks;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

/// <summary>twitter-text's own conformance cases.</summary>
public class TwitterTextTests
{
    private static readonly XTextRules Rules = new();

    [Fact]
    public void Posts_are_valid_under_the_old_140_characters() =>
        SharedVectors.Check(
            SharedVectors.TwitterText("validate", "tweets"),
            test => (test.GetProperty("expected").GetBoolean(), XLength.Of(test.Text(), XWeights.V1).IsValid)
        );

    [Theory]
    [InlineData("WeightedTweetsCounterTest")]
    [InlineData("WeightedTweetsWithDiscountedEmojiCounterTest")]
    [InlineData("UnicodeDirectionalMarkerCounterTest")]
    public void Weighted_lengths_agree(string group) =>
        SharedVectors.Check(
            SharedVectors.TwitterText("validate", group),
            test =>
            {
                var expected = test.GetProperty("expected");
                var length = XLength.Of(test.Text(), XWeights.V3);
                return (
                    (
                        expected.GetProperty("weightedLength").GetInt32(),
                        expected.GetProperty("valid").GetBoolean(),
                        expected.GetProperty("permillage").GetInt32(),
                        expected.GetProperty("validRangeEnd").GetInt32(),
                        expected.GetProperty("displayRangeEnd").GetInt32()
                    ),
                    (
                        length.Weighted,
                        length.IsValid,
                        length.Weighted * 1000 / XWeights.V3.Max,
                        length.ValidEnd,
                        Math.Max(0, test.Text().Length - 1)
                    )
                );
            }
        );

    [Theory]
    [InlineData("usernames", nameof(TextEntityKind.Mention))]
    [InlineData("lists", nameof(TextEntityKind.Mention))]
    [InlineData("hashtags", nameof(TextEntityKind.Hashtag))]
    public void Names_and_tags_are_valid_when_they_are_found_whole(string group, string kind) =>
        SharedVectors.Check(
            SharedVectors.TwitterText("validate", group),
            test =>
            {
                var text = test.Text();
                var isWhole =
                    Rules.FindEntities(text) is [var only]
                    && $"{only.Kind}" == kind
                    && only.Length == text.Length
                    && text.Contains('/') == (group == "lists");
                return (test.GetProperty("expected").GetBoolean(), isWhole);
            }
        );

    [Theory]
    [InlineData("urls", true)]
    [InlineData("urls_without_protocol", false)]
    public void Urls_are_validated(string group, bool isSchemeRequired) =>
        SharedVectors.Check(
            SharedVectors.TwitterText("validate", group),
            test => (test.GetProperty("expected").GetBoolean(), XUrlSyntax.IsValid(test.Text(), isSchemeRequired))
        );

    [Theory]
    [InlineData("urls")]
    [InlineData("tco_urls_with_params")]
    public void Urls_are_found(string group) => CheckTexts("extract", group, UrlsOf);

    [Theory]
    [InlineData("country")]
    [InlineData("generic")]
    public void Top_level_domains_are_known(string group) => CheckTexts("tlds", group, UrlsOf);

    [Theory]
    [InlineData("urls_with_indices")]
    [InlineData("urls_with_directional_markers")]
    public void Urls_are_found_in_their_places(string group) => CheckPlaces(group, "url", UrlsOf);

    [Fact]
    public void Mentions_are_found() => CheckTexts("extract", "mentions", text => MentionsOf(text).Select(WithoutList));

    [Fact]
    public void Mentions_are_found_in_their_places() =>
        CheckPlaces("mentions_with_indices", "screen_name", text => MentionsOf(text).Select(WithoutList));

    [Fact]
    public void Lists_are_found_in_their_places() =>
        SharedVectors.Check(
            SharedVectors.TwitterText("extract", "mentions_or_lists_with_indices"),
            test =>
            {
                var expected = test.GetProperty("expected")
                    .EnumerateArray()
                    .Select(item => Place(item, item.GetProperty("screen_name").GetString() + item.GetProperty("list_slug").GetString()));
                return (
                    string.Join('\n', expected),
                    string.Join('\n', MentionsOf(test.Text()).Select(entity => Place(test.Text(), entity)))
                );
            }
        );

    [Theory]
    [InlineData("hashtags")]
    [InlineData("hashtags_from_astral")]
    public void Hashtags_are_found(string group) =>
        CheckTexts("extract", group, text => Rules.FindEntities(text).Where(Is(TextEntityKind.Hashtag)));

    [Fact]
    public void Hashtags_are_found_in_their_places() =>
        CheckPlaces("hashtags_with_indices", "hashtag", text => Rules.FindEntities(text).Where(Is(TextEntityKind.Hashtag)));

    [Fact]
    public void Cashtags_are_found() =>
        CheckTexts("extract", "cashtags", text => Rules.FindEntities(text).Where(Is(TextEntityKind.Cashtag)));

    [Fact]
    public void Cashtags_are_found_in_their_places() =>
        CheckPlaces("cashtags_with_indices", "cashtag", text => Rules.FindEntities(text).Where(Is(TextEntityKind.Cashtag)));

    private static Func<TextEntity, bool> Is(TextEntityKind kind) => entity => entity.Kind == kind;

    private static IEnumerable<TextEntity> UrlsOf(string text) => Rules.FindEntities(text).Where(Is(TextEntityKind.Link));

    // As the cases have it: mentions by themselves, also where a URL would hide them.
    private static List<TextEntity> MentionsOf(string text)
    {
        var mentions = new List<TextEntity>();
        XMentions.AddTo(mentions, text);
        return mentions;
    }

    private static TextEntity WithoutList(TextEntity entity)
    {
        var name = entity.Target.Split('/')[0];
        return entity with { Target = name, Length = name.Length + 1 };
    }

    private static void CheckTexts(string file, string group, Func<string, IEnumerable<TextEntity>> find) =>
        SharedVectors.Check(
            SharedVectors.TwitterText(file, group),
            test =>
                (SharedVectors.Strings(test.GetProperty("expected")), string.Join('\n', find(test.Text()).Select(entity => entity.Target)))
        );

    private static void CheckPlaces(string group, string name, Func<string, IEnumerable<TextEntity>> find) =>
        SharedVectors.Check(
            SharedVectors.TwitterText("extract", group),
            test =>
            {
                var expected = test.GetProperty("expected")
                    .EnumerateArray()
                    .Select(item => Place(item, item.GetProperty(name).GetString()!));
                return (string.Join('\n', expected), string.Join('\n', find(test.Text()).Select(entity => Place(test.Text(), entity))));
            }
        );

    private static string Place(JsonElement item, string text) =>
        $"{item.GetProperty("indices")[0]}-{item.GetProperty("indices")[1]} {text}";

    private static string Place(string text, TextEntity entity) =>
        $"{SharedVectors.CodePoints(text, entity.Start)}-{SharedVectors.CodePoints(text, entity.Start + entity.Length)} {entity.Target}";
}
