using System.Text.Json;

namespace Syndicator.Networks.X;

/// <summary>Reads one post, bare or as an answer about one, with the posts beside it that it refers to.</summary>
internal static class XSinglePost
{
    /// <param name="isOurs">Whether a handle is one of our accounts'.</param>
    public static SinglePost Read(JsonElement wire, Func<string, bool> isOurs)
    {
        if (wire.ValueKind != JsonValueKind.Object)
        {
            return new SinglePost.NotUnderstood("it is no post");
        }

        var element = Member(wire, "data") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } data ? First(data) : wire;
        var beside = Member(wire, "includes") is { ValueKind: JsonValueKind.Object } outside ? outside : Member(element, "includes");
        var users = Users(beside);
        var map = new XMentionMap(users.Values.FirstOrDefault(user => user.Username is { } name && isOurs(name))?.Id ?? "");
        var (mention, unread) = map.Map(element, users);
        return mention is not null ? new SinglePost.Read(mention, Other(mention.ParentId), Other(mention.QuotedId))
            : unread is { } reason ? new SinglePost.NotUnderstood(reason.Reason)
            : new SinglePost.NoMention("a repost");

        Mention? Other(string? id) =>
            id is null
                ? null
                : Posts(beside).Select(post => map.Map(post, users).Mention).FirstOrDefault(post => post is not null && post.Id == id);
    }

    private static Dictionary<string, XUser> Users(JsonElement beside) =>
        new XPage(null, new XIncludes([.. Items(Member(beside, "users"))]), null, null).Users();

    private static IEnumerable<JsonElement> Posts(JsonElement beside) =>
        Items(Member(beside, "tweets")).Concat(Items(Member(beside, "posts")));

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static JsonElement First(JsonElement data) =>
        data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().FirstOrDefault() : data;

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;
}
