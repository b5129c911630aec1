namespace Syndicator.Composing;

/// <summary>Tells which lines of an issue's file a value comes from: a text that runs over several lines is cited line by line.</summary>
internal sealed class SourceLines(string source)
{
    private static readonly char[] _joints = [.. " \n“”–"];

    /// <summary>A quote longer than this is cited up to here.</summary>
    private const int MostLines = 200;

    // As values are: a word with an invisible character in it is found.
    private readonly string _text = PostText.Clean(source);
    private List<Range>? _ranges;

    private List<Range> Lines => _ranges ??= Split(_text);

    /// <param name="line">Where the text begins, from 1; 0 when the issue is not its source.</param>
    /// <param name="text">Plain text.</param>
    public IReadOnlyList<PostSource> Cite(int line, string text)
    {
        if (line < 1 || line > Lines.Count)
        {
            return [];
        }

        var isWhole = _text.AsSpan(Lines[line - 1]).Contains(text, StringComparison.Ordinal);
        return isWhole ? [new PostSource(line, text)] : CiteByWords(line, text);
    }

    private List<PostSource> CiteByWords(int firstLine, string text)
    {
        var sources = new List<PostSource>();
        var line = firstLine;
        var column = 0;
        var start = 0;
        var position = 0;
        while (NextWord(text, ref position) is { } word)
        {
            var (foundLine, foundColumn) = Find(text.AsSpan(word), line, column);
            if (foundLine > line && word.Start.Value > start)
            {
                Add(line, text[start..word.Start.Value]);
                start = word.Start.Value;
            }

            (line, column) = (foundLine, foundColumn);
        }

        Add(line, text[start..]);
        return sources;

        void Add(int at, string part)
        {
            // What joins the voices of a conversation is not the issue's.
            part = part.Trim(_joints);
            if (part.Length > 0)
            {
                sources.Add(new PostSource(at, part));
            }
        }
    }

    /// <summary>The word's place at or after a place; that place itself when the word is written otherwise in the source (an entity, an escape).</summary>
    private (int Line, int Column) Find(ReadOnlySpan<char> word, int line, int column)
    {
        for (var candidate = line; candidate <= Math.Min(Lines.Count, line + MostLines); candidate++)
        {
            var span = _text.AsSpan(Lines[candidate - 1]);
            var from = candidate == line ? Math.Min(column, span.Length) : 0;
            var found = span[from..].IndexOf(word, StringComparison.Ordinal);
            if (found >= 0)
            {
                return (candidate, from + found + word.Length);
            }
        }

        return (line, column);
    }

    /// <summary>The next run of letters and digits.</summary>
    private static Range? NextWord(string text, ref int position)
    {
        while (position < text.Length && !char.IsLetterOrDigit(text[position]))
        {
            position++;
        }

        var start = position;
        while (position < text.Length && char.IsLetterOrDigit(text[position]))
        {
            position++;
        }

        return position > start ? start..position : null;
    }

    private static List<Range> Split(string text)
    {
        var lines = new List<Range>(512);
        var start = 0;
        while (start <= text.Length)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            lines.Add(start..end);
            start = end + 1;
        }

        return lines;
    }
}
