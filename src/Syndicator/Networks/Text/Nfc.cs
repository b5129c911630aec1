using System.Text;

namespace Syndicator.Networks.Text;

/// <summary>Unicode normalisation form C for text that may hold anything, unpaired surrogates included.</summary>
internal static class Nfc
{
    /// <summary>The same string instance when it is normal already.</summary>
    public static string Normalize(string text)
    {
        if (IsSurelyNormal(text))
        {
            return text;
        }

        var broken = IndexOfRefused(text, 0);
        return broken < 0 ? NormalizeWellFormed(text) : NormalizePieces(text, broken);
    }

    // Everything below U+0300 and these punctuation marks neither decompose canonically nor combine.
    private static bool IsSurelyNormal(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c >= 0x300 && c is not (>= '\u2010' and <= '\u205E'))
            {
                return false;
            }
        }

        return true;
    }

    private static string NormalizeWellFormed(string text) => text.IsNormalized() ? text : text.Normalize();

    private static int IndexOfRefused(string text, int start)
    {
        var unpaired = Surrogates.IndexOfUnpaired(text, start);
        var noncharacter = text.IndexOf('\uFFFE', start);
        return unpaired < 0 || (noncharacter >= 0 && noncharacter < unpaired) ? noncharacter : unpaired;
    }

    // The framework refuses unpaired surrogates and U+FFFE. They combine with nothing, so what stands between them can be normalised by itself.
    private static string NormalizePieces(string text, int broken)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        while (broken >= 0)
        {
            result.Append(NormalizeWellFormed(text[start..broken])).Append(text[broken]);
            start = broken + 1;
            broken = IndexOfRefused(text, start);
        }

        return result.Append(NormalizeWellFormed(text[start..])).ToString();
    }
}
