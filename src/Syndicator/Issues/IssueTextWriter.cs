using System.Net;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndicator.Issues;

/// <summary>Walks a document once and writes its plain text: white space collapsed, entities decoded, Markdown, HTML and comments gone.</summary>
internal sealed class IssueTextWriter(IssueText text)
{
    private int _blockStart;
    private bool _spaceIsPending;
    private int _itemDepth;
    private int _item = -1;
    private int _itemCount;
    private bool _itemIsFresh;
    private int _quoteDepth;
    private int _topLevel;

    /// <summary>Writes one child of the document and everything in it.</summary>
    public void Write(Block block, int topLevel)
    {
        _topLevel = topLevel;
        Write(block);
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case LinkReferenceDefinitionGroup:
                break;
            case ListBlock list:
                WriteList(list);
                break;
            case QuoteBlock quote:
                _quoteDepth++;
                WriteChildren(quote);
                _quoteDepth--;
                break;
            case ContainerBlock container:
                WriteChildren(container);
                break;
            case LeafBlock leaf:
                WriteLeaf(leaf);
                break;
        }
    }

    private void WriteChildren(ContainerBlock container)
    {
        for (var i = 0; i < container.Count; i++)
        {
            Write(container[i]);
        }
    }

    private void WriteList(ListBlock list)
    {
        var (outerItem, outerIsFresh) = (_item, _itemIsFresh);
        _itemDepth++;
        for (var i = 0; i < list.Count; i++)
        {
            (_item, _itemIsFresh) = (_itemCount++, true);
            Write(list[i]);
        }

        _itemDepth--;
        (_item, _itemIsFresh) = (outerItem, outerIsFresh);
    }

    private void WriteLeaf(LeafBlock leaf)
    {
        var kind = leaf switch
        {
            HeadingBlock => TextBlockKind.Heading,
            CodeBlock => TextBlockKind.Code,
            HtmlBlock => TextBlockKind.Html,
            _ => TextBlockKind.Paragraph,
        };
        if (leaf is ThematicBreakBlock or HtmlBlock { Type: HtmlBlockType.Comment } or LinkReferenceDefinition)
        {
            return;
        }

        if (text.Length > 0)
        {
            text.Append('\n');
        }

        var (start, firstLink) = (text.Length, text.LinkList.Count);
        (_blockStart, _spaceIsPending) = (start, false);
        text.MarkLine(leaf.Line + 1);
        WriteContent(leaf);
        text.TrimEnd(start);
        text.BlockList.Add(
            new TextBlock(
                kind,
                start,
                text.Length,
                firstLink,
                text.LinkList.Count,
                _itemDepth,
                _item,
                _itemIsFresh,
                _quoteDepth,
                _topLevel,
                leaf
            )
        );
        _itemIsFresh = false;
    }

    private void WriteContent(LeafBlock leaf)
    {
        if (leaf.Inline is { } inline)
        {
            WriteInlines(inline);
            return;
        }

        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            text.MarkLine(leaf.Lines.Lines[i].Line + 1);
            var line = leaf.Lines.Lines[i].Slice.AsSpan();
            Append(leaf is HtmlBlock ? HtmlText.Of(line) : line);
            _spaceIsPending = true;
        }
    }

    /// <summary>Without recursion: emphasis and links can be nested deeply in a malicious file.</summary>
    private void WriteInlines(ContainerInline root)
    {
        var node = root.FirstChild;
        while (node is not null)
        {
            var open = Enter(node);
            if (open && node is ContainerInline { FirstChild: { } child })
            {
                node = child;
                continue;
            }

            if (open)
            {
                Leave(node);
            }

            while (node is not null && node != root && node.NextSibling is null)
            {
                node = node.Parent;
                if (node is not null && node != root)
                {
                    Leave(node);
                }
            }

            node = node == root ? null : node?.NextSibling;
        }
    }

    /// <summary>False when nothing inside it is to be written.</summary>
    private bool Enter(Inline node)
    {
        text.MarkLine(node.Line + 1);
        switch (node)
        {
            case LiteralInline literal:
                Append(literal.Content.AsSpan());
                break;
            case LinkInline { IsImage: true }:
                return false;
            case LinkInline link:
                OpenLink(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "", link.Line + 1);
                break;
            case CodeInline code:
                Append(code.ContentSpan);
                break;
            case LineBreakInline:
                _spaceIsPending = true;
                break;
            case DelimiterInline delimiter:
                // A bracket that opened no link after all: [tag][title](url).
                Append(delimiter.ToLiteral());
                break;
            case HtmlEntityInline entity:
                Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline autolink:
                OpenLink(autolink.IsEmail ? "mailto:" + autolink.Url : autolink.Url, autolink.Line + 1);
                Append(autolink.Url);
                CloseLink();
                break;
            case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                _spaceIsPending = true;
                break;
        }

        return true;
    }

    private void Leave(Inline node)
    {
        if (node is LinkInline { IsImage: false })
        {
            CloseLink();
        }
    }

    private void OpenLink(string url, int line)
    {
        FlushSpace();
        text.LinkList.Add(new TextLink(text.Length, -1, url, line));
    }

    private void CloseLink()
    {
        // Links do not nest, so the last one is the open one.
        text.LinkList[^1] = text.LinkList[^1] with
        {
            End = text.Length,
        };
    }

    private void Append(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            if (character > ' ' && (character < '\u007f' || !char.IsWhiteSpace(character)))
            {
                FlushSpace();
                text.Append(character);
            }
            else if (character is not '\0')
            {
                _spaceIsPending = true;
            }
        }
    }

    private void FlushSpace()
    {
        if (_spaceIsPending && text.Length > _blockStart && !text.EndsWithSpace(_blockStart))
        {
            text.Append(' ');
        }

        _spaceIsPending = false;
    }
}

/// <summary>What a browser would show of a line of raw HTML.</summary>
internal static class HtmlText
{
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> html)
    {
        if (html.IndexOfAny('<', '&') < 0)
        {
            return html;
        }

        var result = new System.Text.StringBuilder(html.Length);
        while (html.IndexOf('<') is var open and >= 0 && html[open..].IndexOf('>') is var close and > 0)
        {
            result.Append(html[..open]);
            html = html[(open + close + 1)..];
        }

        return WebUtility.HtmlDecode(result.Append(html).ToString());
    }
}
