using System.Globalization;
using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>A line as it may stand in a post.</summary>
/// <param name="Weight">In the network's unit.</param>
/// <param name="Place">Of an item, in its list; items without words are left out.</param>
internal sealed record Piece(RichText Text, int Weight, int Place = 0);

/// <summary>The lines of a template with their values, each rendered and weighed once.</summary>
internal sealed class RenderedLines(Template template, ITemplateValues values, TextRules rules)
{
    private readonly Piece?[] _lines = new Piece?[template.Lines.Count];
    private readonly Piece?[] _shortLines = new Piece?[template.Lines.Count];
    private readonly List<Piece> _items = [];

    // One for all lines, of which one is put together at a time.
    private readonly RichTextBuilder _builder = new();

    /// <summary>Of the list, as many as could ever stand.</summary>
    public IReadOnlyList<Piece> Items => _items;

    /// <summary>How many the list has.</summary>
    public int ItemCount { get; private set; }

    /// <summary>The line with the text that may be cut; -1 where there is none.</summary>
    public int ElasticLine { get; private set; } = -1;

    public RichText? Elastic { get; private set; }

    /// <summary>False when the template has nothing to say: a line that must stand lacks a value, or its list is empty.</summary>
    public bool Prepare()
    {
        var hasList = false;
        for (var i = 0; i < template.Lines.Count; i++)
        {
            var line = template.Lines[i];
            if (line.Kind == TemplateLineKind.Each)
            {
                hasList = true;
                RenderItems(line);
            }
            else if (line is { Kind: TemplateLineKind.Text, IsBlank: false } && !(line.IsAlone && values.IsThread))
            {
                _lines[i] = Weigh(RenderLine(i, values, cutText: null));
                if (_lines[i] is null && !IsOptional(line, i))
                {
                    return false;
                }
            }
        }

        RenderMore();
        return !hasList || _items.Count > 0;
    }

    private bool IsOptional(TemplateLine line, int index) =>
        line.Drop is not null || line.IsElse || line.IsAlone || (index + 1 < template.Lines.Count && template.Lines[index + 1].IsElse);

    private Piece? Weigh(RichText? text) => text is null ? null : new Piece(text, rules.WeighLine(text.Text));

    /// <summary>As many as could ever stand.</summary>
    private void RenderItems(TemplateLine line)
    {
        var list = line.List!;
        var shortened = values.Shortened(rules.Limit / 2);
        ItemCount = values.ItemCount(list);
        var weight = 0;
        for (var i = 0; i < ItemCount && weight <= rules.Limit; i++)
        {
            var index = i;
            if (Append(line.Segments, placeholder => shortened.FindInItem(list, index, placeholder.Name)))
            {
                var item = Weigh(_builder.Build())! with { Place = index };
                _items.Add(item);
                weight += item.Weight + 1;
            }
        }
    }

    /// <summary>With the widest number, so that a smaller one fits as well.</summary>
    private void RenderMore()
    {
        for (var i = 0; i < template.Lines.Count; i++)
        {
            if (template.Lines[i].Kind == TemplateLineKind.More)
            {
                _lines[i] = Weigh(RenderMore(template.Lines[i], ItemCount));
            }
        }
    }

    /// <param name="left">How many items do not stand.</param>
    public RichText? RenderMore(TemplateLine line, int left)
    {
        return Append(
            line.Segments,
            placeholder =>
                placeholder.Name != "more" ? values.Find(placeholder.Name)
                : left > 0 ? RichText.Plain(left.ToString(CultureInfo.InvariantCulture))
                : null
        )
            ? _builder.Build()
            : null;
    }

    private RichText? RenderLine(int index, ITemplateValues lineValues, string? cutText)
    {
        var isComplete = Append(
            template.Lines[index].Segments,
            placeholder =>
            {
                if (!placeholder.IsElastic)
                {
                    return lineValues.Find(placeholder.Name);
                }

                (ElasticLine, Elastic) = (index, Elastic ?? values.Find(placeholder.Name));
                return cutText is null || Elastic is null ? Elastic : Elastic with { Text = cutText };
            }
        );
        return isComplete ? _builder.Build() : null;
    }

    /// <summary>A line as it stands. The line of the text that may be cut is never shortened otherwise.</summary>
    /// <param name="shortLines">The lines whose values are shortened, a bit each.</param>
    public Piece? Of(int index, ulong shortLines)
    {
        if (
            (shortLines & (1UL << index)) == 0
            || index == ElasticLine
            || _lines[index] is null
            || template.Lines[index].Kind != TemplateLineKind.Text
        )
        {
            return _lines[index];
        }

        return _shortLines[index] ??= Weigh(RenderLine(index, values.Shortened(rules.Limit / 3), cutText: null));
    }

    /// <summary>The line of the text that may be cut, with this in its place.</summary>
    public RichText RenderCut(string cutText) => RenderLine(ElasticLine, values, cutText)!;

    /// <summary>From here on that text is this, and cites only the lines it still comes from.</summary>
    public void Cut(string cutText) => Elastic = values.Cut(Elastic!, cutText);

    /// <summary>Whether there is a text that may be cut, and what it says allows it.</summary>
    public bool MayCut =>
        Elastic is not null
        && _lines[ElasticLine] is not null
        && template
            .Lines[ElasticLine]
            .Segments.OfType<TemplateSegment.Placeholder>()
            .Where(segment => segment.IsElastic)
            .All(segment => values.MayCut(segment.Name));

    /// <summary>Begins the line anew. False when a placeholder outside a group has no value.</summary>
    private bool Append(IReadOnlyList<TemplateSegment> segments, Func<TemplateSegment.Placeholder, RichText?> find)
    {
        _builder.Clear();
        return AppendTo(_builder, segments, find);
    }

    private static bool AppendTo(
        RichTextBuilder builder,
        IReadOnlyList<TemplateSegment> segments,
        Func<TemplateSegment.Placeholder, RichText?> find
    )
    {
        for (var i = 0; i < segments.Count; i++)
        {
            switch (segments[i])
            {
                case TemplateSegment.Literal literal:
                    builder.Append(literal.Text);
                    break;
                case TemplateSegment.Placeholder placeholder:
                    if (find(placeholder) is not { } value)
                    {
                        return false;
                    }

                    builder.Append(value);
                    if (placeholder.Singular is not null)
                    {
                        builder.Append(" ").Append(value.Text == "1" ? placeholder.Singular : placeholder.Plural!);
                    }

                    break;
                case TemplateSegment.Group group:
                    var mark = builder.Mark();
                    if (!AppendTo(builder, group.Segments, find))
                    {
                        builder.Rewind(mark);
                    }

                    break;
            }
        }

        return true;
    }
}
