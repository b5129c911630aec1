namespace Syndicator.Networks.Bluesky;

/// <summary>Links that may be shown and followed: http and https only.</summary>
internal static class WebLink
{
    private const int Longest = 2000;

    public static bool IsOne(string text) =>
        text.Length <= Longest
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.Host.Length > 0;

    /// <summary>Whether some words are a link in short, as clients show it: without scheme, perhaps cut with an ellipsis.</summary>
    public static bool IsShownAs(string link, string words)
    {
        var shown = WithoutScheme(words);
        var whole = WithoutScheme(link);
        var cut = shown.TrimEnd('…', '.');
        return shown.Length > 0
            && (
                whole.TrimEnd('/') == shown.TrimEnd('/')
                || (cut.Length < shown.Length && cut.Length > 0 && whole.StartsWith(cut, StringComparison.OrdinalIgnoreCase))
            );
    }

    private static string WithoutScheme(string link)
    {
        var rest = link;
        foreach (var prefix in (ReadOnlySpan<string>)["https://", "http://", "www."])
        {
            rest = rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? rest[prefix.Length..] : rest;
        }

        return rest;
    }
}
