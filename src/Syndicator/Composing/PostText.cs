using System.Globalization;
using System.Text;

namespace Syndicator.Composing;

/// <summary>Text of an issue on its way into a post.</summary>
internal static class PostText
{
    /// <summary>
    /// Composed (NFC), as networks count it, and without characters that show nothing or turn the direction of what follows. Returns the same instance
    /// where there is nothing to do, as almost always.
    /// </summary>
    public static string Clean(string text)
    {
        if (!text.IsNormalized())
        {
            text = text.Normalize();
        }

        var unwanted = 0;
        foreach (var c in text)
        {
            unwanted += IsUnwanted(c) ? 1 : 0;
        }

        if (unwanted == 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsUnwanted(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    // Zero-width joiners stay: emoji and several scripts need them.
    private static bool IsUnwanted(char c) =>
        c < ' ' ? c is not '\n'
        : c < 0x7F ? false
        : c
            is (>= '\u007F' and <= '\u009F')
                or '\u061C'
                or '\u200B'
                or '\u200E'
                or '\u200F'
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u2069')
                or '\uFEFF'
            || (c is >= '\uFFF9' and <= '\uFFFB');

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
