using System.Net;
using System.Text;

namespace Syndicator.Sources.Web;

/// <summary>
/// What a reader of an HTML page sees, near enough to look for a sentence in it: no tags, comments, scripts and styles, entities decoded, white space as single
/// spaces, quotation marks and dashes as keyboards have them. One pass; no page makes it slow.
/// </summary>
internal static class PageText
{
    /// <summary>Tags in the midst of words; every other tag parts words.</summary>
    private static readonly HashSet<string> _inline = new(StringComparer.OrdinalIgnoreCase)
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
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            text.Append(html, at, (open < 0 ? html.Length : open) - at);
            at = open < 0 ? html.Length : SkipMarkup(html, open, text);
        }

        return Plain(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>Where the text goes on after what begins with this <c>&lt;</c>; one that begins nothing is text.</summary>
    private static int SkipMarkup(string html, int open, StringBuilder text)
    {
        if (At(html, open, "<!--"))
        {
            return After(html, open + 4, "-->");
        }

        var name = Name(html, open + 1);
        if (name.Length == 0)
        {
            text.Append('<');
            return open + 1;
        }

        text.Append(_inline.Contains(name.TrimStart('/')) ? "" : " ");
        var end = TagEnd(html, open);
        return name.ToLowerInvariant() is "script" or "style" or "template" ? After(html, end, "</" + name) : end;
    }

    /// <summary>As a tag's name begins: a letter, <c>/</c>, <c>!</c> or <c>?</c>; empty where no tag is.</summary>
    private static string Name(string html, int start)
    {
        var end = start;
        if (end < html.Length && html[end] is '/' or '!' or '?')
        {
            end++;
        }

        while (end < html.Length && end - start < 20 && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        return end > start && (html[start] is '/' or '!' or '?' || char.IsAsciiLetter(html[start])) ? html[start..end] : "";
    }

    /// <summary>Behind the tag's <c>&gt;</c>; one within quotation marks is part of a value.</summary>
    private static int TagEnd(string html, int at)
    {
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var sign = html[at];
            if (quote != '\0')
            {
                quote = sign == quote ? '\0' : quote;
            }
            else if (sign == '>')
            {
                return at + 1;
            }
            else if (sign is '"' or '\'' && html[at - 1] == '=')
            {
                quote = sign;
            }
        }

        return at;
    }

    private static bool At(string html, int at, string sought) => html.AsSpan(at).StartsWith(sought, StringComparison.Ordinal);

    private static int After(string html, int from, string end) =>
        html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? at + end.Length : html.Length;

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
