using System.Text;
using Syndicator.Networks.Html;

namespace Syndicator.Forums;

/// <summary>Lines as they grow from HTML: white space only where something follows it, <c>&gt;</c> before what is quoted, code as it is.</summary>
internal sealed class MarkdownLines
{
    /// <summary>Of <c>&gt;</c> before a line; deeper ones are shown alike.</summary>
    private const int DeepestQuote = 3;

    private readonly StringBuilder _text = new();
    private int _breaks;
    private bool _space;
    private int _pre;
    private int _lastDepth;

    /// <summary>Below zero: the first block quotes are not marked.</summary>
    public int Depth { get; set; }

    public int Length => _text.Length;

    /// <summary>Line ends that come before the next text, if any comes.</summary>
    public void Break(int count, bool add = false)
    {
        if (count > 0)
        {
            _breaks = add ? _breaks + count : Math.Max(_breaks, count);
            _space = false;
        }
    }

    public void StartCode(bool isBlock)
    {
        if (isBlock)
        {
            Append("```");
            Break(1);
            _pre++;
        }
        else if (_pre == 0)
        {
            Append("`");
        }
    }

    public void EndCode(bool isBlock)
    {
        if (isBlock && _pre > 0)
        {
            Break(1);
            Append("```");
            _pre--;
        }
        else if (!isBlock && _pre == 0)
        {
            Append("`");
        }
    }

    public void Write(string text)
    {
        if (_pre > 0)
        {
            Append(text.TrimEnd('\n').Replace("\n", "\n" + Prefix(Depth), StringComparison.Ordinal));
            Break(text.EndsWith('\n') ? 1 : 0);
            return;
        }

        foreach (var (word, isFollowed) in HtmlWords.Of(text))
        {
            if (word.Length > 0)
            {
                Append(word);
            }

            _space |= isFollowed && _breaks == 0 && _text.Length > 0;
        }
    }

    public void Append(string text)
    {
        Flush();
        _text.Append(text);
    }

    public void Flush()
    {
        for (var i = 0; _text.Length > 0 && i < _breaks; i++)
        {
            _text.Append('\n').Append(i < _breaks - 1 ? Prefix(Math.Min(Depth, _lastDepth)).TrimEnd() : "");
        }

        if (_breaks > 0 || _text.Length == 0)
        {
            _text.Append(Prefix(Depth));
        }
        else if (_space)
        {
            _text.Append(' ');
        }

        (_breaks, _space, _lastDepth) = (0, false, Depth);
    }

    /// <summary>Takes back what was written from a place on.</summary>
    public string Take(int start)
    {
        var taken = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        return taken;
    }

    public override string ToString() => _text.ToString().Trim();

    private static string Prefix(int depth) => string.Concat(Enumerable.Repeat("> ", Math.Clamp(depth, 0, DeepestQuote)));
}
