using System.Text.Json;

namespace Syndicator.Networks.Mastodon;

/// <summary>Reads one notification, or one post, with the post it quotes.</summary>
internal static class MastodonSinglePost
{
    /// <summary>No server: for posts that do not say where they are (RFC 2606, section 2).</summary>
    private static readonly Uri s_nowhere = new("https://mastodon.invalid/");

    /// <param name="isOurs">Whether a handle is one of our accounts'.</param>
    public static SinglePost Read(JsonElement wire, Func<string, bool> isOurs)
    {
        if (wire.ValueKind != JsonValueKind.Object)
        {
            return new SinglePost.NotUnderstood("it is neither a notification nor a post");
        }

        if (wire.TryGetProperty("status", out var inside) && inside.ValueKind == JsonValueKind.Object)
        {
            var kind = MastodonReader.Item(wire, MastodonJson.Default.MastodonNotification)?.Type;
            return kind is null or "mention" or "quote" or "status" or "update"
                ? Read(inside, isOurs)
                : new SinglePost.NoMention($"a notification of the kind {OneLine.Of(kind, 40)}");
        }

        if (wire.TryGetProperty("reblog", out var boosted) && boosted.ValueKind == JsonValueKind.Object)
        {
            return new SinglePost.NoMention("a boost");
        }

        var status = MastodonReader.Item(wire, MastodonJson.Default.MastodonStatus);
        var (mention, reason) = Mention(status, isOurs);
        return mention is null
            ? new SinglePost.NotUnderstood(reason!)
            : new SinglePost.Read(mention, Quoted: Mention(status?.Quote?.QuotedStatus, isOurs).Mention);
    }

    private static (Mention? Mention, string? Reason) Mention(MastodonStatus? status, Func<string, bool> isOurs)
    {
        var account = status?.Account;
        var server = Server(account?.Url) ?? Server(status?.Url) ?? Server(status?.Uri) ?? s_nowhere;
        var isSelf = (account?.Acct ?? account?.Username) is { } handle && isOurs(MastodonReader.Handle(handle, server.Host));
        return new MastodonReader(server, server.Host, isSelf ? account! : new MastodonAccount()).Read(status);
    }

    private static Uri? Server(string? url) => MastodonHtml.WebAddress(url) is { } address ? new Uri(new Uri(address), "/") : null;
}
