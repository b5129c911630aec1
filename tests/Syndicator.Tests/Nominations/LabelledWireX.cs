using System.Text.Json.Nodes;
using Syndicator.Networks;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Nominations;

/// <summary>X: a post with the users and posts that it names, short links in its text.</summary>
internal static class LabelledWireX
{
    public const string OurId = "2300000671";

    /// <summary>Of a long post this much stands in <c>text</c>.</summary>
    private const int Excerpt = 250;

    public static LabelledWire Of(Label label)
    {
        var parent = label.Parent is { } answered ? Single(label, answered) : null;
        var quoted = label.Quoted is { } cited ? Single(label, cited) : null;
        var wire = Single(label, label.Post);
        var post = wire["data"]!.AsObject();
        if (parent is not null)
        {
            post["conversation_id"] = parent["data"]!["conversation_id"]!.DeepClone();
            post["in_reply_to_user_id"] = parent["data"]!["author_id"]!.DeepClone();
        }

        var references = References(label).ToList();
        if (references.Count > 0)
        {
            post["referenced_tweets"] = LabelledWire.Array(references);
        }

        Include(wire, parent);
        Include(wire, quoted);
        return new LabelledWire(wire, parent, quoted);
    }

    private static IEnumerable<JsonObject> References(Label label)
    {
        if (label.Post.Boost)
        {
            yield return new JsonObject { ["type"] = "retweeted", ["id"] = LabelledWire.Digits(label.Id + "original", 19) };
        }

        if (label.Parent is { } parent)
        {
            yield return new JsonObject { ["type"] = "replied_to", ["id"] = Id(label, parent) };
        }

        if (label.Quoted is { } quoted)
        {
            yield return new JsonObject { ["type"] = "quoted", ["id"] = Id(label, quoted) };
        }
    }

    private static void Include(JsonObject wire, JsonObject? other)
    {
        if (other is null)
        {
            return;
        }

        var includes = wire["includes"]!.AsObject();
        includes["users"]!.AsArray().Add(other["includes"]!["users"]![0]!.DeepClone());
        includes["tweets"] ??= new JsonArray();
        includes["tweets"]!.AsArray().Add(other["data"]!.DeepClone());
    }

    private static string Id(Label label, LabelledPost post) =>
        post.Url is { } url ? LabelledWire.Last(url) : LabelledWire.Digits(label.Id, 19);

    private static JsonObject Single(Label label, LabelledPost post) =>
        new()
        {
            ["data"] = Data(label, post),
            ["includes"] = new JsonObject { ["users"] = new JsonArray(User(post)) },
        };

    private static JsonObject User(LabelledPost post) =>
        new()
        {
            ["id"] = UserId(post),
            ["name"] = post.DisplayName,
            ["username"] = post.Author,
            ["created_at"] = "2023-03-01T00:00:00.000Z",
            ["protected"] = !post.IsPublic,
            ["public_metrics"] = new JsonObject { ["followers_count"] = 12, ["tweet_count"] = 345 },
        };

    private static string UserId(LabelledPost post) => post.Ours ? OurId : LabelledWire.Digits(post.Author, 19);

    private static JsonObject Data(Label label, LabelledPost post)
    {
        var id = Id(label, post);
        var (text, entities) = Shown(post, id, ReferenceEquals(post, label.Post) ? label.Quoted?.Url : null);
        var data = new JsonObject
        {
            ["id"] = id,
            ["text"] = text,
            ["edit_history_tweet_ids"] = new JsonArray(id),
            ["author_id"] = UserId(post),
            ["conversation_id"] = id,
            ["created_at"] = LabelledWire.Time(label, post),
            ["lang"] = post.Language,
            ["public_metrics"] = new JsonObject
            {
                ["retweet_count"] = 0,
                ["reply_count"] = 0,
                ["like_count"] = 0,
                ["quote_count"] = 0,
            },
        };
        if (new XTextRules().Fits(post.Text))
        {
            data["entities"] = entities;
            return data;
        }

        data["text"] = $"{text[..Excerpt].TrimEnd()}… https://t.co/{LabelledWire.Letters(id + "more", 10)}";
        data["note_tweet"] = new JsonObject { ["text"] = text, ["entities"] = entities };
        return data;
    }

    private static (string Text, JsonObject Entities) Shown(LabelledPost post, string id, string? quotedUrl)
    {
        var urls = new JsonArray();
        var text = post.Rewrite(Escape, place => Short(place.Url, place.Shown, id, urls));
        if (quotedUrl is not null)
        {
            text += " " + Short(quotedUrl, quotedUrl, id, urls);
        }

        var entities = new JsonObject
        {
            ["urls"] = Placed(text, urls.Select(url => ((string)url!["url"]!, url.DeepClone().AsObject()))),
            ["hashtags"] = Placed(text, Found(post, TextEntityKind.Hashtag, "tag")),
            ["mentions"] = Placed(text, Found(post, TextEntityKind.Mention, "username")),
        };
        foreach (var empty in entities.Where(member => member.Value is JsonArray { Count: 0 }).Select(member => member.Key).ToList())
        {
            entities.Remove(empty);
        }

        return (text, entities);
    }

    /// <summary>With its place in the text, which the network is taken to count in code points.</summary>
    private static JsonArray Placed(string text, IEnumerable<(string Shown, JsonObject Entity)> entities)
    {
        var placed = new JsonArray();
        var at = 0;
        foreach (var (shown, entity) in entities)
        {
            at = text.IndexOf(shown, at, StringComparison.Ordinal);
            var start = text[..at].EnumerateRunes().Count();
            placed.Add(
                new JsonObject([
                    KeyValuePair.Create("start", (JsonNode?)start),
                    KeyValuePair.Create("end", (JsonNode?)(start + shown.EnumerateRunes().Count())),
                    .. Members(entity),
                ])
            );
            at += shown.Length;
        }

        return placed;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject entity) =>
        entity.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()));

    private static IEnumerable<(string Shown, JsonObject Entity)> Found(LabelledPost post, TextEntityKind kind, string member) =>
        Entities(post, kind)
            .Select(entity => (post.Text.Substring(entity.Start, entity.Length), new JsonObject { [member] = entity.Target }));

    /// <summary>As X tells them: in order, as they were typed.</summary>
    public static IReadOnlyList<string> Tags(LabelledPost post) => [.. Entities(post, TextEntityKind.Hashtag).Select(tag => tag.Target)];

    private static IEnumerable<TextEntity> Entities(LabelledPost post, TextEntityKind kind) =>
        new XTextRules().FindEntities(post.Text).Where(entity => entity.Kind == kind);

    private static string Short(string url, string shown, string id, JsonArray urls)
    {
        var link = "https://t.co/" + LabelledWire.Letters(FormattableString.Invariant($"{id} {urls.Count}"), 10);
        urls.Add(
            new JsonObject
            {
                ["url"] = link,
                ["expanded_url"] = url,
                ["display_url"] = shown.Replace("https://", "", StringComparison.Ordinal),
            }
        );
        return link;
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
