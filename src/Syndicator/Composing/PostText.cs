using System.Buffers;
using System.Globalization;
using System.Text;
using Syndicator.Networks.Text;

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
        if (text.AsSpan().IndexOfAnyExcept(_plain) < 0)
        {
            return text;
        }

        text = Nfc.Normalize(text);
        if (text.AsSpan().IndexOfAny(_unwanted) < 0)
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
        c
            is (< ' ' and not '\n')
                or (>= '\u007F' and <= '\u009F')
                or '\u061C'
                or '\u200B'
                or '\u200E'
                or '\u200F'
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u2069')
                or '\uFEFF'
                or (>= '\uFFF9' and <= '\uFFFB');

    private static readonly SearchValues<char> _unwanted = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsUnwanted),
    ]);

    /// <summary>All that most texts have: nothing that could combine with anything, and much cheaper to see than by the tables; and nothing unwanted.</summary>
    private static readonly SearchValues<char> _plain = SearchValues.Create([
        .. Enumerable.Range(0, 0x300).Select(code => (char)code).Where(c => !IsUnwanted(c)),
        // Dashes, quotation marks, bullet and ellipsis.
        .. Enumerable.Range(0x2010, 0x18).Select(code => (char)code),
        // Halves of emoji.
        '\uD83C',
        '\uD83D',
        '\uD83E',
        .. Enumerable.Range(0xDC00, 0x400).Select(code => (char)code),
    ]);

    /// <summary>A day as the issue writes it, without the words before it: every form of the corpus begins with a digit there.</summary>
    public static string FromFirstDigit(string text)
    {
        var digit = text.AsSpan().IndexOfAnyInRange('0', '9');
        return TrimEnd(digit > 0 ? text[digit..] : text);
    }

    /// <summary>Without the signs that end a sentence or a field.</summary>
    public static string TrimEnd(string text) => text.TrimEnd('.', ',', ';', ' ');

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
