namespace Syndicator.Issues.Writing;

/// <summary>A draft line by line, each with the very characters that end it.</summary>
internal sealed class DraftLines
{
    private readonly List<string> _lines = [];

    public DraftLines(string text)
    {
        for (var start = 0; start < text.Length; )
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n');
            end = end < 0 ? text.Length : start + end + 1;
            end = end < text.Length && text[end - 1] == '\r' && text[end] == '\n' ? end + 1 : end;
            _lines.Add(text[start..end]);
            start = end;
        }
    }

    public int Count => _lines.Count;

    /// <summary>Every line with its ending.</summary>
    public IEnumerable<string> All() => _lines;

    /// <summary>With its ending.</summary>
    public string Whole(int number) => _lines[number - 1];

    /// <summary>Without its ending.</summary>
    /// <param name="number">From 1.</param>
    public string this[int number] => Whole(number).TrimEnd('\r', '\n');

    /// <summary>What ends this line; where nothing does, what ends the first.</summary>
    public string EndingOf(int number)
    {
        var ending = Whole(number)[this[number].Length..];
        var first = Whole(1)[this[1].Length..];
        return (ending.Length, first.Length) switch
        {
            (> 0, _) => ending,
            (_, > 0) => first,
            _ => "\n",
        };
    }

    public bool IsBlank(int number) => number < 1 || number > Count || string.IsNullOrWhiteSpace(this[number]);
}
