using System.Runtime.InteropServices;
using Markdig.Syntax;

namespace Syndicator.Issues;

internal enum TextBlockKind
{
    Paragraph,
    Heading,
    Code,
    Html,
}

/// <summary>A leaf of the document: a paragraph, a heading, code, or HTML that is no comment.</summary>
/// <param name="Start">Of its text in <see cref="IssueText"/>.</param>
/// <param name="FirstLink">Index into <see cref="IssueText.Links"/>.</param>
/// <param name="LinkEnd">Index after its last link.</param>
/// <param name="ItemDepth">0 outside lists, 1 in a list, 2 in a list inside a list.</param>
/// <param name="Item">Number of the innermost list item, unique in the document; -1 outside lists.</param>
/// <param name="StartsItem">Whether it is the first leaf of its list item.</param>
/// <param name="QuoteDepth">How many block quotes it stands in.</param>
/// <param name="TopLevel">Index of the document's child it belongs to.</param>
/// <param name="Source">Where it came from.</param>
internal readonly record struct TextBlock(
    TextBlockKind Kind,
    int Start,
    int End,
    int FirstLink,
    int LinkEnd,
    int ItemDepth,
    int Item,
    bool StartsItem,
    int QuoteDepth,
    int TopLevel,
    LeafBlock Source
)
{
    public int Line => Source.Line + 1;
    public bool IsEmpty => End <= Start;
}

/// <param name="Start">Of the link's text in <see cref="IssueText"/>.</param>
/// <param name="Url">As written; empty for an empty link.</param>
/// <param name="Line">From 1.</param>
internal readonly record struct TextLink(int Start, int End, string Url, int Line);

/// <summary>
/// The plain text of an issue in one buffer, with the places of its blocks and links: made in one walk, so that what the sections mean is read from spans and
/// nothing is rendered twice.
/// </summary>
internal sealed class IssueText(char[] buffer)
{
    private char[] _buffer = buffer;
    private readonly List<(int Position, int Line)> _lines = new(256);

    public List<TextBlock> BlockList { get; } = new(256);
    public List<TextLink> LinkList { get; } = new(256);

    public ReadOnlySpan<TextBlock> Blocks => CollectionsMarshal.AsSpan(BlockList);
    public ReadOnlySpan<TextLink> Links => CollectionsMarshal.AsSpan(LinkList);

    /// <summary>Characters written so far.</summary>
    public int Length { get; private set; }

    /// <summary>The buffer, for whoever lent it; it may have grown.</summary>
    public char[] Buffer => _buffer;

    public ReadOnlySpan<char> Span(int start, int end) => end <= start ? default : _buffer.AsSpan(start, end - start);

    public ReadOnlySpan<char> Span(in TextBlock block) => Span(block.Start, block.End);

    public ReadOnlySpan<char> Span(in TextLink link) => Span(link.Start, link.End);

    public string Text(int start, int end) => end <= start ? "" : new string(Span(start, end));

    public string Text(in TextBlock block) => Text(block.Start, block.End);

    public string Text(in TextLink link) => Text(link.Start, link.End);

    /// <summary>The line, from 1, of the source that the character at this place came from.</summary>
    public int LineAt(int position) => _lines.Count == 0 ? 1 : _lines[Math.Max(0, FirstLineAfter(position) - 1)].Line;

    private int FirstLineAfter(int position)
    {
        int low = 0,
            high = _lines.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_lines[middle].Position <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Where the last source line of the text between two places starts.</summary>
    public int LineStart(int start, int end)
    {
        var i = FirstLineAfter(end - 1) - 1;
        var position = i < 0 ? start : Math.Max(start, _lines[i].Position);
        return position < end && _buffer[position] == ' ' ? position + 1 : position;
    }

    /// <summary>Where the next source line after <paramref name="position"/> starts; <paramref name="end"/> when it is all one line.</summary>
    public int NextLineStart(int position, int end)
    {
        for (var i = FirstLineAfter(position); i < _lines.Count && _lines[i].Position < end; i++)
        {
            var start = _lines[i].Position;
            start = _buffer[start] == ' ' ? start + 1 : start;
            if (start > position)
            {
                return Math.Min(start, end);
            }
        }

        return end;
    }

    /// <summary>Says that what is written from here on came from this line, from 1.</summary>
    public void MarkLine(int line)
    {
        if (_lines.Count == 0 || _lines[^1].Line != line)
        {
            _lines.Add((Length, line));
        }
    }

    public void Append(char character)
    {
        if (Length == _buffer.Length)
        {
            Array.Resize(ref _buffer, (_buffer.Length * 2) + 16);
        }

        _buffer[Length++] = character;
    }

    public bool EndsWithSpace(int start) => Length > start && _buffer[Length - 1] == ' ';

    public void TrimEnd(int start)
    {
        while (EndsWithSpace(start))
        {
            Length--;
        }
    }
}
