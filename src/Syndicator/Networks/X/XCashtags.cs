using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// <c>$AAPL</c> as twitter-text finds it: after white space, one to six ASCII letters, perhaps <c>.</c> or <c>_</c> and one or two more, then white
/// space, punctuation or the end.
/// </summary>
internal static class XCashtags
{
    private const int MaxLength = 6;
    private const int MaxSuffixLength = 2;

    public static void AddTo(List<TextEntity> entities, string text)
    {
        var behindLast = 0;
        for (var sign = text.IndexOf('$'); sign >= 0; sign = text.IndexOf('$', sign + 1))
        {
            if (sign > 0 && (sign <= behindLast || !CharacterClasses.IsSpace(text[sign - 1])))
            {
                continue;
            }

            var end = TagEnd(text, sign + 1);
            if (end > 0)
            {
                behindLast = end;
                entities.Add(new TextEntity(TextEntityKind.Cashtag, sign, end - sign, text[(sign + 1)..end]));
            }
        }
    }

    private static int TagEnd(string text, int start)
    {
        var end = LettersEnd(text, start, MaxLength);
        if (end == start)
        {
            return -1;
        }

        if (end < text.Length && text[end] is '.' or '_')
        {
            var suffix = LettersEnd(text, end + 1, MaxSuffixLength);
            if (suffix > end + 1 && IsEnd(text, suffix))
            {
                return suffix;
            }
        }

        return IsEnd(text, end) ? end : -1;
    }

    private static int LettersEnd(string text, int start, int most)
    {
        var end = start;
        while (end < text.Length && end - start < most && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool IsEnd(string text, int index) =>
        index == text.Length
        || (CharacterClasses.IsSpace(text[index]) && text[index] is not ('\u0085' or '\u180E'))
        || text[index] == '\uFEFF'
        || CharacterClasses.IsPunctuation(text[index]);
}
