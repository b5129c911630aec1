using System.Globalization;
using Syndicator.Networks;
using Syndicator.Networks.Text;

namespace Syndicator.Composing;

/// <summary>
/// Fills one template so that it fits. First the whole is tried; then as many optional lines as fit stand, the highest number first, if there is room for the
/// rest in full; otherwise the list or the text that may be cut gives way, down to a useful least, before optional lines do.
/// </summary>
internal sealed class TemplateRenderer
{
    /// <summary>A list shows at least this many items before optional lines are dropped to make room.</summary>
    private const int LeastItems = 3;

    private readonly Template _template;
    private readonly IssueValues _values;
    private readonly TextRules _rules;
    private readonly RichText?[] _lines;
    private readonly List<RichText> _items = [];
    private int _elasticLine = -1;
    private RichText? _elastic;

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
        _lines = new RichText?[template.Lines.Count];
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
            switch (line.Kind)
            {
                case TemplateLineKind.Each:
                    hasList = true;
                    RenderItems(line);
                    break;
                case TemplateLineKind.More:
                    break;
                default:
                    _lines[i] = RenderLine(line, i, cutText: null);
                    if (_lines[i] is null && !IsOptional(line, i))
                    {
                        return false;
                    }

                    break;
            }
        }

        return !hasList || _items.Count > 0;
    }

    private bool IsOptional(TemplateLine line, int index) =>
        line.Drop is not null || line.IsElse || line.IsAlone || (index + 1 < _template.Lines.Count && _template.Lines[index + 1].IsElse);

    private void RenderItems(TemplateLine line)
    {
        var list = line.List!;
        var count = _values.ItemCount(list);
        for (var i = 0; i < count; i++)
        {
            var index = i;
            var builder = new RichTextBuilder();
            if (Append(builder, line.Segments, placeholder => _values.FindInItem(list, index, placeholder.Name)))
            {
                _items.Add(builder.Build());
            }
        }
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
        var whole = Assemble(new Shape(ulong.MaxValue, _items.Count, null));
        if (_rules.Fits(whole.Text))
        {
            return whole;
        }

        if (Fits(new Shape(0, _items.Count, null)))
        {
            return Assemble(new Shape(MostOptionalLines(), _items.Count, null));
        }

        int[] steps = [0, .. _template.Drops];
        foreach (var step in steps)
        {
            var isLast = step == steps[^1];
            var optional = OptionalLinesAbove(step);
            if ((_items.Count > 0 ? WithFewerItems(optional, isLast) : WithShorterText(optional, isLast)) is { } shorter)
            {
                return shorter;
            }
        }

        return WithFewerLines();
    }

    /// <summary>One by one, the highest number first: a line that does not fit makes room for shorter ones after it.</summary>
    private ulong MostOptionalLines()
    {
        var shown = 0UL;
        foreach (var drop in _template.Drops.Reverse())
        {
            for (var i = 0; i < _template.Lines.Count; i++)
            {
                if (_template.Lines[i].Drop == drop && Fits(new Shape(shown | (1UL << i), _items.Count, null)))
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

    private RichText? WithFewerItems(ulong optional, bool isLast)
    {
        var (low, high) = (0, _items.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Fits(new Shape(optional, middle, null)) ? (middle, high) : (low, middle - 1);
        }

        return low >= (isLast ? 1 : Math.Min(LeastItems, _items.Count)) ? Assemble(new Shape(optional, low, null)) : null;
    }

    private RichText? WithShorterText(ulong optional, bool isLast)
    {
        if (_elastic is null || _elasticLine < 0 || Cut(optional) is not { } cut)
        {
            return null;
        }

        // Optional lines are not given up for words that a cut at the next good place would not gain.
        var isEnough = isLast || cut.Length >= Math.Min(_rules.Limit / 3, Cut(0)?.Length ?? 0);
        if (!isEnough)
        {
            return null;
        }

        _elastic = _values.Cut(_elastic, cut);
        return Assemble(new Shape(optional, 0, cut));

        string? Cut(ulong lines) => CutText(_elastic, candidate => Fits(new Shape(lines, 0, candidate)));
    }

    /// <summary>At a sentence, unless so little of it stands that a cut between words says more.</summary>
    private string? CutText(RichText whole, Func<string, bool> fits)
    {
        var text = whole.Unbroken ?? whole.Text;
        bool FitsUnmarked(string candidate) => fits(Unbroken.Unmark(candidate));
        var atSentence = TextCut.AtSentence(text, FitsUnmarked);
        var isEnough = atSentence is not null && atSentence.Length >= _rules.Limit / 4;
        var cut = isEnough ? atSentence : TextCut.AtWord(text, FitsUnmarked) ?? atSentence;
        return cut is null ? null : Unbroken.Unmark(cut);
    }

    private bool Fits(Shape shape) => _rules.Fits(Assemble(shape).Text);

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
            var pieces = isHiddenElse ? [] : PiecesOf(line, i, shape);
            isShown = isHiddenElse || pieces.Count > 0;
            foreach (var piece in pieces)
            {
                if (builder.Length > 0)
                {
                    builder.Append(isBlankPending ? "\n\n" : "\n");
                }

                isBlankPending = false;
                builder.Append(piece);
            }
        }

        return builder.Build();
    }

    private IReadOnlyList<RichText> PiecesOf(TemplateLine line, int index, Shape shape)
    {
        if ((line.Drop is not null && (shape.Optional & (1UL << index)) == 0) || (line.IsAlone && _values.IsThread))
        {
            return [];
        }

        var piece = line.Kind switch
        {
            TemplateLineKind.Each => null,
            TemplateLineKind.More => RenderMore(line, shape),
            _ => index == _elasticLine && shape.CutText is not null ? RenderLine(line, index, shape.CutText) : _lines[index],
        };
        return line.Kind == TemplateLineKind.Each ? _items.GetRange(0, shape.Items)
            : piece is null ? []
            : [piece];
    }

    private RichText? RenderMore(TemplateLine line, Shape shape)
    {
        var left = _items.Count - shape.Items;
        if (left == 0 && shape.CutText is null)
        {
            return null;
        }

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
}
