using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.X;

/// <summary>What X's published description allows in the body that makes a post: nothing it does not name, and no null.</summary>
internal static class XNewPostCheck
{
    private static readonly string[] s_known =
    [
        "card_uri",
        "community_id",
        "direct_message_deep_link",
        "edit_options",
        "for_super_followers_only",
        "geo",
        "made_with_ai",
        "media",
        "nullcast",
        "paid_partnership",
        "poll",
        "quote_tweet_id",
        "reply",
        "reply_settings",
        "share_with_followers",
        "text",
    ];

    /// <summary>Null: it is as described.</summary>
    public static string? Problem(JsonNode? body)
    {
        if (body is not JsonObject post)
        {
            return "the body must be an object";
        }

        return post.FirstOrDefault(member => member.Value is null || !s_known.Contains(member.Key)).Key is { } wrong
                ? $"$.{wrong}: is not defined in the schema or is null"
            : post["text"] is { } text && text.GetValueKind() != JsonValueKind.String ? "$.text: must be a string"
            : post["reply"] is { } reply && !IsId(reply["in_reply_to_tweet_id"]) ? "$.reply.in_reply_to_tweet_id: must be an id"
            : post["media"] is { } media && media["media_ids"] is not JsonArray { Count: >= 1 and <= 4 } ? "$.media.media_ids: 1 to 4 ids"
            : post["media"] is null && string.IsNullOrEmpty((string?)post["text"]) ? "$.text: is needed without media"
            : null;
    }

    private static bool IsId(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String && (string)node! is { Length: > 0 and <= 19 } id && id.All(char.IsAsciiDigit);
}
