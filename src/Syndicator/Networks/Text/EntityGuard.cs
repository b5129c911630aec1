using System.Buffers;
using System.Text;

namespace Syndicator.Networks.Text;

/// <summary>Breaks up what a network would make clickable, with a character nobody sees.</summary>
internal static class EntityGuard
{
    /// <summary>U+2060: no break here, no width.</summary>
    public const char WordJoiner = '\u2060';

    // Where a joiner would part a sign from the mark that stands on it, this one before the sign hides the sign from every network.
    private const char NonJoiner = '\u200C';

    private static readonly SearchValues<char> Signs = SearchValues.Create(".:@#$\uFF20\uFF03");

    // Breaking one entity can bring to light another that stood inside it. Real text needs one round or two.
    private const int GentleRounds = 4;

    // What stands around a value in a post can matter: behind a hyphen no URL begins, but the quotation mark before the hyphen makes it part of a host.
    private static readonly (string Before, string After)[] Surroundings = [("", ""), ("“", "”"), ("", "”")];

    /// <summary>The same instance when nothing is found, else the text with joiners such that nothing is found.</summary>
    public static string Break(string text, Func<string, IReadOnlyList<TextEntity>> find)
    {
        var entities = FindAnywhere(text, find);
        for (var round = 0; entities.Count > 0; round++)
        {
            var broken = round < GentleRounds ? BreakAll(text, entities) : BreakEverySign(text);
            if (broken.Length == text.Length)
            {
                break;
            }

            text = broken;
            entities = FindAnywhere(text, find);
        }

        return text;
    }

    private static IReadOnlyList<TextEntity> FindAnywhere(string text, Func<string, IReadOnlyList<TextEntity>> find)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return [];
        }

        foreach (var (before, after) in Surroundings)
        {
            var entities = find(before + text + after);
            if (entities.Count > 0)
            {
                return before.Length + after.Length == 0
                    ? entities
                    : [.. entities.Select(entity => Inside(entity, before.Length, text.Length))];
            }
        }

        return [];
    }

    private static TextEntity Inside(TextEntity entity, int shift, int length)
    {
        var start = Math.Max(0, entity.Start - shift);
        var end = Math.Min(length, entity.Start + entity.Length - shift);
        return entity with { Start = start, Length = end - start };
    }

    private static string BreakAll(string text, IReadOnlyList<TextEntity> entities)
    {
        var result = new StringBuilder(text.Length + entities.Count);
        var copied = 0;
        foreach (var entity in entities)
        {
            result.Append(text, copied, entity.Start - copied);
            copied = entity.Start + entity.Length;
            if (entity.Kind != TextEntityKind.Link)
            {
                AppendSign(result, text, entity.Start);
                result.Append(text, entity.Start + 1, entity.Length - 1);
            }
            else if (SchemeLength(text.AsSpan(entity.Start, entity.Length)) is > 0 and var scheme)
            {
                result.Append(text, entity.Start, scheme).Append(WordJoiner).Append(text, entity.Start + scheme, entity.Length - scheme);
            }
            else
            {
                AppendHost(result, text.AsSpan(0, copied), entity.Start);
            }
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int SchemeLength(ReadOnlySpan<char> link)
    {
        var colon = link.IndexOf(':');
        return colon > 0 && !link[..colon].ContainsAny('.', '/') ? colon + 1 : 0;
    }

    private static void AppendSign(StringBuilder result, string text, int sign)
    {
        if (!Graphemes.IsBoundary(text, sign + 1) && Graphemes.IsBoundary(text, sign))
        {
            result.Append(NonJoiner).Append(text[sign]);
        }
        else
        {
            result.Append(text[sign]).Append(WordJoiner);
        }
    }

    // Parts every dot from the top-level domain behind it.
    private static void AppendHost(StringBuilder result, ReadOnlySpan<char> text, int start)
    {
        var lastDot = start + LastDotOfHost(text[start..]);
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '.' && (i == lastDot || TopLevelDomains.Match(text, i + 1) >= 0))
            {
                result.Append(WordJoiner);
            }

            result.Append(text[i]);
        }
    }

    // Networks differ in what may follow a host, so its last dot is parted whatever stands behind.
    private static int LastDotOfHost(ReadOnlySpan<char> link)
    {
        var end = 0;
        while (end < link.Length && (char.IsAsciiLetterOrDigit(link[end]) || link[end] is '.' or '-'))
        {
            end++;
        }

        return link[..end].TrimEnd(".-").LastIndexOf('.');
    }

    // For text made to resist: linear, whatever is nested in whatever.
    private static string BreakEverySign(string text)
    {
        var result = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            var isBroken = i > 0 && text[i - 1] is WordJoiner or NonJoiner;
            if (text[i] == '.' && !isBroken)
            {
                result.Append(WordJoiner).Append('.');
            }
            else if (
                text[i] is '@' or '#' or '$' or ':' or '\uFF20' or '\uFF03'
                && !isBroken
                && (i + 1 == text.Length || text[i + 1] != WordJoiner)
            )
            {
                AppendSign(result, text, i);
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
