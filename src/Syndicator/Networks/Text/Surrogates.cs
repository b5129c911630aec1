namespace Syndicator.Networks.Text;

/// <summary>Halves of code points beyond U+FFFF in UTF-16.</summary>
internal static class Surrogates
{
    /// <summary>Index of the first half without its other half at or after <paramref name="start"/>, or -1.</summary>
    public static int IndexOfUnpaired(ReadOnlySpan<char> text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!IsPairAt(text, i))
            {
                return i;
            }

            i++;
        }

        return -1;
    }

    public static bool IsPairAt(ReadOnlySpan<char> text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);

    /// <summary>The code point at this index; an unpaired half stands for itself.</summary>
    public static int CodePointAt(ReadOnlySpan<char> text, int index, out int length)
    {
        if (IsPairAt(text, index))
        {
            length = 2;
            return char.ConvertToUtf32(text[index], text[index + 1]);
        }

        length = 1;
        return text[index];
    }
}
