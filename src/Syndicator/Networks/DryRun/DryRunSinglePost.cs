using System.Globalization;
using System.Text.Json;

namespace Syndicator.Networks.DryRun;

/// <summary>Reads a mention in the neutral form that every network's posts are brought into; text and author are enough.</summary>
internal static class DryRunSinglePost
{
    private const string Nowhere = "https://dry-run.invalid/";

    /// <param name="isOurs">Whether a handle is one of our accounts'.</param>
    public static SinglePost Read(JsonElement wire, Func<string, bool> isOurs)
    {
        try
        {
            return Text(wire, "text") is not { } text ? new SinglePost.NotUnderstood("it has no text")
                : Text(Member(wire, "author"), "handle")?.TrimStart('@') is not { Length: > 0 } handle
                    ? new SinglePost.NotUnderstood("its author has no handle")
                : new SinglePost.Read(Mention(wire, text, handle, isOurs(handle)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return new SinglePost.NotUnderstood("its text is broken");
        }
    }

    private static Mention Mention(JsonElement wire, string text, string handle, bool isOurs)
    {
        var id = Text(wire, "id") ?? "?";
        var author = Member(wire, "author");
        return new Mention
        {
            Id = id,
            Url = Text(wire, "url") ?? Nowhere + Uri.EscapeDataString(id),
            Author = new MentionAuthor(
                Text(author, "id") ?? handle,
                handle,
                Text(author, "displayName") ?? handle,
                Text(author, "url") ?? Nowhere + Uri.EscapeDataString(handle),
                IsOurs: isOurs || IsTrue(author, "isOurs"),
                IsBot: IsTrue(author, "isBot")
            ),
            Text = text,
            Links = Texts(wire, "links"),
            Tags = Texts(wire, "tags"),
            PostedAt = Instant(wire, "postedAt") ?? DateTimeOffset.UnixEpoch,
            EditedAt = Instant(wire, "editedAt"),
            ParentId = Text(wire, "parentId"),
            QuotedId = Text(wire, "quotedId"),
            ConversationId = Text(wire, "conversationId"),
            Quotations = [.. Items(wire, "quotations").Select(Quotation)],
            IsPublic = Member(wire, "isPublic").ValueKind != JsonValueKind.False,
            Language = Text(wire, "language"),
        };
    }

    private static Quotation Quotation(JsonElement passage) =>
        new(Text(passage, "text") ?? "", Text(passage, "author") ?? "", Text(passage, "postId"), Text(passage, "url"));

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool IsTrue(JsonElement element, string name) => Member(element, name).ValueKind == JsonValueKind.True;

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static IReadOnlyList<string> Texts(JsonElement element, string name) =>
        [.. Items(element, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    private static DateTimeOffset? Instant(JsonElement element, string name) =>
        DateTimeOffset.TryParse(
            Text(element, name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : null;
}
