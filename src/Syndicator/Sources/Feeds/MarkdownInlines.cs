namespace Syndicator.Sources.Feeds;

/// <summary>The text of a paragraph, a heading or a cell: what may stand in a line.</summary>
internal sealed class MarkdownInlines(MarkdownLinks links, bool isOneLine)
{
    private readonly MarkdownText _text = new(isOneLine);
    private bool _isLinked;
    private bool _isCode;

    /// <param name="nodes">What follows one another without a block between.</param>
    /// <param name="link">What all of it leads to, when the link is around the block; else null.</param>
    /// <returns>Empty when there is nothing to read.</returns>
    public static string Of(MarkdownLinks links, IEnumerable<HtmlNode> nodes, bool isOneLine, string? link = null)
    {
        var inlines = new MarkdownInlines(links, isOneLine);
        inlines.WriteLinked(link, nodes);
        return inlines._text.Finish();
    }

    private void Write(IEnumerable<HtmlNode> nodes)
    {
        foreach (var node in nodes)
        {
            Write(node);
        }
    }

    private void Write(HtmlNode node)
    {
        switch (node.Name)
        {
            case HtmlNode.TextName when _isCode:
                _text.Code(node.Text);
                break;
            case HtmlNode.TextName:
                _text.Append(node.Text);
                break;
            case "br":
                _text.Break();
                break;
            case "img":
                WriteImage(node);
                break;
            case "a":
                WriteLinked(node.Href is null ? null : links.Target(node.Href), node.Children);
                break;
            default:
                WriteElement(node);
                break;
        }
    }

    private void WriteElement(HtmlNode node)
    {
        if (HtmlNames.Dropped.Contains(node.Name))
        {
            return;
        }

        if (HtmlNames.Code.Contains(node.Name))
        {
            WriteCode(node);
        }
        else if (HtmlNames.Strong.Contains(node.Name))
        {
            WriteMarked(MarkdownMark.Strong, node);
        }
        else if (HtmlNames.Emphasis.Contains(node.Name))
        {
            WriteMarked(MarkdownMark.Emphasis, node);
        }
        else if (node.Name == "q")
        {
            WriteBetween("“", node, "”");
        }
        else
        {
            WriteBetween(node.IsBlock ? " " : "", node, node.IsBlock ? " " : "");
        }
    }

    /// <summary>Code with links in it is several spans of code, because in Markdown nothing stands inside of one.</summary>
    private void WriteCode(HtmlNode node)
    {
        if (!node.Descendants().Any(inner => inner.Name is "a" or "img" or "br"))
        {
            _text.Code(HtmlText.Preformatted(node));
            return;
        }

        var outer = _isCode;
        _isCode = true;
        Write(node.Children);
        _isCode = outer;
    }

    private void WriteMarked(MarkdownMark mark, HtmlNode node)
    {
        _text.Open(mark);
        Write(node.Children);
        _text.Close(mark);
    }

    private void WriteBetween(string before, HtmlNode node, string after)
    {
        _text.Append(before);
        Write(node.Children);
        _text.Append(after);
    }

    /// <summary>Links do not nest: in a link, another one is text.</summary>
    private void WriteLinked(string? target, IEnumerable<HtmlNode> nodes)
    {
        if (target is null || _isLinked)
        {
            Write(nodes);
            return;
        }

        _isLinked = true;
        _text.OpenLink();
        Write(nodes);
        _text.CloseLink(target);
        _isLinked = false;
    }

    private void WriteImage(HtmlNode node)
    {
        if (links.Image(node.Src) is { } address)
        {
            _text.Image(node.Alt ?? "", address);
        }
        else
        {
            _text.Append(node.Alt ?? "");
        }
    }
}
