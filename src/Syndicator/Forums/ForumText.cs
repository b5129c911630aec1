namespace Syndicator.Forums;

/// <summary>What a post's HTML comes to: the own words with their links and tags, and the passages of others apart.</summary>
internal sealed class ForumText
{
    private readonly MarkdownLines _own = new();
    private readonly List<ForumLink> _links = [];
    private readonly List<string> _tags = [];
    private readonly List<Passage> _passages = [];
    private MarkdownLines _lines;
    private QuoteSource? _source;
    private (string? Target, string? Tag, int Start)? _anchor;

    public ForumText() => _lines = _own;

    public ForumHtmlContent End()
    {
        EndPassage();
        CloseAnchor();
        return new ForumHtmlContent(_own.ToString(), _links, _tags, _passages);
    }

    public void Start(string name, bool isBlock)
    {
        _lines.Break(
            name is "br" or "li" ? 1
                : isBlock ? 2
                : 0,
            add: name == "br"
        );
        switch (name)
        {
            case "li":
                _lines.Append("- ");
                break;
            case "blockquote":
                _lines.Depth++;
                break;
            case "code" or "pre":
                _lines.StartCode(isBlock: name == "pre");
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
                _lines.Depth = Math.Max(0, _lines.Depth - 1);
                break;
            case "code" or "pre":
                _lines.EndCode(isBlock: name == "pre");
                break;
        }

        _lines.Break(
            name == "li" ? 1
            : isBlock ? 2
            : 0
        );
    }

    public void Write(string text) => _lines.Write(text);

    /// <summary>An address by itself.</summary>
    public void WriteLink(string? address)
    {
        OpenAnchor(address, null);
        CloseAnchor();
    }

    /// <param name="target">Null: it leads nowhere that matters, its text is enough.</param>
    public void OpenAnchor(string? target, string? tag)
    {
        CloseAnchor();
        _lines.Flush();
        _anchor = (target, tag, _lines.Length);
    }

    /// <summary>What comes now is somebody else's.</summary>
    public void StartPassage(QuoteSource source)
    {
        CloseAnchor();
        _links.Add(new ForumLink(null, source));
        // The passage's own block quote is no quotation of the quoted.
        (_lines, _source) = (new MarkdownLines { Depth = -1 }, source);
    }

    public void EndPassage()
    {
        if (_source is { } source)
        {
            CloseAnchor();
            _passages.Add(new Passage(_lines.ToString(), source));
            (_lines, _source) = (_own, null);
            _own.Break(2);
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

        if (anchor.Target is { } target)
        {
            _links.Add(new ForumLink(target, null));
            var shown = _lines.Take(anchor.Start);
            _lines.Append(IsBeginning(shown.TrimEnd('…'), target) ? target : $"[{shown}]({target})");
        }
    }

    private static bool IsBeginning(string shown, string target)
    {
        var bare = target.AsSpan(target.IndexOf("://", StringComparison.Ordinal) + 3);
        return target.StartsWith(shown, StringComparison.OrdinalIgnoreCase) || bare.StartsWith(shown, StringComparison.OrdinalIgnoreCase);
    }
}

/// <param name="Text">Markdown as its author may have typed it, without the passages.</param>
/// <param name="Links">Targets in full, in order, and where passages stand among them.</param>
/// <param name="Tags">Without their sign.</param>
internal sealed record ForumHtmlContent(
    string Text,
    IReadOnlyList<ForumLink> Links,
    IReadOnlyList<string> Tags,
    IReadOnlyList<Passage> Passages
);

/// <param name="Url">Null for a passage.</param>
/// <param name="Source">Of a passage: a forum shows the bare address of one of its own posts as one, too.</param>
internal sealed record ForumLink(string? Url, QuoteSource? Source);
