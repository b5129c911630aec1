using System.Globalization;

namespace Syndicator.Networks.Text;

/// <summary>Extended grapheme clusters of UAX #29: what a reader takes for one character.</summary>
internal static class Graphemes
{
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            var ascii = text.IndexOfAnyExceptInRange('\0', '\u007F');
            // The last one before another character may carry a mark, or be the end of CR LF.
            var sure = ascii < 0 ? text.Length : Math.Max(0, ascii - 1);
            count += sure - text[..Math.Max(0, ascii < 0 ? sure : ascii)].Count("\r\n");
            text = text[sure..];
            if (!text.IsEmpty)
            {
                text = text[FirstLength(text)..];
                count++;
            }
        }

        return count;
    }

    /// <summary>Length in UTF-16 code units of the cluster the text begins with; 0 for no text.</summary>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        // Two ASCII characters never share a cluster, except CR LF.
        if (text.Length >= 2 && text[0] < 0x80 && text[1] < 0x80)
        {
            return text[0] == '\r' && text[1] == '\n' ? 2 : 1;
        }

        return StringInfo.GetNextTextElementLength(text);
    }

    /// <summary>Whether a cluster begins or ends at this index, so that text may be cut or a character put there.</summary>
    public static bool IsBoundary(ReadOnlySpan<char> text, int index)
    {
        if (index <= 0 || index >= text.Length)
        {
            return true;
        }

        if (text[index - 1] < 0x80 && text[index] < 0x80)
        {
            return text[index - 1] != '\r' || text[index] != '\n';
        }

        // What belongs together is decided by the two characters at the index, unless both are beyond ASCII; then from a sure beginning on.
        var at = SureStart(text, index);
        while (at < index)
        {
            at += FirstLength(text[at..]);
        }

        return at == index;
    }

    private static int SureStart(ReadOnlySpan<char> text, int index)
    {
        var at = index - 1;
        while (at > 0 && !IsSureStart(text[at]) && text[index] >= 0x80)
        {
            at--;
        }

        return at > 0 && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }

    // ASCII and Chinese characters never continue a cluster that matters for what follows them.
    private static bool IsSureStart(char c) => c < 0x80 || c is >= '\u3400' and <= '\u9FFF';
}
