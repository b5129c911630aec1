using System.Globalization;
using System.Text;

namespace Syndicator;

/// <summary>What somebody else wrote, fit for a message: one short line without control and direction characters.</summary>
internal static class OneLine
{
    /// <param name="longest">In UTF-16 code units; what follows is cut.</param>
    public static string Of(string text, int longest = 240)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
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
