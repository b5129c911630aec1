using System.Globalization;
using Syndicator.Networks;
using Syndicator.Networks.Text;

namespace Syndicator.Composing;

/// <summary>
/// Fills one template so that it fits. First the whole is tried; then as many optional lines as fit stand, the highest number first, if there is room for the
/// rest in full; otherwise the list or the text that may be cut gives way, down to a useful least, before optional lines do.
/// </summary>
/// <remarks>Every line is weighed once: a network counts a text line by line (<see cref="TextRules.WeighLine"/>), so shapes are compared by sums.</remarks>
internal sealed class TemplateRenderer
{
    /// <summary>A list shows at least this many items before optional lines are dropped to make room.</summary>
    private const int LeastItems = 3;

    private readonly Template _template;
    private readonly IssueValues _values;
    private readonly TextRules _rules;
    private readonly Piece?[] _lines;
    private readonly List<Piece> _items = [];
    private int _itemCount;
    private int _elasticLine = -1;
    private RichText? _elastic;

    /// <summary>A line as it may stand in the post.</summary>
    /// <param name="Weight">In the network's unit.</param>
    private sealed record Piece(RichText Text, int Weight);

    /// <summary>One way to fill the template.</summary>
    /// <param name="Optional">The optional lines that stand, a bit for each line of the template.</param>
    /// <param name="Items">Of the list.</param>
    /// <param name="CutText">In place of the text that may be cut; null: the whole.</param>
    private readonly record struct Shape(ulong Optional, int Items, string? CutText);

    private TemplateRenderer(Template template, IssueValues values, TextRules rules)
    {
        _template = template;
        _values = values;
        _rules = rules;
        _lines = new Piece?[template.Lines.Count];
    }

    /// <summary>Null when the template has nothing to say about this issue: a line that must stand lacks a value, or its list is empty.</summary>
    public static RichText? Render(Template template, IssueValues values, TextRules rules)
    {
        var renderer = new TemplateRenderer(template, values, rules);
        return renderer.Prepare() ? renderer.Fit() : null;
    }

