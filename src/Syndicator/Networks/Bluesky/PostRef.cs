namespace Syndicator.Networks.Bluesky;

/// <summary>A post and the version of it that is meant: both are needed to answer it. As an id: <c>at://did:plc:abc/app.bsky.feed.post/3kab#bafy</c>.</summary>
/// <param name="Did">Whose post it is.</param>
/// <param name="Key">Its record key.</param>
/// <param name="Cid">The hash of its content; empty where nobody told.</param>
internal sealed record PostRef(string Did, string Key, string Cid)
{
    public const string Collection = "app.bsky.feed.post";

    private const string Scheme = "at://";
    private const int Longest = 2048;

    public string Uri => $"{Scheme}{Did}/{Collection}/{Key}";

    public string Id => $"{Uri}#{Cid}";

    /// <summary>Null when it is no post.</summary>
    public static PostRef? Parse(string? id)
    {
        var hash = id?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        return hash < 0 ? Of(id, "") : Of(id![..hash], id[(hash + 1)..]);
    }

    /// <summary>Null when the address is not a post's.</summary>
    public static PostRef? Of(string? uri, string? cid)
    {
        if (uri is null || cid is null || uri.Length + cid.Length > Longest || !uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        return uri[Scheme.Length..].Split('/') is [var did, Collection, var key] && IsDid(did) && IsName(key) && IsName("-" + cid)
            ? new PostRef(did, key, cid)
            : null;
    }

    /// <summary>Where people see it.</summary>
    /// <param name="handle">The author's; null or invalid: by the author's id, which works too.</param>
    public string Url(string? handle) => $"{ProfileUrl(Did, handle)}/post/{Key}";

    /// <summary>Where people see its author.</summary>
    public static string ProfileUrl(string did, string? handle) =>
        "https://bsky.app/profile/" + (handle is { Length: > 0 } && handle != "handle.invalid" && IsName(handle) ? handle : did);

    public static bool IsDid(string text) => text.StartsWith("did:", StringComparison.Ordinal) && text.Length > 4 && IsName(text);

    private static bool IsName(string text) =>
        text.Length > 0
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or ':' or '-' or '~' or '%');
}
