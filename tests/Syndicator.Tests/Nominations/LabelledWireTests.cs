using System.Text.Json;
using System.Text.Json.Nodes;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Nominations;

/// <summary>The wire form of each labelled mention is read back as what the label says.</summary>
public class LabelledWireTests
{
    private static readonly MastodonReader s_mastodon = new(
        new Uri(LabelledWireMastodon.Server),
        LabelledWireMastodon.Domain,
        new MastodonAccount { Id = LabelledWireMastodon.OurId }
    );

    [Fact]
    public void Every_mention_of_Mastodon_is_read_back() =>
        Check("mastodon", LabelledWireMastodon.Tags, MastodonText, post => LinksOf(post));

    [Fact]
    public void Every_mention_of_X_is_read_back() => Check("x", LabelledWireX.Tags, XText, post => LinksOf(post).Distinct());

    [Fact]
    public void Every_mention_of_Bluesky_is_read_back() =>
        Check(
            "bluesky",
            LabelledWireBluesky.Tags,
            BlueskyText,
            post => LinksOf(post).Concat(post.Card is { } card ? [card] : []).Distinct()
        );

    [Theory]
    [InlineData("x")]
    [InlineData("bluesky")]
    [InlineData("mastodon")]
    public void What_a_network_makes_a_link_of_is_one_in_the_label(string network)
    {
        TextRules rules = network switch
        {
            "x" => new XTextRules(),
            "bluesky" => new BlueskyTextRules(),
            _ => new MastodonTextRules(),
        };

        Posts(network)
            .SelectMany(post =>
                rules
                    .FindEntities(post.Post.Text)
                    .Where(entity => entity.Kind == TextEntityKind.Link)
                    .Select(link => new LinkPlace(link.Start, post.Post.Text.Substring(link.Start, link.Length), link.Target))
                    .Where(link => !post.Post.Places().Any(link.Overlaps))
                    .Select(link => $"{post.Label.Id}: {link.Shown}")
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_X_finds_in_a_text_stands_where_it_says()
    {
        var found = Posts("x").SelectMany(post => Found(post.Wire["data"]!)).ToList();

        found.Count.ShouldBeGreaterThan(100);
        found.ShouldAllBe(pair => pair.There == pair.Said);
        Posts("x").Count(post => post.Wire["data"]!["note_tweet"] is not null).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void Boosts_and_muted_authors_are_read_as_nothing()
    {
        var (boost, muted) = (
            Labels.All.First(label => label is { Network: "x", Post.Boost: true }),
            Labels.All.First(label => label.Post.Muted)
        );

        Read("x", LabelledWire.Of(boost).Wire).ShouldBeNull();
        Read("bluesky", LabelledWire.Of(muted).Wire).ShouldBeNull();
        Labels
            .All.Where(label => label is { Network: "mastodon", Post.Boost: true })
            .Select(label => (string?)LabelledWire.Of(label).Wire["type"])
            .ShouldAllBe(type => type == "reblog");
    }

    [Fact]
    public void Forum_posts_have_what_was_typed_and_the_links_of_what_is_shown()
    {
        var posts = Labels.All.Where(label => label.Network == "discourse").Select(label => LabelledWire.Of(label).Wire).ToList();

        posts.ShouldAllBe(post => ((string?)post["cooked"])!.Length > 0 || ((string?)post["raw"])!.StartsWith('<'));
        posts.ShouldAllBe(post => !((string?)post["cooked"])!.Contains("<script", StringComparison.Ordinal));
        posts.Select(post => (int?)post["id"]).ShouldBeUnique();
        posts.Count(post => post["reply_to_post_number"] is not null).ShouldBeGreaterThan(3);
        var jiff = posts.First(post => ((string?)post["raw"])!.StartsWith("I'd like to nominate [jiff]", StringComparison.Ordinal));
        ((string?)jiff["cooked"]).ShouldBe(
            "<p>I'd like to nominate <a href=\"https://crates.io/crates/jiff\">jiff</a>, dates done right.</p>"
        );
        ((string?)jiff["link_counts"]![0]!["url"]).ShouldBe("https://crates.io/crates/jiff");
        posts
            .Where(post => ((string?)post["raw"])!.StartsWith("[quote=", StringComparison.Ordinal))
            .ShouldAllBe(post =>
                ((string?)post["cooked"])!.StartsWith("<aside class=\"quote no-group\" data-username=", StringComparison.Ordinal)
            );
    }

    private static IEnumerable<(string There, string Said)> Found(JsonNode post)
    {
        var whole = post["note_tweet"] ?? post;
        var text = ((string?)whole["text"])!.EnumerateRunes().ToList();
        foreach (var (member, sign, name) in new[] { ("urls", "", "url"), ("hashtags", "#", "tag"), ("mentions", "@", "username") })
        {
            foreach (var entity in whole["entities"]?[member]?.AsArray() ?? [])
            {
                var (start, end) = ((int)entity!["start"]!, (int)entity["end"]!);
                yield return (string.Concat(text[start..end]), sign + (string?)entity[name]);
            }
        }
    }

    private static void Check(
        string network,
        Func<LabelledPost, IReadOnlyList<string>> tags,
        Func<LabelledPost, string> text,
        Func<LabelledPost, IEnumerable<string>> links
    )
    {
        var wrong = new List<string>();
        foreach (var (label, post, wire) in Posts(network))
        {
            var expected = JsonSerializer.Serialize(
                new
                {
                    Text = text(post),
                    Links = links(post),
                    Tags = tags(post),
                    post.Author,
                    Name = post.DisplayName,
                    post.Ours,
                    post.IsPublic,
                    Bot = post.Bot && network != "x",
                    post.Language,
                    At = LabelledWire.At(label, post),
                    HasParent = ReferenceEquals(post, label.Post) && label.Parent is not null,
                    HasQuoted = ReferenceEquals(post, label.Post) && label.Quoted is not null,
                }
            );
            var read = Read(network, wire);
            var actual = read is null ? "nothing" : Described(read);
            wrong.AddRange(
                actual == expected && (post.Url ?? read!.Url) == read!.Url ? [] : [$"{label.Id}\n{expected}\n{actual} {read?.Url}"]
            );
        }

        wrong.ShouldBeEmpty();
    }

    private static string Described(Mention mention) =>
        JsonSerializer.Serialize(
            new
            {
                mention.Text,
                mention.Links,
                mention.Tags,
                Author = mention.Author.Handle,
                Name = mention.Author.DisplayName,
                Ours = mention.Author.IsOurs,
                mention.IsPublic,
                Bot = mention.Author.IsBot,
                mention.Language,
                At = mention.PostedAt,
                HasParent = mention.ParentId is not null,
                HasQuoted = mention.QuotedId is not null,
            }
        );

    private static IEnumerable<(Label Label, LabelledPost Post, JsonObject Wire)> Posts(string network)
    {
        foreach (var label in Labels.All.Where(label => label.Network == network && !label.Post.Boost && !label.Post.Muted))
        {
            var wire = LabelledWire.Of(label);
            yield return (label, label.Post, wire.Wire);
            if (label.Parent is { } parent)
            {
                yield return (label, parent, wire.Parent!);
            }

            if (label.Quoted is { } quoted)
            {
                yield return (label, quoted, wire.Quoted!);
            }
        }
    }

    private static Mention? Read(string network, JsonObject wire)
    {
        var element = JsonSerializer.SerializeToElement(wire);
        return network switch
        {
            "mastodon" => s_mastodon
                .Read(
                    (element.TryGetProperty("status", out var status) ? status : element).Deserialize(MastodonJson.Default.MastodonStatus)
                )
                .Mention,
            "x" => new XMentionMap(LabelledWireX.OurId).Map(element.GetProperty("data"), Page(element).Users()).Mention,
            _ => BlueskyPostReader.Read(element, LabelledWireBluesky.OurDid).Mention,
        };
    }

    private static XPage Page(JsonElement single) =>
        new(null, single.GetProperty("includes").Deserialize(XJson.Default.XIncludes), null, null);

    private static IEnumerable<string> LinksOf(LabelledPost post) =>
        post.Places().Select(place => place.Url).Where(url => url.StartsWith("http", StringComparison.OrdinalIgnoreCase));

    private static string MastodonText(LabelledPost post)
    {
        var text = post.Rewrite(
            words => words,
            place =>
                !place.Url.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? place.Shown
                : place.IsFull || place.Url == "https://" + place.Shown ? place.Url
                : $"{place.Shown} ({place.Url})"
        );
        // Paragraphs, however far apart they were typed.
        while (text.Contains("\n\n\n", StringComparison.Ordinal))
        {
            text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return post.Warning is { } warning ? $"{warning}\n\n{text}" : text;
    }

    private static string XText(LabelledPost post) => post.Rewrite(words => words, place => place.Url);

    private static string BlueskyText(LabelledPost post) =>
        post.Rewrite(words => words, place => place.IsFull || place.Url == "https://" + place.Shown ? place.Url : place.Shown);
}
