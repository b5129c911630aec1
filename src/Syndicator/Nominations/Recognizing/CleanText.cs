using System.Globalization;
using System.Text;

namespace Syndicator.Nominations.Recognizing;

/// <summary>A post's text as it is looked through: bounded, without control and direction characters.</summary>
internal static class CleanText
{
    /// <summary>In UTF-16 code units. What follows is not looked at; no network but forums has posts that long.</summary>
    public const int Longest = 20_000;

    /// <summary>
    /// Stands for an invisible character in the middle of a word: who hides one in a tag means no tag, and such a word is no crate's name. Quotes go without it.
    /// </summary>
    public const char Hidden = '\uFFFD';

    /// <summary>Line ends are <c>\n</c>; invisible characters at the edge of a word are gone.</summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        var isHidden = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= Longest)
            {
                DropBrokenWord(clean);
                break;
            }

            if (IsInvisible(rune))
            {
                isHidden = true;
                continue;
            }

            if (isHidden && clean.Length > 0 && IsInWord(clean[^1]) && IsWordRune(rune))
            {
                clean.Append(Hidden);
            }

            isHidden = false;
            clean.Append(LineEnd(rune) ?? rune.ToString());
        }

        return clean.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    /// <summary>Half a word is somebody else's: <c>carg</c> is no crate that anybody named.</summary>
    private static void DropBrokenWord(StringBuilder clean)
    {
        while (clean.Length > 0 && !char.IsWhiteSpace(clean[^1]))
        {
            clean.Length--;
        }
    }

    /// <summary>For people: without the signs that only recognition needs.</summary>
    public static string Readable(string text) => text.Replace(Hidden.ToString(), "", StringComparison.Ordinal).Trim();

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '#' or Hidden || char.IsLowSurrogate(c);

    private static bool IsWordRune(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or '#';

    private static string? LineEnd(Rune rune) => rune.Value is 0x2028 or 0x2029 or 0x85 or 0x0B or 0x0C ? "\n" : null;

    // Joiners hold emoji and Persian words together.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D) && !IsEmojiTag(rune),
            UnicodeCategory.Control => rune.Value is not ('\n' or '\r' or '\t' or 0x85 or 0x0B or 0x0C),
            _ => false,
        };

    /// <summary>What flags of regions are made of.</summary>
    private static bool IsEmojiTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;
}
