namespace Syndicator.Issues.Writing;

/// <summary>Words that lead somewhere.</summary>
internal static class MarkdownLink
{
    /// <summary><c>[words](url)</c>; only the words where the address is none that may be linked.</summary>
    public static string Of(string words, string? url)
    {
        var line = PlainWords.Line(words);
        return SafeUrl.Of(url) is { } target ? $"[{MarkdownEscape.Of(line, isInLink: true)}]({target})" : MarkdownEscape.Of(line);
    }

    /// <summary>What an address without a title is called: itself, without scheme and final slash.</summary>
    public static string Words(string? title, string url)
    {
        if (title is not null && PlainWords.Line(title) is { Length: > 0 } words)
        {
            return words;
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return url[(scheme < 0 ? 0 : scheme + "://".Length)..].TrimEnd('/');
    }
}
