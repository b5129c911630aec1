using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// <c>#tag</c> as twitter-text finds it: letters, marks and digits of every script with at least one letter or mark, not after one of them nor after
/// <c>&amp;</c>, and not when another number sign or <c>://</c> follows.
/// </summary>
internal static class XHashtags
{
    private const char TextStyle = '\uFE0E';
    private const char EmojiStyle = '\uFE0F';
    private const char Keycap = '\u20E3';

    public static void AddTo(List<TextEntity> entities, string text)
    {
        var behindLast = 0;
        for (var sign = NextSign(text, 0); sign >= 0; sign = NextSign(text, sign + 1))
        {
            var end = TagEnd(text, sign + 1);
            if (end < 0 || !MayPrecede(text, sign, behindLast))
            {
                continue;
            }

            behindLast = end;
            if (!IsSpoiled(text, end))
            {
                entities.Add(new TextEntity(TextEntityKind.Hashtag, sign, end - sign, text[(sign + 1)..end]));
            }
        }
    }

    private static int NextSign(string text, int start)
    {
        var next = text.AsSpan(start).IndexOfAny('#', '\uFF03');
        return next < 0 ? -1 : start + next;
    }

    private static bool MayPrecede(string text, int sign, int behindLast)
    {
        if (sign == 0)
        {
            return true;
        }

        var before = sign - 1;
        before -= before > 0 && Surrogates.IsPairAt(text, before - 1) ? 1 : 0;
        if (before < behindLast || text[before] is '&')
        {
            return false;
        }

        return text[before] is TextStyle or EmojiStyle
            || (!IsPart(text, before, out _, out var length) && (length == 2 || !char.IsSurrogate(text[before])));
    }

    // -1 when there is no tag.
    private static int TagEnd(string text, int start)
    {
        if (start < text.Length && text[start] is EmojiStyle or Keycap)
        {
            return -1;
        }

        var hasLetter = false;
        var end = start;
        while (end < text.Length && IsPart(text, end, out var isLetter, out var length))
        {
            hasLetter |= isLetter;
            end += length;
        }

        return hasLetter ? end : -1;
    }

    private static bool IsPart(string text, int index, out bool isLetter, out int length)
    {
        var c = text[index];
        if (c < 0x80)
        {
            length = 1;
            isLetter = char.IsAsciiLetter(c);
            return isLetter || char.IsAsciiDigit(c) || c == '_';
        }

        var point = Surrogates.CodePointAt(text, index, out length);
        isLetter = XLetters.IsLetter(point);
        return isLetter || XLetters.IsDigit(point) || IsJoiner(c);
    }

    private static bool IsJoiner(char c) =>
        c
            is '\u200C'
                or '\u200D'
                or '\uA67E'
                or '\u05BE'
                or '\u05F3'
                or '\u05F4'
                or '\uFF5E'
                or '\u301C'
                or '\u309B'
                or '\u309C'
                or '\u30A0'
                or '\u30FB'
                or '\u3003'
                or '\u0F0B'
                or '\u0F0C'
                or '\u00B7';

    private static bool IsSpoiled(string text, int end) =>
        end < text.Length && (CharacterClasses.IsHashSign(text[end]) || text.AsSpan(end).StartsWith("://"));
}
