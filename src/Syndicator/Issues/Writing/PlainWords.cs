using System.Globalization;
using System.Text;

namespace Syndicator.Issues.Writing;

/// <summary>Somebody's words without what is no text: control and direction characters, half surrogate pairs, more than anybody reads.</summary>
internal static class PlainWords
{
    /// <summary>In characters. The longest quote in thirteen years has 2,377.</summary>
    private const int Longest = 10_000;

    private const int Joiner = 0x200D;
    private const int NonJoiner = 0x200C;

    /// <summary>In one line, blanks at its ends gone.</summary>
    public static string Line(string text) => Kept(text).Replace('\n', ' ').Trim(' ');

    /// <summary>Line by line, blanks at their ends gone.</summary>
    public static IReadOnlyList<string> Lines(string text) => [.. Kept(text).Split('\n').Select(line => line.TrimEnd(' '))];

    private static string Kept(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, Longest));
        var count = 0;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (count++ == Longest)
            {
                return kept.Append('…').ToString();
            }

            if (rune.Value == '\n')
            {
                kept.Append('\n');
            }
            else if (rune.Value == '\t')
            {
                kept.Append(' ');
            }
            else if (IsText(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    /// <summary>Joiners are kept: emoji and several scripts need them.</summary>
    private static bool IsText(Rune rune) =>
        rune.Value is Joiner or NonJoiner || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
