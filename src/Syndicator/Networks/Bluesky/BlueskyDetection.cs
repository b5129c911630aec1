using System.Globalization;
using Syndicator.Networks.Text;

namespace Syndicator.Networks.Bluesky;

/// <summary>
/// Links, mentions and tags as Bluesky's own clients detect them (https://github.com/bluesky-social/atproto, packages/api/src/rich-text/detection.ts), with
/// hyphens allowed in hosts as other clients do. Each begins at the start, after white space or, tags excepted, after an opening parenthesis.
/// </summary>
internal static class BlueskyDetection
{
    private const int MaxTagLength = 64;

    public static void AddLinks(List<TextEntity> entities, string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiLetter(text[start]) || !MayPrecede(text, start, orParenthesis: true))
            {
                continue;
            }

            var hasScheme = HasScheme(text.AsSpan(start));
            if (hasScheme || IsBareHost(text.AsSpan(start)))
            {
                var end = TrimmedEnd(text, start, WordEnd(text, start));
                var link = text[start..end];
                entities.Add(new TextEntity(TextEntityKind.Link, start, end - start, hasScheme ? link : "https://" + link));
                start = end - 1;
            }
        }
    }

    public static void AddMentions(List<TextEntity> entities, string text)
    {
        for (var sign = text.IndexOf('@'); sign >= 0; sign = text.IndexOf('@', sign + 1))
        {
            var end = sign + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-'))
            {
                end++;
            }

            while (end > sign + 1 && !char.IsAsciiLetterOrDigit(text[end - 1]))
            {
                end--;
            }

            if (MayPrecede(text, sign, orParenthesis: true) && MayBeHandle(text.AsSpan(sign + 1, end - sign - 1)))
            {
                entities.Add(new TextEntity(TextEntityKind.Mention, sign, end - sign, text[(sign + 1)..end]));
            }
        }
    }

    /// <summary>Names that end in <c>.test</c> are nobody's on the Internet; networks for tests have them (RFC 2606, section 2).</summary>
    private static bool MayBeHandle(ReadOnlySpan<char> name) =>
        TopLevelDomains.Ends(name) || (name.EndsWith(".test", StringComparison.Ordinal) && name.Length > ".test".Length);

    public static void AddTags(List<TextEntity> entities, string text)
    {
        for (var sign = NextHashSign(text, 0); sign >= 0; sign = NextHashSign(text, sign + 1))
        {
            if (!MayPrecede(text, sign, orParenthesis: false))
            {
                continue;
            }

            var end = TagEnd(text, sign + 1);
            if (end > sign + 1)
            {
                entities.Add(new TextEntity(TextEntityKind.Hashtag, sign, end - sign, text[(sign + 1)..end]));
            }
        }
    }

    private static bool MayPrecede(string text, int start, bool orParenthesis) =>
        start == 0 || char.IsWhiteSpace(text[start - 1]) || (orParenthesis && text[start - 1] == '(');

    private static bool HasScheme(ReadOnlySpan<char> word)
    {
        var length =
            word.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : word.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        return length > 0 && length < word.Length && !char.IsWhiteSpace(word[length]);
    }

    private static bool IsBareHost(ReadOnlySpan<char> word)
    {
        var end = 0;
        while (
            end < word.Length
            && (char.IsAsciiLetterOrDigit(word[end]) || (word[end] is '.' or '-' && char.IsAsciiLetterOrDigit(word[end - 1])))
        )
        {
            end++;
        }

        // A sentence's full stop, or a hyphen at the end, is not part of the host.
        return TopLevelDomains.Ends(word[..end].TrimEnd(".-"));
    }

    private static int WordEnd(string text, int start)
    {
        while (start < text.Length && !char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    private static int TrimmedEnd(string text, int start, int end)
    {
        end -= text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' ? 1 : 0;
        end -= text[end - 1] == ')' && !text.AsSpan(start, end - start).Contains('(') ? 1 : 0;
        return end;
    }

    private static int NextHashSign(string text, int start)
    {
        var next = text.AsSpan(start).IndexOfAny('#', '\uFF03');
        return next < 0 ? -1 : start + next;
    }

    // Start when there is no tag: nothing but digits and punctuation.
    private static int TagEnd(string text, int start)
    {
        var hasLetter = false;
        var end = start;
        var at = start;
        for (; at < text.Length && IsTagCharacter(text[at]); )
        {
            if (at == start && text[at] == '\uFE0F')
            {
                return start;
            }

            var category = CharUnicodeInfo.GetUnicodeCategory(Surrogates.CodePointAt(text, at, out var length));
            var isPunctuation = category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
            hasLetter |= !isPunctuation && category != UnicodeCategory.DecimalDigitNumber;
            at += length;
            end = isPunctuation ? end : at;
        }

        return hasLetter && end - start <= MaxTagLength ? end : start;
    }

    private static bool IsTagCharacter(char c) =>
        !char.IsWhiteSpace(c) && c is not ('\u00AD' or '\u2060' or (>= '\u200A' and <= '\u200D') or '\u20E2');
}
