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

    /// <summary>UTF-16 code units; a cut at a sentence that leaves less is made between words instead.</summary>
    private const int LeastSentence = 60;

    private readonly Template _template;
    private readonly TextRules _rules;
    private readonly RenderedLines _lines;

    /// <summary>One way to fill the template.</summary>
    /// <param name="Optional">The optional lines that stand, a bit for each line of the template.</param>
    /// <param name="Short">The lines whose values are shortened, a bit each.</param>
    /// <param name="Items">Of the list.</param>
    /// <param name="CutText">In place of the text that may be cut; null: the whole.</param>
    private readonly record struct Shape(ulong Optional, ulong Short, int Items, string? CutText);

    private TemplateRenderer(Template template, RenderedLines lines, TextRules rules)
    {
        _template = template;
        _lines = lines;
        _rules = rules;
    }

    /// <summary>Null when the template has nothing to say about this issue: a line that must stand lacks a value, or its list is empty.</summary>
    public static RichText? Render(Template template, ITemplateValues values, TextRules rules)
    {
        var lines = new RenderedLines(template, values, rules);
        return lines.Prepare() ? new TemplateRenderer(template, lines, rules).Fit() : null;
    }

    private RichText? Fit()
    {
        if (_lines.Items.Count == _lines.ItemCount && (FitWhole(0) ?? FitWhole(ulong.MaxValue)) is { } whole)
        {
            return Assemble(whole);
        }

        int[] steps = [0, .. _template.Drops];
        foreach (var step in steps)
        {
            var isLast = step == steps[^1];
            var lines = OptionalLinesAbove(step);
            if ((_lines.Items.Count > 0 ? WithFewerItems(lines, isLast) : WithShorterText(lines, isLast)) is { } shorter)
            {
                return Assemble(shorter);
            }
        }

        return null;
    }

    /// <summary>List and text in full, with as many optional lines as fit; null when there is no room for that.</summary>
    private Shape? FitWhole(ulong shortLines)
    {
        var all = new Shape(ulong.MaxValue, shortLines, _lines.ItemCount, null);
        return Fits(all) ? all
            : Fits(all with { Optional = 0 }) ? WithMostOptionalLines(shortLines)
            : null;
    }

    /// <summary>
    /// One by one, the highest number first, shortened where it does not fit in full: a line that does not fit makes room for shorter ones after it.
    /// </summary>
    private Shape WithMostOptionalLines(ulong shortLines)
    {
        var shape = new Shape(0, shortLines, _lines.ItemCount, null);
        foreach (var drop in _template.Drops.Reverse())
        {
            for (var i = 0; i < _template.Lines.Count; i++)
            {
                if (_template.Lines[i].Drop != drop || _lines.Of(i, 0) is null)
                {
                    continue;
                }

                var whole = shape with { Optional = shape.Optional | (1UL << i) };
                var shortened = whole with { Short = shape.Short | (1UL << i) };
                shape =
                    Fits(whole) ? whole
                    : Fits(shortened) ? shortened
                    : shape;
            }
        }

        return shape;
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
        var most = Math.Min(_lines.Items.Count, _lines.ItemCount - 1);
        while (most > 0 && !Fits(new Shape(optional, ulong.MaxValue, most, null)))
        {
            most--;
        }

        return most > 0 && most >= (isLast ? 1 : Math.Min(LeastItems, _lines.Items.Count))
            ? new Shape(optional, ulong.MaxValue, most, null)
            : null;
    }

    private Shape? WithShorterText(ulong optional, bool isLast)
    {
        if (!_lines.MayCut || CutText(optional) is not { } cut)
        {
            return null;
        }

        // Optional lines are not given up for words that a cut at the next good place would not gain.
        var isEnough = isLast || cut.Length >= Math.Min(_rules.Limit / 3, CutText(0)?.Length ?? 0);
        if (!isEnough)
        {
            return null;
        }

        _lines.Cut(cut);
        return new Shape(optional, ulong.MaxValue, 0, cut);
    }

    /// <summary>At a sentence, unless so little of it stands that a cut between words says more.</summary>
    private string? CutText(ulong optional)
    {
        var text = _lines.Elastic!.Unbroken ?? _lines.Elastic.Text;
        var line = _lines.Of(_lines.ElasticLine, 0)!;
        var room = _rules.Limit - WeightOf(new Shape(optional, ulong.MaxValue, 0, "")) + line.Weight;
        var at = line.Text.Text.IndexOf(_lines.Elastic.Text, StringComparison.Ordinal);
        var (before, after) = (line.Text.Text[..at], line.Text.Text[(at + _lines.Elastic.Text.Length)..]);
        bool HasRoom(string candidate) => _rules.WeighLine(before + Unbroken.Unmark(candidate) + after) <= room;

        var atSentence = TextCut.AtSentence(text, HasRoom);
        var isEnough = atSentence is not null && atSentence.Length >= Math.Min(LeastSentence, _rules.Limit / 4);
        var cut = isEnough ? atSentence : TextCut.AtWord(text, HasRoom) ?? atSentence;
        return cut is null ? null : Unbroken.Unmark(cut);
    }

    private bool Fits(Shape shape) => WeightOf(shape) <= _rules.Limit;

    /// <summary>The elastic line counts in full here, whatever is cut from it.</summary>
    private int WeightOf(Shape shape)
    {
        var weight = 0;
        foreach (var (line, isBlankBefore) in Shown(shape))
        {
            weight +=
                weight == 0 ? 0
                : isBlankBefore ? 2
                : 1;
            weight +=
                _template.Lines[line].Kind == TemplateLineKind.Each ? WeightOfItems(shape.Items) : _lines.Of(line, shape.Short)!.Weight;
        }

        return weight;
    }

    private int WeightOfItems(int count)
    {
        var weight = count - 1;
        for (var i = 0; i < count; i++)
        {
            weight += _lines.Items[i].Weight;
        }

        return weight;
    }

    private RichText Assemble(Shape shape)
    {
        var builder = new RichTextBuilder();
        foreach (var (index, isBlankBefore) in Shown(shape))
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
                    line.Kind == TemplateLineKind.More ? _lines.RenderMore(line, _lines.ItemCount - shape.Items)!
                    : index == _lines.ElasticLine && shape.CutText is not null ? _lines.RenderCut(shape.CutText)
                    : _lines.Of(index, shape.Short)!.Text
                );
            }
        }

        return builder.Build() with
        {
            Items = [.. _lines.Items.Take(shape.Items).Select(item => item.Place)],
        };
    }

    private void AppendItems(RichTextBuilder builder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            builder.Append(i == 0 ? "" : "\n").Append(_lines.Items[i].Text);
        }
    }

    /// <summary>The lines that stand, and whether an empty one goes before.</summary>
    private IEnumerable<(int Line, bool IsBlankBefore)> Shown(Shape shape)
    {
        var isBlankPending = false;
        var isShown = false;
        for (var i = 0; i < _template.Lines.Count; i++)
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
            TemplateLineKind.More => _lines.Of(index, 0) is not null && (shape.Items < _lines.ItemCount || shape.CutText is not null),
            _ => _lines.Of(index, 0) is not null,
        };
}
