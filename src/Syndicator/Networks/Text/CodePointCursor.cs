namespace Syndicator.Networks.Text;

/// <summary>Reads code points one after another; what does not fit is not taken.</summary>
internal ref struct CodePointCursor(ReadOnlySpan<char> text, int index)
{
    private readonly ReadOnlySpan<char> text = text;

    /// <summary>Of the next code point, in UTF-16 code units.</summary>
    public int Index { get; private set; } = index;

    /// <summary>The next code point, or -1 at the end.</summary>
    public int Take()
    {
        if (Index >= text.Length)
        {
            return -1;
        }

        var point = Surrogates.CodePointAt(text, Index, out var length);
        Index += length;
        return point;
    }

    /// <summary>Takes all of these or none.</summary>
    public bool TryAll(params ReadOnlySpan<int> points)
    {
        var saved = Index;
        foreach (var point in points)
        {
            if (Take() != point)
            {
                Index = saved;
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes one of the five skin tones.</summary>
    public bool TrySkinTone()
    {
        var saved = Index;
        if (Take() is >= 0x1F3FB and <= 0x1F3FF)
        {
            return true;
        }

        Index = saved;
        return false;
    }

    /// <summary>Takes these letters as tag characters and the closing tag, or nothing.</summary>
    public bool TryTags(string letters)
    {
        var saved = Index;
        foreach (var letter in letters)
        {
            if (Take() != 0xE0000 + letter)
            {
                Index = saved;
                return false;
            }
        }

        if (Take() == 0xE007F)
        {
            return true;
        }

        Index = saved;
        return false;
    }
}
