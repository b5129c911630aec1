using System.Text;
using Syndicator.Sources.Feeds;

namespace Syndicator.Sources;

/// <summary>
/// What a reader of an HTML page sees, near enough to look for a sentence in it: no tags, comments, scripts and styles, entities decoded, white space as single
/// spaces, quotation marks and dashes as keyboards have them.
/// </summary>
internal static class PageText
{
    /// <summary>Tags in the midst of words; every other tag parts words.</summary>
    private static readonly HashSet<string> _inline = new(StringComparer.Ordinal)
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    };

    /// <summary>What is in them nobody reads; a page's title is seen, above it.</summary>
    private static readonly HashSet<string> _hidden = new(StringComparer.Ordinal) { "script", "style", "template" };

    /// <summary>Longer ones are sought in vain; those of 13 years have under 100 signs.</summary>
    private const int LongestSought = 1000;

    /// <summary>Whether a text stands there in whole words, in any case.</summary>
    public static bool Holds(string html, string sought)
    {
        var (page, words) = (Of(html), Plain(sought));
        var from = 0;
        while (words.Length is > 0 and <= LongestSought && page.IndexOf(words, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            if (IsWhole(page, at, at + words.Length))
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        Write(text, HtmlTree.Parse(html));
        return Plain(text.ToString());
    }

    private static void Write(StringBuilder text, HtmlNode node)
    {
        if (_hidden.Contains(node.Name))
        {
            return;
        }

        var parts = node.IsText || _inline.Contains(node.Name) ? "" : " ";
        text.Append(parts).Append(node.Text);
        foreach (var child in node.Children)
        {
            Write(text, child);
        }

        text.Append(parts);
    }

    /// <summary>One way to write what is written in several.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            var one = Plain(sign);
            if (one != '\0' && !(one == ' ' && (plain.Length == 0 || plain[^1] == ' ')))
            {
                plain.Append(one);
            }
        }

        return plain.ToString().TrimEnd();
    }

    private static char Plain(char sign) =>
        sign switch
        {
            '‘' or '’' or '`' => '\'',
            '“' or '”' => '"',
            '‐' or '‑' or '–' or '—' => '-',
            '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' => '\0',
            _ => char.IsWhiteSpace(sign) || char.IsControl(sign) ? ' ' : sign,
        };

    private static bool IsWhole(string text, int start, int end) =>
        !(start > 0 && char.IsLetterOrDigit(text[start - 1]) && char.IsLetterOrDigit(text[start]))
        && !(end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(text[end - 1]));
}
