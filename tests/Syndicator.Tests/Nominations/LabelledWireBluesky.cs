using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Nominations;

/// <summary>Bluesky: a record in a notification; links are shown in short, and facets count bytes of UTF-8.</summary>
internal static partial class LabelledWireBluesky
{
    public const string OurDid = "did:plc:twentysixsevenonerust234";

    private const string InvitationKey = "3mxinvite2671";
    private const int LongestPath = 15;

    public static LabelledWire Of(Label label)
    {
        var parent = label.Parent is { } answered ? View(label, answered) : null;
        var quoted = label.Quoted is { } cited ? View(label, cited) : null;
        var view = View(label, label.Post);
        var record = view["record"]!.AsObject();
        if (parent is not null)
        {
            var root = label.InReplyToInvitation ? Reference(OurDid, InvitationKey) : Reference(parent);
            record["reply"] = new JsonObject { ["root"] = root, ["parent"] = Reference(parent) };
        }

        if (quoted is not null)
        {
            record["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.record", ["record"] = Reference(quoted) };
        }

        view["reason"] =
            label.Parent?.Ours == true ? "reply"
            : label.Quoted?.Ours == true ? "quote"
            : "mention";
        if (label.Parent?.Ours == true || label.Quoted?.Ours == true)
        {
            view["reasonSubject"] = (parent ?? quoted)!["uri"]!.DeepClone();
        }

        view["isRead"] = false;
        return new LabelledWire(view, parent, quoted);
    }

    private static JsonObject Reference(JsonObject view) =>
        new() { ["uri"] = view["uri"]!.DeepClone(), ["cid"] = view["cid"]!.DeepClone() };

    private static JsonObject Reference(string did, string key) =>
        new() { ["uri"] = $"at://{did}/app.bsky.feed.post/{key}", ["cid"] = "bafyrei" + LabelledWire.Letters(key, 52) };

    private static JsonObject View(Label label, LabelledPost post)
    {
        var view = Reference(Did(post), post.Url is { } url ? LabelledWire.Last(url) : "3" + LabelledWire.Letters(label.Id, 12));
        view["author"] = Author(post);
        view["record"] = Record(label, post);
        view["indexedAt"] = LabelledWire.Time(label, post);
        view["labels"] = new JsonArray();
        return view;
    }

    private static string Did(LabelledPost post) => post.Ours ? OurDid : Did(post.Author);

    private static string Did(string handle) => "did:plc:" + LabelledWire.Letters(handle, 24);

    private static JsonObject Author(LabelledPost post)
    {
        string[] labels = [.. post.Bot ? ["bot"] : Array.Empty<string>(), .. post.IsPublic ? [] : new[] { "!no-unauthenticated" }];
        return new JsonObject
        {
            ["did"] = Did(post),
            ["handle"] = post.Author,
            ["displayName"] = post.DisplayName,
            ["viewer"] = new JsonObject { ["muted"] = post.Muted, ["blockedBy"] = false },
            ["labels"] = LabelledWire.Array(
                labels.Select(value => new JsonObject
                {
                    ["src"] = Did(post),
                    ["uri"] = $"at://{Did(post)}/app.bsky.actor.profile/self",
                    ["val"] = value,
                    ["cts"] = "2025-01-01T00:00:00.000Z",
                })
            ),
            ["createdAt"] = "2024-02-06T17:10:11.000Z",
        };
    }

    private static JsonObject Record(Label label, LabelledPost post)
    {
        var (text, facets) = Facets(post);
        var record = new JsonObject
        {
            ["$type"] = "app.bsky.feed.post",
            ["text"] = text,
            ["createdAt"] = LabelledWire.Time(label, post),
            ["langs"] = new JsonArray(post.Language),
        };
        if (facets.Count > 0)
        {
            record["facets"] = facets;
        }

        if (post.Tags is { } tags)
        {
            record["tags"] = LabelledWire.Array(tags.Select(tag => JsonValue.Create(tag)));
        }

        if (post.Card is { } card)
        {
            record["embed"] = new JsonObject
            {
                ["$type"] = "app.bsky.embed.external",
                ["external"] = new JsonObject
                {
                    ["uri"] = card,
                    ["title"] = "A page",
                    ["description"] = "What it says about itself",
                },
            };
        }

        return record;
    }

    /// <summary>As Bluesky's own program posts it.</summary>
    private static (string Text, JsonArray Facets) Facets(LabelledPost post)
    {
        var (text, facets) = (new StringBuilder(), new JsonArray());
        var at = 0;
        foreach (var place in post.Places())
        {
            AddWords(text, facets, post.Text[at..place.Start]);
            Add(text, facets, place.IsFull ? Short(place.Url) : place.Shown, "link", "uri", place.Url);
            at = place.End;
        }

        AddWords(text, facets, post.Text[at..]);
        return (text.ToString(), facets);
    }

    private static void AddWords(StringBuilder text, JsonArray facets, string words)
    {
        var at = 0;
        // Hosts that end in .example are nobody's, so the rules find no handle there.
        var names = Name().Matches(words).Select(match => (match.Index, match.Value, IsName: true));
        var tags = new BlueskyTextRules()
            .FindEntities(words)
            .Where(entity => entity.Kind == TextEntityKind.Hashtag)
            .Select(tag => (Index: tag.Start, Value: words.Substring(tag.Start, tag.Length), IsName: false));
        foreach (var (start, shown, isName) in names.Concat(tags).OrderBy(found => found.Index))
        {
            text.Append(words, at, start - at);
            at = start + shown.Length;
            var target = shown[1..];
            if (isName)
            {
                Add(text, facets, shown, "mention", "did", target == "thisweekinrust.example" ? OurDid : Did(target));
            }
            else
            {
                Add(text, facets, shown, "tag", "tag", target);
            }
        }

        text.Append(words, at, words.Length - at);
    }

    private static void Add(StringBuilder text, JsonArray facets, string shown, string kind, string member, string target)
    {
        var start = Encoding.UTF8.GetByteCount(text.ToString());
        text.Append(shown);
        facets.Add(
            new JsonObject
            {
                ["index"] = new JsonObject { ["byteStart"] = start, ["byteEnd"] = start + Encoding.UTF8.GetByteCount(shown) },
                ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#" + kind, [member] = target }),
            }
        );
    }

    /// <summary>Tags in the text, then those of the post itself; each once.</summary>
    public static IReadOnlyList<string> Tags(LabelledPost post) =>
        [
            .. Facets(post)
                .Facets.Select(facet => facet!["features"]![0]!["tag"]?.GetValue<string>())
                .OfType<string>()
                .Concat(post.Tags ?? [])
                .Distinct(StringComparer.Ordinal),
        ];

    private static string Short(string url)
    {
        var address = new Uri(url);
        var path = address.PathAndQuery == "/" ? "" : address.PathAndQuery + address.Fragment;
        return address.Host + (path.Length > LongestPath ? path[..(LongestPath - 2)] + "..." : path);
    }

    [GeneratedRegex(@"(?<![\w@/.])@[\w-]+(?:\.[\w-]+)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