    private bool Prepare()
    {
        var hasList = false;
        for (var i = 0; i < _template.Lines.Count; i++)
        {
            var line = _template.Lines[i];
            if (line.Kind == TemplateLineKind.Each)
            {
                hasList = true;
                RenderItems(line);
            }
            else if (line is { Kind: TemplateLineKind.Text, IsBlank: false } && !(line.IsAlone && _values.IsThread))
            {
                _lines[i] = Weigh(RenderLine(line, i, cutText: null));
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
        line.Drop is not null || line.IsElse || line.IsAlone || (index + 1 < _template.Lines.Count && _template.Lines[index + 1].IsElse);

    private Piece? Weigh(RichText? text) => text is null ? null : new Piece(text, _rules.WeighLine(text.Text));

    /// <summary>As many as could ever stand.</summary>
    private void RenderItems(TemplateLine line)
    {
        var list = line.List!;
        _itemCount = _values.ItemCount(list);
        var weight = 0;
        for (var i = 0; i < _itemCount && weight <= _rules.Limit; i++)
        {
            var index = i;
            var builder = new RichTextBuilder();
            if (Append(builder, line.Segments, placeholder => _values.FindInItem(list, index, placeholder.Name)))
            {
                var item = Weigh(builder.Build())!;
                _items.Add(item);
                weight += item.Weight + 1;
            }
        }
    }

    /// <summary>With the widest number, so that a smaller one fits as well.</summary>
    private void RenderMore()
    {
        for (var i = 0; i < _template.Lines.Count; i++)
        {
            if (_template.Lines[i].Kind == TemplateLineKind.More)
            {
                _lines[i] = Weigh(RenderMore(_template.Lines[i], _itemCount));
            }
        }
    }

    private RichText? RenderMore(TemplateLine line, int left)
    {
        var builder = new RichTextBuilder();
        return Append(
            builder,
            line.Segments,
            placeholder =>
                placeholder.Name != "more" ? _values.Find(placeholder.Name)
                : left > 0 ? RichText.Plain(left.ToString(CultureInfo.InvariantCulture))
                : null
        )
            ? builder.Build()
            : null;
    }

    private RichText? RenderLine(TemplateLine line, int index, string? cutText)
    {
        var builder = new RichTextBuilder();
        var isComplete = Append(
            builder,
            line.Segments,
            placeholder =>
            {
                if (!placeholder.IsElastic)
                {
                    return _values.Find(placeholder.Name);
                }

                (_elasticLine, _elastic) = (index, _elastic ?? _values.FindWhole(placeholder.Name));
                return cutText is null || _elastic is null ? _elastic : _elastic with { Text = cutText };
            }
        );
        return isComplete ? builder.Build() : null;
    }

    /// <summary>False when a placeholder outside a group has no value.</summary>
    private static bool Append(
        RichTextBuilder builder,
        IReadOnlyList<TemplateSegment> segments,
        Func<TemplateSegment.Placeholder, RichText?> find
    )
    {
        foreach (var segment in segments)
        {
            switch (segment)
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
                    if (!Append(builder, group.Segments, find))
                    {
                        builder.Rewind(mark);
                    }

                    break;
            }
        }

        return true;
    }

    private RichText? Fit()
    {
        if (_items.Count == _itemCount && FitsWhole() is { } optional)
        {
            return Checked(new Shape(optional, _itemCount, null));
        }

        int[] steps = [0, .. _template.Drops];
        foreach (var step in steps)
        {
            var isLast = step == steps[^1];
            var lines = OptionalLinesAbove(step);
            if ((_items.Count > 0 ? WithFewerItems(lines, isLast) : WithShorterText(lines, isLast)) is { } shorter)
            {
                return Checked(shorter);
            }
        }

        return WithFewerLines();
    }

    /// <summary>The optional lines that stand beside everything else in full; null when there is no room for that.</summary>
    private ulong? FitsWhole() =>
        Fits(new Shape(ulong.MaxValue, _itemCount, null)) ? ulong.MaxValue
        : Fits(new Shape(0, _itemCount, null)) ? MostOptionalLines()
        : null;

    /// <summary>One by one, the highest number first: a line that does not fit makes room for shorter ones after it.</summary>
    private ulong MostOptionalLines()
    {
        var shown = 0UL;
        foreach (var drop in _template.Drops.Reverse())
        {
            for (var i = 0; i < _template.Lines.Count; i++)
            {
                if (_template.Lines[i].Drop == drop && Fits(new Shape(shown | (1UL << i), _itemCount, null)))
                {
                    shown |= 1UL << i;
                }
            }
        }

        return shown;
    }

    private ulong OptionalLinesAbove(int drop)
    {
        var shown = 0UL;
        for (var i = 0; i < _template.Lines.Count; i++)
        {
            shown |= _template.Lines[i].Drop > drop ? 1UL << i : 0;
        }

        return shown;
    }

    private Shape? WithFewerItems(ulong optional, bool isLast)
    {
        var most = Math.Min(_items.Count, _itemCount - 1);
        while (most > 0 && !Fits(new Shape(optional, most, null)))
        {
            most--;
        }

        return most > 0 && most >= (isLast ? 1 : Math.Min(LeastItems, _items.Count)) ? new Shape(optional, most, null) : null;
    }

    private Shape? WithShorterText(ulong optional, bool isLast)
    {
        if (_elastic is null || _lines[_elasticLine] is null || CutText(optional) is not { } cut)
        {
            return null;
        }

        // Optional lines are not given up for words that a cut at the next good place would not gain.
        var isEnough = isLast || cut.Length >= Math.Min(_rules.Limit / 3, CutText(0)?.Length ?? 0);
        if (!isEnough)
        {
            return null;
        }

        _elastic = _values.Cut(_elastic, cut);
        return new Shape(optional, 0, cut);
    }

    /// <summary>At a sentence, unless so little of it stands that a cut between words says more.</summary>
    private string? CutText(ulong optional)
    {
        var text = _elastic!.Unbroken ?? _elastic.Text;
        var line = _lines[_elasticLine]!;
        var room = _rules.Limit - WeightOf(new Shape(optional, 0, "")) + line.Weight;
        var at = line.Text.Text.IndexOf(_elastic.Text, StringComparison.Ordinal);
        var (before, after) = (line.Text.Text[..at], line.Text.Text[(at + _elastic.Text.Length)..]);
        bool HasRoom(string candidate) => _rules.WeighLine(before + Unbroken.Unmark(candidate) + after) <= room;

        var atSentence = TextCut.AtSentence(text, HasRoom);
        var isEnough = atSentence is not null && atSentence.Length >= _rules.Limit / 4;
        var cut = isEnough ? atSentence : TextCut.AtWord(text, HasRoom) ?? atSentence;
        return cut is null ? null : Unbroken.Unmark(cut);
    }

    private bool Fits(Shape shape) => WeightOf(shape) <= _rules.Limit;

    /// <summary>The elastic line counts in full here, whatever is cut from it.</summary>
    private int WeightOf(Shape shape)
    {
        var weight = 0;
        foreach (var (line, isBlankBefore) in Shown(shape, int.MaxValue))
        {
            weight +=
                weight == 0 ? 0
                : isBlankBefore ? 2
                : 1;
            weight += _template.Lines[line].Kind == TemplateLineKind.Each ? WeightOfItems(shape.Items) : _lines[line]!.Weight;
        }

        return weight;
    }

    private int WeightOfItems(int count)
    {
        var weight = count - 1;
        for (var i = 0; i < count; i++)
        {
            weight += _items[i].Weight;
        }

        return weight;
    }

    /// <summary>The sums were right, or, for a text that no network counts line by line, the first lines that fit.</summary>
    private RichText? Checked(Shape shape)
    {
        var text = Assemble(shape);
        return _rules.Fits(text.Text) ? text : WithFewerLines();
    }

    /// <summary>The last resort for values nobody foresaw: the first lines that fit, or nothing.</summary>
    private RichText? WithFewerLines()
    {
        for (var count = _template.Lines.Count - 1; count > 0; count--)
        {
            var fewer = Assemble(new Shape(0, 0, null), count);
            if (fewer.Text.Length > 0 && _rules.Fits(fewer.Text))
            {
                return fewer;
            }
        }

        return null;
    }

    private RichText Assemble(Shape shape, int lineCount = int.MaxValue)
    {
        var builder = new RichTextBuilder();
        foreach (var (index, isBlankBefore) in Shown(shape, lineCount))
        {
            builder.Append(
                builder.Length == 0 ? ""
                : isBlankBefore ? "\n\n"
                : "\n"
            );
            var line = _template.Lines[index];
            if (line.Kind == TemplateLineKind.Each)
            {
                AppendItems(builder, shape.Items);
            }
            else
            {
                builder.Append(
                    line.Kind == TemplateLineKind.More ? RenderMore(line, _itemCount - shape.Items)!
                    : index == _elasticLine && shape.CutText is not null ? RenderLine(line, index, shape.CutText)!
                    : _lines[index]!.Text
                );
            }
        }

        return builder.Build();
    }

    private void AppendItems(RichTextBuilder builder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            builder.Append(i == 0 ? "" : "\n").Append(_items[i].Text);
        }
    }

    /// <summary>The lines that stand, and whether an empty one goes before.</summary>
    private IEnumerable<(int Line, bool IsBlankBefore)> Shown(Shape shape, int lineCount)
    {
        var isBlankPending = false;
        var isShown = false;
        for (var i = 0; i < Math.Min(lineCount, _template.Lines.Count); i++)
        {
            var line = _template.Lines[i];
            if (line.IsBlank)
            {
                isBlankPending = true;
                continue;
            }

            var isHiddenElse = line.IsElse && isShown;
            isShown = isHiddenElse || IsShown(line, i, shape);
            if (isShown && !isHiddenElse)
            {
                yield return (i, isBlankPending);
                isBlankPending = false;
            }
        }
    }

    private bool IsShown(TemplateLine line, int index, Shape shape) =>
        (line.Drop is null || (shape.Optional & (1UL << index)) != 0)
        && line.Kind switch
        {
            TemplateLineKind.Each => shape.Items > 0,
            TemplateLineKind.More => _lines[index] is not null && (shape.Items < _itemCount || shape.CutText is not null),
            _ => _lines[index] is not null,
        };
}
