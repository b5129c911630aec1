using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>Makes mentions of posts as the app view shows them, alone or in a notification.</summary>
internal static class BlueskyPostReader
{
    /// <summary>How an author asks not to be shown to people who are not signed in (https://docs.bsky.app/docs/advanced-guides/moderation).</summary>
    private const string SignedInOnly = "!no-unauthenticated";

    private const string Bot = "bot";

    /// <summary>The post, or why it cannot be understood; neither when the reading account has muted or blocked its author.</summary>
    /// <param name="ourDid">Whose reading this is.</param>
    public static (Mention? Mention, string? Problem) Read(JsonElement view, string ourDid)
    {
        try
        {
            return IsUnwanted(view) ? (null, null)
                : PostRef.Of(view.Text("uri"), view.Text("cid")) is not { } post ? (null, "it is no post")
                : view.Member("author").Text("did") is not { } did || !PostRef.IsDid(did) ? (null, "it has no author")
                : view.Member("record").Text("text") is null ? (null, "it has no text")
                : PostedAt(view) is not { } at ? (null, "it has no time")
                : (Mention(view, post, did, at, ourDid), null);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair in it.
            return (null, "its text is broken");
        }
    }

    private static bool IsUnwanted(JsonElement view)
    {
        var viewer = view.Member("author").Member("viewer");
        return viewer.IsTrue("muted") || viewer.IsTrue("blockedBy") || viewer.Member("blocking").ValueKind == JsonValueKind.String;
    }

    private static Mention Mention(JsonElement view, PostRef post, string did, DateTimeOffset at, string ourDid)
    {
        var (author, record) = (view.Member("author"), view.Member("record"));
        var handle = author.Text("handle");
        var written = RichText.Of(record);
        return new Mention
        {
            Id = post.Id,
            Url = post.Url(handle),
            Author = new MentionAuthor(
                did,
                handle ?? did,
                author.Text("displayName") is { Length: > 0 } name ? name : handle ?? did,
                PostRef.ProfileUrl(did, handle),
                IsOurs: did == ourDid,
                IsBot: Labels(author).Contains(Bot),
                CreatedAt: author.Instant("createdAt")
            ),
            Text = written.Text,
            Links = written.Links,
            Tags = written.Tags,
            PostedAt = at,
            ParentId = Id(record.Member("reply").Member("parent")),
            ConversationId = Id(record.Member("reply").Member("root")),
            QuotedId = Id(record.Member("embed").Member("record")) ?? Id(record.Member("embed").Member("record").Member("record")),
            IsPublic = !Labels(author).Contains(SignedInOnly) && !SelfLabels(record).Contains(SignedInOnly),
            Language = record.List("langs").FirstOrDefault() is { ValueKind: JsonValueKind.String } language ? language.GetString() : null,
        };
    }

    /// <summary>What the author says; authors may say anything, so never later than when the network saw it.</summary>
    private static DateTimeOffset? PostedAt(JsonElement view) =>
        (view.Member("record").Instant("createdAt"), view.Instant("indexedAt")) switch
        {
            ({ } created, { } indexed) => created < indexed ? created : indexed,
            var (created, indexed) => created ?? indexed,
        };

    private static string? Id(JsonElement reference) => PostRef.Of(reference.Text("uri"), reference.Text("cid"))?.Id;

    private static IEnumerable<string?> Labels(JsonElement of) =>
        of.List("labels").Where(label => !label.IsTrue("neg")).Select(label => label.Text("val"));

    private static IEnumerable<string?> SelfLabels(JsonElement record) =>
        record.Member("labels").List("values").Select(label => label.Text("val"));
}
