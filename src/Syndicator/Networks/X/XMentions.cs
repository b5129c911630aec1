using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// <c>@name</c> and <c>@name/list</c> as twitter-text finds them: not after an ASCII letter, digit or one of <c>_ ! # $ % &amp; * @</c> (but after
/// <c>RT</c>), up to 20 characters, and not when another at sign, an accented Latin letter or <c>://</c> follows.
/// </summary>
internal static class XMentions
{
    private const int MaxNameLength = 20;
    private const int MaxListLength = 25;

    public static void AddTo(List<TextEntity> entities, string text)
    {
        var behindLast = 0;
        for (var sign = NextSign(text, 0); sign >= 0; sign = NextSign(text, sign + 1))
        {
            var end = NameEnd(text, sign + 1);
            if (sign < behindLast || end == sign + 1 || !MayPrecede(text, sign, behindLast))
            {
                continue;
            }

            end = ListEnd(text, end);
            behindLast = end;
            if (!IsSpoiled(text, end))
            {
                entities.Add(new TextEntity(TextEntityKind.Mention, sign, end - sign, text[(sign + 1)..end]));
            }
        }
    }

    private static int NextSign(string text, int start)
    {
        var next = text.AsSpan(start).IndexOfAny('@', '\uFF20');
        return next < 0 ? -1 : start + next;
    }

    // Characters before `behindLast` belong to the mention before and cannot stand before this one, too.
    private static bool MayPrecede(string text, int sign, int behindLast) =>
        sign == 0 || (sign > behindLast && !IsObstacle(text[sign - 1])) || FollowsRetweet(text, sign, behindLast);

    private static bool IsObstacle(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '!' or '#' or '$' or '%' or '&' or '*' || CharacterClasses.IsAtSign(c);

    private static bool FollowsRetweet(string text, int sign, int behindLast)
    {
        var start = sign - 2;
        if (start < behindLast || !text.AsSpan(start, 2).Equals("rt", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return start == 0 || (start > behindLast && !IsWordLike(text[start - 1]));
    }

    private static bool IsWordLike(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '~' or '.' or '-';

    private static int NameEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < MaxNameLength && IsNameCharacter(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static int ListEnd(string text, int slash)
    {
        if (slash + 1 >= text.Length || text[slash] != '/' || !char.IsAsciiLetter(text[slash + 1]))
        {
            return slash;
        }

        var end = slash + 1;
        while (end < text.Length && end - slash <= MaxListLength && (IsNameCharacter(text[end]) || text[end] == '-'))
        {
            end++;
        }

        return end;
    }

    private static bool IsSpoiled(string text, int end) =>
        end < text.Length
        && (CharacterClasses.IsAtSign(text[end]) || CharacterClasses.IsLatinAccent(text[end]) || text.AsSpan(end).StartsWith("://"));
}
