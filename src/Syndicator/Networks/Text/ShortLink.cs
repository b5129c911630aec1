namespace Syndicator.Networks.Text;

/// <summary>Links shortened by X itself, which end where the short name or its query ends.</summary>
internal static class ShortLink
{
    private const int MaxNameLength = 40;

    /// <summary>End of the URL; <paramref name="start"/> when its short name is too long to be one, <paramref name="end"/> for every other URL.</summary>
    public static int End(ReadOnlySpan<char> text, int start, int end, UrlGrammar grammar)
    {
        var url = text[start..end];
        var slashes = url.IndexOf("://") + 3;
        if (
            !url.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || !url[slashes..].StartsWith("t.co/", StringComparison.OrdinalIgnoreCase)
        )
        {
            return end;
        }

        var name = slashes + 5;
        var nameEnd = name;
        while (nameEnd < url.Length && char.IsAsciiLetterOrDigit(url[nameEnd]))
        {
            nameEnd++;
        }

        return nameEnd == name ? end
            : nameEnd - name > MaxNameLength ? start
            : start + UrlTail.QueryEnd(url, nameEnd, grammar);
    }
}
