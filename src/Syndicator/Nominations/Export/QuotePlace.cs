namespace Syndicator.Nominations.Export;

/// <summary>How the newsletter calls the place where something was said: <c>on rust-users</c>.</summary>
internal static class QuotePlace
{
    private static readonly Dictionary<string, string> s_places = new(StringComparer.OrdinalIgnoreCase)
    {
        ["users.rust-lang.org"] = "rust-users",
        ["internals.rust-lang.org"] = "rust-internals",
        ["rust-lang.zulipchat.com"] = "Zulip",
        ["github.com"] = "github",
        ["news.ycombinator.com"] = "hacker news",
        ["lobste.rs"] = "lobste.rs",
        ["bsky.app"] = "Bluesky",
        ["x.com"] = "X",
        ["twitter.com"] = "Twitter",
        ["linkedin.com"] = "LinkedIn",
        ["youtube.com"] = "YouTube",
        ["lwn.net"] = "LWN",
    };

    /// <summary>Null where the place has no name that all know.</summary>
    public static string? Of(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host["www.".Length..] : uri.Host;
        if (s_places.TryGetValue(host, out var place))
        {
            return place;
        }

        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return host.EndsWith("reddit.com", StringComparison.OrdinalIgnoreCase) && parts is ["r", var name, ..] ? $"/r/{name}"
            // https://docs.joinmastodon.org/: server/@name/number.
            : parts is [['@', ..], var id, ..] && id.All(char.IsAsciiDigit) ? "Mastodon"
            : null;
    }
}
