namespace Syndicator.Issues;

/// <summary>The stretches of a text that are beyond ASCII, in order.</summary>
internal ref struct NonAsciiRuns(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _end;

    public (int Start, int Length) Current { get; private set; }

    public readonly NonAsciiRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        var ascii = _text[_end..].IndexOfAnyExceptInRange('\0', '\u007f');
        if (ascii < 0)
        {
            return false;
        }

        var start = _end + ascii;
        var length = _text[start..].IndexOfAnyInRange('\0', '\u007f');
        length = length < 0 ? _text.Length - start : length;
        Current = (start, length);
        _end = start + length;
        return true;
    }
}
