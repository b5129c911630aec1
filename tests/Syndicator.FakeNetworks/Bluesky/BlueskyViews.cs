using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>The network as the app view shows it: posts with their authors and counts, threads, notifications.</summary>
internal sealed class BlueskyViews(BlueskyRepository repository)
{
    /// <summary>Likes by the post's address.</summary>
    public Dictionary<string, int> Likes { get; } = new(StringComparer.Ordinal);

    /// <summary>Notifications that a test wrote by hand, shown as they are; newest last.</summary>
    public List<(string Did, JsonNode? View)> Raw { get; } = [];

    public JsonObject Post(BlueskyRecord record)
    {
        var view = Shown(record);
        view["replyCount"] = repository.Records.Count(other => other.Reply("parent")?.Uri == record.Uri);
        view["repostCount"] = 0;
        view["likeCount"] = Likes.GetValueOrDefault(record.Uri);
        view["quoteCount"] = repository.Records.Count(other => other.QuotedUri == record.Uri);
        return view;
    }

    public JsonObject Thread(BlueskyRecord record, int depth) =>
        new()
        {
            ["$type"] = "app.bsky.feed.defs#threadViewPost",
            ["post"] = Post(record),
            ["replies"] = new JsonArray(
                depth == 0
                    ? []
                    :
                    [
                        .. repository
                            .Records.Where(other => other.Reply("parent")?.Uri == record.Uri)
                            .Select(other => Thread(other, depth - 1)),
                    ]
            ),
        };

    /// <summary>Newest first; the cursor is a time, and what has exactly that time is before it.</summary>
    public JsonObject Notifications(BlueskyAccount account, IReadOnlyList<string> reasons, int limit, string? cursor)
    {
        var views = Raw.Where(raw => raw.Did == account.Did)
            .Select(raw => raw.View)
            .Concat(repository.Records.SelectMany(record => Notify(account, record)))
            .Where(view => reasons.Count == 0 || Text(view, "reason") is not { } reason || reasons.Contains(reason) || !IsKnown(reason))
            .Where(view => cursor is null || string.CompareOrdinal(Text(view, "indexedAt") ?? "", cursor) < 0)
            .OrderByDescending(view => Text(view, "indexedAt") ?? "", StringComparer.Ordinal)
            .Take(limit)
            .Select(view => view?.DeepClone())
            .ToArray();
        var page = new JsonObject { ["notifications"] = new JsonArray(views), ["priority"] = false };
        if (views.Length > 0)
        {
            page["cursor"] = Text(views[^1], "indexedAt");
        }

        return page;
    }

    public static JsonObject Author(BlueskyAccount account) =>
        new()
        {
            ["did"] = account.Did,
            ["handle"] = account.Handle,
            ["displayName"] = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(account.Handle.Split('.')[0]),
            ["labels"] = new JsonArray([.. account.Labels.Select(label => new JsonObject { ["src"] = account.Did, ["val"] = label })]),
            ["createdAt"] = account.CreatedAt.Written(),
        };

    private IEnumerable<JsonNode> Notify(BlueskyAccount account, BlueskyRecord record)
    {
        if (record.Author == account)
        {
            yield break;
        }

        if (record.MentionedDids.Contains(account.Did))
        {
            yield return Notification(record, "mention");
        }

        if (new[] { record.Reply("parent")?.Uri, record.Reply("root")?.Uri }.Any(uri => IsBy(account, uri)))
        {
            yield return Notification(record, "reply");
        }

        if (IsBy(account, record.QuotedUri))
        {
            yield return Notification(record, "quote");
        }
    }

    private static bool IsBy(BlueskyAccount account, string? uri) =>
        uri?.StartsWith($"at://{account.Did}/", StringComparison.Ordinal) == true;

    private static bool IsKnown(string reason) => reason is "like" or "repost" or "follow" or "mention" or "reply" or "quote";

    private static JsonObject Notification(BlueskyRecord record, string reason)
    {
        var view = Shown(record);
        view["reason"] = reason;
        view["isRead"] = false;
        return view;
    }

    private static JsonObject Shown(BlueskyRecord record) =>
        new()
        {
            ["uri"] = record.Uri,
            ["cid"] = record.Cid,
            ["author"] = Author(record.Author),
            ["record"] = JsonNode.Parse(record.Value.GetRawText()),
            ["indexedAt"] = record.IndexedAt.Written(),
            ["labels"] = new JsonArray(),
        };

    private static string? Text(JsonNode? view, string name) =>
        (view as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
