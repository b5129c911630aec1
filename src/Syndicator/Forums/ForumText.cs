using System.Text;

namespace Syndicator.Forums;

/// <summary>A text in Markdown as it grows from HTML: white space only where something follows it, links in full, passages apart.</summary>
internal sealed class ForumText
{
    /// <summary>Of <c>&gt;</c> before a line; deeper ones are shown alike.</summary>
    private const int DeepestQuote = 3;

    private readonly StringBuilder _own = new();
    private readonly List<ForumLink> _links = [];
    private readonly List<string> _tags = [];
    private readonly List<Passage> _passages = [];
    private StringBuilder _text;
    private QuoteSource? _source;
    private (string? Target, bool IsName, string? Tag, int Start)? _anchor;
    private int _breaks;
    private bool _space;
    private int _pre;
    private int _depth;
    private int _lastDepth;

    public ForumText() => _text = _own;

    public ForumHtmlContent End()
    {
        CloseAnchor();
        EndPassage();
        return new ForumHtmlContent(_own.ToString().Trim(), _links, _tags, _passages);
    }

    public void Start(string name, bool isBlock)
    {
        Break(
            name is "br" or "li" ? 1
            : isBlock ? 2
            : 0,
            add: name == "br"
        );
        switch (name)
        {
            case "li":
                Append("- ");
                break;
            case "blockquote":
                _depth++;
                break;
            case "code" when _pre == 0:
                Append("`");
                break;
            case "pre":
                Append("```");
                Break(1);
                _pre++;
                break;
        }
    }

    public void End(string name, bool isBlock)
    {
        switch (name)
        {
            case "a":
                CloseAnchor();
                break;
            case "blockquote":
                _depth = Math.Max(0, _depth - 1);
                break;
            case "code" when _pre == 0:
                Append("`");
                break;
            case "pre" when _pre > 0:
                Break(1);
                Append("```");
                _pre--;
                break;
        }

        Break(
            name == "li" ? 1
            : isBlock ? 2
            : 0
        );
    }

    public void Write(string text)
    {
        if (_pre > 0)
        {
            Append(text.TrimEnd('\n'));
            Break(text.EndsWith('\n') ? 1 : 0);
            return;
        }

        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            // HTML's own white space only: a no-break space is meant.
            if (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r' or '\f'))
            {
                continue;
            }

            if (at > start)
            {
                Append(text[start..at]);
            }

            _space |= at < text.Length && _breaks == 0 && _text.Length > 0;
            start = at + 1;
        }
    }

    /// <summary>An address by itself.</summary>
    public void WriteLink(string? address)
    {
        if (address is not null)
        {
            OpenAnchor(address, isName: false, null);
            CloseAnchor();
        }
    }

    /// <param name="isName">Whether it names a person or a tag: its text is enough.</param>
    public void OpenAnchor(string? target, bool isName, string? tag)
    {
        CloseAnchor();
        Flush();
        _anchor = (target, isName, tag, _text.Length);
    }

    /// <summary>What comes now is somebody else's.</summary>
    public void StartPassage(QuoteSource source)
    {
        CloseAnchor();
        _links.Add(new ForumLink(null, source));
        (_text, _source) = (new StringBuilder(), source);
        // The passage's own block quote is no quotation of the quoted.
        (_breaks, _space, _pre, _depth, _lastDepth) = (0, false, 0, -1, 0);
    }

    public void EndPassage()
    {
        if (_source is not { } source)
        {
            return;
        }

        CloseAnchor();
        _passages.Add(new Passage(_text.ToString().Trim(), source));
        (_text, _source) = (_own, null);
        (_space, _pre, _depth, _lastDepth) = (false, 0, 0, 0);
        Break(2);
    }

    private void Break(int count, bool add = false)
    {
        if (count > 0)
        {
            _breaks = add ? _breaks + count : Math.Max(_breaks, count);
            _space = false;
        }
    }

    private void CloseAnchor()
    {
        if (_anchor is not { } anchor)
        {
            return;
        }

        _anchor = null;
        if (_source is not null)
        {
            return;
        }

        if (anchor.Tag is { Length: > 0 } tag)
        {
            _tags.Add(tag);
        }

        if (anchor.IsName || anchor.Target is not { } target)
        {
            return;
        }

        _links.Add(new ForumLink(target, null));
        var shown = _text.ToString(anchor.Start, _text.Length - anchor.Start);
        _text.Length = anchor.Start;
        _text.Append(IsBeginning(shown.TrimEnd('…'), target) ? target : $"[{shown}]({target})");
    }

    private static bool IsBeginning(string shown, string target)
    {
        var bare = target.AsSpan(target.IndexOf("://", StringComparison.Ordinal) + 3);
        return target.StartsWith(shown, StringComparison.OrdinalIgnoreCase) || bare.StartsWith(shown, StringComparison.OrdinalIgnoreCase);
    }

    private void Append(string text)
    {
        Flush();
        _text.Append(_depth > 0 && _pre > 0 ? text.Replace("\n", "\n" + Prefix(_depth), StringComparison.Ordinal) : text);
    }

    private void Flush()
    {
        for (var i = 0; _text.Length > 0 && i < _breaks; i++)
        {
            _text.Append('\n').Append(i < _breaks - 1 ? Prefix(Math.Min(_depth, _lastDepth)).TrimEnd() : "");
        }

        if (_breaks > 0 || _text.Length == 0)
        {
            _text.Append(Prefix(_depth));
        }
        else if (_space)
        {
            _text.Append(' ');
        }

        (_breaks, _space, _lastDepth) = (0, false, _depth);
    }

    private static string Prefix(int depth) => string.Concat(Enumerable.Repeat("> ", Math.Clamp(depth, 0, DeepestQuote)));
}
