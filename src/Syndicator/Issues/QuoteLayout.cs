using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndicator.Issues;

/// <summary>Writes a quote as a reader should see it: paragraphs, list items, verse and code on lines of their own, earlier voices marked with <c>&gt;</c>.</summary>
/// <remarks>Code stands between <see cref="CodeMarks"/>.</remarks>
/// <param name="lastLine">Lines after this one, from 1, are left out: an attribution that slipped into the quote.</param>
internal sealed class QuoteLayout(int lastLine)
{
    private readonly StringBuilder _result = new();

    /// <summary>Adds a block that stands for itself.</summary>
    public void Add(Block block)
    {
        if (block is QuoteBlock quote)
        {
            WriteChildren(quote, "", "\n\n");
        }
        else
        {
            Write(block, "");
        }
    }

    public override string ToString() => _result.ToString().Trim();

    private void Write(Block block, string prefix)
    {
        if (block.Line + 1 > lastLine)
        {
            return;
        }

        switch (block)
        {
            case ListBlock list:
                WriteList(list, prefix);
                break;
            case QuoteBlock quote:
                WriteChildren(quote, prefix + "> ", "\n\n");
                break;
            case ContainerBlock container:
                WriteChildren(container, prefix, "\n");
                break;
            case LeafBlock leaf and not (ThematicBreakBlock or HtmlBlock { Type: HtmlBlockType.Comment }):
                WriteLeaf(leaf, prefix);
                break;
        }
    }

    private void WriteChildren(ContainerBlock container, string prefix, string separator)
    {
        foreach (var child in container)
        {
            Separate(separator);
            Write(child, prefix);
        }
    }

    private void WriteList(ListBlock list, string prefix)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var child in list)
        {
            Separate("\n");
            var bullet = list.IsOrdered ? $"{number++}{list.OrderedDelimiter} " : "• ";
            var before = _result.Length;
            Write(child, prefix);
            if (_result.Length > before)
            {
                _result.Insert(before + prefix.Length, bullet);
            }
        }
    }

    private void Separate(string separator)
    {
        while (_result.Length > 0 && _result[^1] is '\n' or ' ')
        {
            _result.Length--;
        }

        if (_result.Length > 0)
        {
            _result.Append(separator);
        }
    }

    private void WriteLeaf(LeafBlock leaf, string prefix)
    {
        _result.Append(prefix);
        if (leaf.Inline is { } inline)
        {
            WriteInlines(inline, prefix);
            return;
        }

        var isCode = leaf is not HtmlBlock;
        if (isCode)
        {
            _result.Append(CodeMarks.Begin);
        }

        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            var line = leaf.Lines.Lines[i].Slice.AsSpan();
            _result.Append(i > 0 ? "\n" + prefix : "").Append(isCode ? line : HtmlText.Of(line));
        }

        if (isCode)
        {
            _result.Append(CodeMarks.End);
        }
    }

    private void WriteInlines(ContainerInline root, string prefix)
    {
        foreach (var node in root.Descendants())
        {
            if (node.Line + 1 > lastLine || node is Inline { Parent: LinkInline { IsImage: true } })
            {
                continue;
            }

            switch (node)
            {
                case LiteralInline literal:
                    AppendWords(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    _result.Append(CodeMarks.Begin).Append(code.ContentSpan).Append(CodeMarks.End);
                    break;
                case HtmlEntityInline entity:
                    AppendWords(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline autolink:
                    _result.Append(autolink.Url);
                    break;
                case LineBreakInline { IsHard: true }:
                case HtmlInline html when html.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase):
                    TrimBlanks();
                    _result.Append('\n').Append(prefix);
                    break;
                case LineBreakInline soft:
                    TrimBlanks();
                    _result.Append(BeginsSpeech(soft.NextSibling) ? "\n" + prefix : " ");
                    break;
            }
        }

        TrimBlanks();
    }

    /// <summary>A line of a chat: <c>&lt;name&gt; words</c>.</summary>
    private static bool BeginsSpeech(Inline? node) => node is LiteralInline literal && literal.Content.AsSpan().StartsWith("<");

    private void AppendWords(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            var blank = char.IsWhiteSpace(character);
            if (!blank || (_result.Length > 0 && _result[^1] is not (' ' or '\n')))
            {
                _result.Append(blank ? ' ' : character);
            }
        }
    }

    private void TrimBlanks()
    {
        while (_result.Length > 0 && _result[^1] == ' ')
        {
            _result.Length--;
        }
    }
}
