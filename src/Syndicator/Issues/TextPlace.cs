using System.Buffers;

namespace Syndicator.Issues;

/// <summary>A place that moves through a text once, and what stands around it.</summary>
internal sealed class TextPlace(string text)
{
    /// <summary>How far around a place is looked: a bound for files of one endless line.</summary>
    private const int Farthest = 2000;

    private int _at;
    private int _countedTo;
    private int _line = 1;
    private List<int>? _fences;

    public ReadOnlySpan<char> Rest => text.AsSpan(_at);

    /// <summary>Whether a merge's first marker was met and its last was not.</summary>
    public bool ConflictIsOpen { get; set; }

    public bool IsAtLineStart => _at == 0 || text[_at - 1] == '\n';

    /// <summary>From 1.</summary>
    public int Line
    {
        get
        {
            _line += text.AsSpan(_countedTo, _at - _countedTo).Count('\n');
            _countedTo = _at;
            return _line;
        }
    }

    public ReadOnlySpan<char> WholeLine
    {
        get
        {
            var end = Rest.IndexOf('\n');
            return text.AsSpan(LineStart, (end < 0 ? text.Length : _at + end) - LineStart);
        }
    }

    private int LineStart
    {
        get
        {
            var from = Math.Max(0, _at - Farthest);
            return from + text.AsSpan(from, _at - from).LastIndexOf('\n') + 1;
        }
    }

    public bool MoveToAny(SearchValues<string> signs)
    {
        var next = Rest.IndexOfAny(signs);
        _at += Math.Max(0, next);
        return next >= 0;
    }

    public void Skip(int length) => _at += length;

    /// <summary>The name (letters, digits, underscores, a leading dollar) around the place, and how much of it lies ahead.</summary>
    public (string Name, int Ahead) WholeName()
    {
        var start = _at;
        while (start > 0 && _at - start < Farthest && IsNameCharacter(text[start - 1]))
        {
            start--;
        }

        if (start > 0 && text[start - 1] == '$')
        {
            start--;
        }

        var end = _at + 1;
        while (end < text.Length && end - _at < Farthest && IsNameCharacter(text[end]))
        {
            end++;
        }

        return (text[start..end], end - _at);
    }

    /// <summary>Whether the place is in a code span of its line or in a fenced block.</summary>
    public bool IsInCode() => int.IsOddInteger(text.AsSpan(LineStart, _at - LineStart).Count('`')) || IsFenced();

    /// <summary>A place after an odd number of fences is inside one. They are counted only for files that give reason to.</summary>
    private bool IsFenced()
    {
        _fences ??= FindFences();
        var before = _fences.BinarySearch(_at);
        return int.IsOddInteger(before < 0 ? ~before : before);
    }

    private List<int> FindFences()
    {
        var fences = new List<int>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.AsSpan(start).IndexOf('\n');
            end = end < 0 ? text.Length : start + end;
            var line = text.AsSpan(start, end - start).TrimStart(" >");
            if (line.StartsWith("```", StringComparison.Ordinal) && !line[3..].Contains('`'))
            {
                fences.Add(start);
            }

            start = end + 1;
        }

        return fences;
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
