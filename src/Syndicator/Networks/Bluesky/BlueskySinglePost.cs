using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.Networks.Bluesky;

/// <summary>Reads one notification, one post's view, or one of a thread, with the posts that it shows.</summary>
internal static class BlueskySinglePost
{
    /// <param name="isOurs">Whether a handle is one of our accounts'.</param>
    public static SinglePost Read(JsonElement wire, Func<string, bool> isOurs)
    {
        if (wire.Member("thread").ValueKind == JsonValueKind.Object)
        {
            return Read(wire.Member("thread"), isOurs);
        }

        var view = wire.Member("post") is { ValueKind: JsonValueKind.Object } inThread ? inThread : wire;
        try
        {
            if (wire.Text("reason") is { } reason && reason is not ("mention" or "reply" or "quote"))
            {
                return new SinglePost.NoMention($"a notification of the kind {reason}");
            }

            if (wire.Member("reason").ValueKind == JsonValueKind.Object)
            {
                return new SinglePost.NoMention("a repost");
            }
        }
        catch (InvalidOperationException)
        {
            return new SinglePost.NotUnderstood("its text is broken");
        }

        var (mention, problem) = Post(view, isOurs);
        return mention is not null ? new SinglePost.Read(mention, Parent(wire, isOurs), Quoted(view, isOurs))
            : problem is not null ? new SinglePost.NotUnderstood(problem)
            : new SinglePost.NoMention("a post by somebody who is muted or blocked");
    }

    private static (Mention? Mention, string? Problem) Post(JsonElement view, Func<string, bool> isOurs)
    {
        var author = view.Member("author");
        return BlueskyPostReader.Read(view, author.Text("handle") is { } handle && isOurs(handle) ? author.Text("did") ?? "" : "");
    }

    private static Mention? Parent(JsonElement wire, Func<string, bool> isOurs) =>
        Understood(wire.Member("parent").Member("post"), isOurs) ?? Understood(wire.Member("reply").Member("parent"), isOurs);

    /// <summary>The view of the quoted post, with or without pictures beside it, calls its record a value.</summary>
    private static Mention? Quoted(JsonElement view, Func<string, bool> isOurs)
    {
        var embedded = view.Member("embed").Member("record");
        embedded = embedded.Member("record") is { ValueKind: JsonValueKind.Object } besideMedia ? besideMedia : embedded;
        if (embedded.Member("value").ValueKind != JsonValueKind.Object || JsonObject.Create(embedded) is not { } post)
        {
            return null;
        }

        post["record"] = post["value"]!.DeepClone();
        using var document = JsonDocument.Parse(post.ToJsonString());
        return Understood(document.RootElement, isOurs);
    }

    private static Mention? Understood(JsonElement view, Func<string, bool> isOurs)
    {
        try
        {
            return view.ValueKind == JsonValueKind.Object ? Post(view, isOurs).Mention : null;
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair in it.
            return null;
        }
    }
}
