using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndicator.Issues;

/// <summary>
/// Writes one voice of a quote as a reader should see it: paragraphs, list items, verse and code on lines of their own; what it quotes itself stands in
/// its own marks, ‘…’ and inside these “…”.
/// </summary>
/// <remarks>Code stands between <see cref="CodeMarks"/>.</remarks>
/// <param name="lastLine">Lines after this one, from 1, are left out: an attribution that slipped into the quote.</param>
internal sealed class QuoteLayout(int lastLine)
{
    private readonly StringBuilder _result = new();
    private readonly List<int> _softBreaks = new(4);
    private int _quoteDepth;
    private string _opening = "";

    /// <summary>Adds a block that stands for itself.</summary>
    public void Add(Block block)
    {
        while (block is QuoteBlock { Count: 1 } only && only[0] is QuoteBlock inner)
        {
            block = inner;
        }

        if (block is QuoteBlock quote)
        {
            _quoteDepth = 1;
            WriteChildren(quote, "\n\n");
            _quoteDepth = 0;
        }
        else
        {
            Write(block);
        }
    }

    public override string ToString() => _result.ToString().Trim();

    private void Write(Block block)
    {
        if (block.Line + 1 > lastLine)
        {
            return;
        }

        switch (block)
        {
            case ListBlock list:
                WriteList(list);
                break;
            case QuoteBlock quote:
                WriteInnerQuote(quote);
                break;
            case ContainerBlock container:
                WriteChildren(container, "\n");
                break;
            case LeafBlock leaf and not (ThematicBreakBlock or HtmlBlock { Type: HtmlBlockType.Comment }):
                WriteLeaf(leaf);
                break;
        }
    }

    private void WriteChildren(ContainerBlock container, string separator)
    {
        foreach (var child in container)
        {
            Separate(separator);
            Write(child);
        }
    }

    private void WriteInnerQuote(QuoteBlock quote)
    {
        var (open, close) = int.IsOddInteger(_quoteDepth) ? ("‘", '’') : ("“", '”');
        var length = _result.Length;
        _opening += open;
        _quoteDepth++;
        WriteChildren(quote, "\n\n");
        _quoteDepth--;
        if (_opening.Length > 0)
        {
            // Nothing was written.
            _opening = _opening[..^1];
            return;
        }

        Separate("");
        if (_result[^1] == open[0] && _result.Length <= length + 2)
        {
            _result.Length--;
        }
        else
        {
            _result.Append(close);
        }
    }

    private void WriteList(ListBlock list)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var child in list)
        {
            Separate("\n");
            var bullet = list.IsOrdered ? $"{number++}{list.OrderedDelimiter} " : "• ";
            var before = _result.Length;
            Write(child);
            if (_result.Length > before)
            {
                _result.Insert(before, bullet);
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

    private void WriteLeaf(LeafBlock leaf)
    {
        _result.Append(_opening);
        _opening = "";
        if (leaf.Inline is { } inline)
        {
            WriteInlines(inline);
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
            _result.Append(i > 0 ? "\n" : "").Append(isCode ? line : HtmlText.Of(line));
        }

        if (isCode)
        {
            _result.Append(CodeMarks.End);
        }
    }

    private void WriteInlines(ContainerInline root)
    {
        var start = _result.Length;
        _softBreaks.Clear();
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
                    _result.Append('\n');
                    break;
                case LineBreakInline soft:
                    TrimBlanks();
                    WriteSoftBreak(soft);
                    break;
            }
        }

        TrimBlanks();
        if (
            _quoteDepth > 0
            && Verse.MayBe(_softBreaks.Count)
            && Verse.Is(_result.ToString(start, _result.Length - start), start, _softBreaks)
        )
        {
            _softBreaks.ForEach(place => _result[place] = '\n');
        }
    }

    private void WriteSoftBreak(LineBreakInline soft)
    {
        if (BeginsSpeech(soft.NextSibling))
        {
            _result.Append('\n');
            return;
        }

        _softBreaks.Add(_result.Length);
        _result.Append(' ');
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
