using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>Lines of Markdown inside the quotations and list items that are open.</summary>
internal sealed class MarkdownLines
{
    /// <summary>More than <c>IssueReader</c> reads: what would come after it is not written, because all of it is going to be refused.</summary>
    private const int Longest = 4_500_000;

    private readonly StringBuilder _text = new();
    private readonly List<Frame> _frames = [];

    /// <summary>Whether the next block is separated from the one before it.</summary>
    public bool IsSeparated { get; set; }

    public int Depth => _frames.Count;

    public override string ToString() => _text.ToString();

    /// <summary>Opens a quotation or an item.</summary>
    /// <param name="first">Before its first line.</param>
    /// <param name="rest">Before all others.</param>
    public void Open(string first, string rest)
    {
        Separate();
        _frames.Add(new Frame(first, rest));
    }

    /// <summary>Closes it again; false when nothing was written in it, and nothing is left of it.</summary>
    public bool Close()
    {
        var frame = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        IsSeparated = frame.IsUsed;
        return frame.IsUsed;
    }

    /// <summary>One block; its lines are separated by LF.</summary>
    public void Write(string block)
    {
        Separate();
        foreach (var line in block.AsSpan().EnumerateLines())
        {
            WriteLine(line);
        }

        IsSeparated = true;
    }

    private void Separate()
    {
        if (IsSeparated)
        {
            WriteLine("");
            IsSeparated = false;
        }
    }

    private void WriteLine(ReadOnlySpan<char> line)
    {
        if (_text.Length > Longest)
        {
            return;
        }

        foreach (var frame in _frames)
        {
            _text.Append(frame.Take());
        }

        var length = line.Length > 0 ? -1 : _text.Length;
        while (length > 0 && _text[length - 1] == ' ')
        {
            length--;
        }

        _text.Length = length < 0 ? _text.Length : length;
        _text.Append(line).Append('\n');
    }

    private sealed class Frame(string first, string rest)
    {
        public bool IsUsed { get; private set; }

        public string Take()
        {
            var prefix = IsUsed ? rest : first;
            IsUsed = true;
            return prefix;
        }
    }
}
