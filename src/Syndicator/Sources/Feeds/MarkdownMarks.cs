using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>A kind of emphasis.</summary>
/// <param name="OpenSign">Stands for its beginning until it is decided.</param>
/// <param name="CloseSign">Stands for its end.</param>
/// <param name="Written">In Markdown.</param>
internal sealed record MarkdownMark(string OpenSign, string CloseSign, string Written)
{
    public static MarkdownMark Emphasis { get; } = new("\u0001", "\u0002", "*");
    public static MarkdownMark Strong { get; } = new("\u0003", "\u0004", "**");
}

/// <summary>
/// Decides which emphasis can be written: stars begin and end emphasis only beside certain signs, and beside other stars they mean something else. What cannot
/// surely be written is left out, so that no star appears in the text that was not there.
/// </summary>
internal static class MarkdownMarks
{
    public static bool IsMark(char sign) => sign is >= '\u0001' and <= '\u0004';

    public static string Decide(string text)
    {
        var kept = Kept(text);
        if (kept is null)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsMark(text[i]))
            {
                result.Append(text[i]);
            }
            else if (kept[i])
            {
                result.Append(text[i] <= '\u0002' ? MarkdownMark.Emphasis.Written : MarkdownMark.Strong.Written);
            }
        }

        return result.ToString();
    }

    /// <summary>Null when there are no marks.</summary>
    private static bool[]? Kept(string text)
    {
        bool[]? kept = null;
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsMark(text[i]))
            {
                continue;
            }

            kept ??= new bool[text.Length];
            if (text[i] is '\u0001' or '\u0003')
            {
                open.Push(i);
            }
            else if (open.TryPop(out var start))
            {
                kept[i] = kept[start] = CanBegin(text, start) && CanEnd(text, i);
            }
        }

        return kept;
    }

    private static bool CanBegin(string text, int at)
    {
        var inner = at + 1;
        while (inner < text.Length && IsMark(text[inner]))
        {
            inner++;
        }

        return inner < text.Length && CanStandBetween(at == 0 ? ' ' : text[at - 1], text[inner]);
    }

    private static bool CanEnd(string text, int at)
    {
        var inner = at - 1;
        while (inner >= 0 && IsMark(text[inner]))
        {
            inner--;
        }

        return inner >= 0 && CanStandBetween(at + 1 == text.Length ? ' ' : text[at + 1], text[inner]);
    }

    private static bool CanStandBetween(char outer, char inner) =>
        !char.IsWhiteSpace(inner)
        && !IsMark(outer)
        && outer is not ('*' or '_' or '\\')
        && (!IsPunctuation(inner) || char.IsWhiteSpace(outer) || (char.IsAscii(outer) && !char.IsAsciiLetterOrDigit(outer)));

    /// <summary>Half a surrogate pair may be a symbol.</summary>
    private static bool IsPunctuation(char sign) => char.IsPunctuation(sign) || char.IsSymbol(sign) || char.IsSurrogate(sign);
}
