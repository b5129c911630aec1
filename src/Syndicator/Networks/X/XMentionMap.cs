using System.Text.Json;

namespace Syndicator.Networks.X;

/// <summary>Makes mentions of X's posts.</summary>
/// <param name="ourId">The account that reads.</param>
internal sealed class XMentionMap(string ourId)
{
    /// <summary>A mention; or why it is none; or neither: somebody repeats a post without a word of their own.</summary>
    public (Mention? Mention, (string Id, string Reason)? Unread) Map(JsonElement element, IReadOnlyDictionary<string, XUser> users)
    {
        var post = XJson.Read(element, XJson.Default.XPost);
        var id = post?.Id ?? IdOf(element);
        if (post is null || !XIds.IsId(id))
        {
            return (null, (id, "X's description of this post cannot be understood"));
        }

        if (post.Referred("retweeted") is not null)
        {
            return (null, null);
        }

        return post is { AuthorId: { } author, CreatedAt: { } at } && (post.Text ?? post.Note?.Text) is not null
            ? (Mention(post, id, Author(author, users.GetValueOrDefault(author)), at, users.GetValueOrDefault(author)), null)
            : (null, (id, "X does not say who wrote this post, when, or what"));
    }

    private static Mention Mention(XPost post, string id, MentionAuthor author, DateTimeOffset at, XUser? user) =>
        new()
        {
            Id = id,
            Url = XNetwork.UrlOf(user?.Username, id),
            Author = author,
            Text = XPostText.Plain(post),
            Links = XPostText.Links(post),
            Tags = XPostText.Tags(post),
            PostedAt = at.ToUniversalTime(),
            EditedAt = post.VersionCount > 1 ? at.ToUniversalTime() : null,
            ParentId = post.Referred("replied_to"),
            QuotedId = post.Referred("quoted"),
            ConversationId = post.ConversationId,
            IsPublic = user?.Protected != true,
            Language = post.Lang is "und" or "" ? null : post.Lang,
        };

    private MentionAuthor Author(string id, XUser? user) =>
        new(
            id,
            user?.Username ?? id,
            user?.Name ?? user?.Username ?? id,
            user?.Username is { } name ? $"https://x.com/{Uri.EscapeDataString(name)}" : $"https://x.com/i/user/{Uri.EscapeDataString(id)}",
            IsOurs: id == ourId,
            CreatedAt: user?.CreatedAt?.ToUniversalTime(),
            PostCount: user?.PublicMetrics?.PostCount ?? user?.PublicMetrics?.TweetCount
        );

    private static string IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("id", out var id)
        && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? XProblem.OneLine(id.ToString())
            : "";
}
