using System.Globalization;
using System.Text;

namespace Syndicator.Nominations.Recognizing;

/// <summary>What words are made of, in every script.</summary>
internal static class WordCharacters
{
    public static bool Is(string text, int at)
    {
        var c = text[at];
        if (char.IsAscii(c))
        {
            return char.IsAsciiLetterOrDigit(c) || c == '_';
        }

        if (c is '\u200C' or '\u200D')
        {
            return at > 0 && char.IsLetter(text[at - 1]);
        }

        return c == CleanText.Hidden || IsLetter(CharUnicodeInfo.GetUnicodeCategory(text, char.IsLowSurrogate(c) && at > 0 ? at - 1 : at));
    }

    /// <summary>How many letters and digits there are.</summary>
    public static int Count(string text) => text.EnumerateRunes().Count(Rune.IsLetterOrDigit);

    private static bool IsLetter(UnicodeCategory category) =>
        category
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;
}
