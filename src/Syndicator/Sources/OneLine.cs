using System.Globalization;
using System.Text;

namespace Syndicator.Sources;

/// <summary>What somebody else wrote, fit for a message: one short line without control and direction characters.</summary>
internal static class OneLine
{
    private const int Longest = 240;

    public static string Of(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
            {
                return line.Append('…').ToString();
            }

            line.Append(IsText(rune) ? rune.ToString() : " ");
        }

        return line.ToString();
    }

    private static bool IsText(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}
