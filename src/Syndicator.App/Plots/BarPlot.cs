namespace Syndicator.App.Plots;

/// <summary>Upright bars, one group for each label: upon one another or side by side.</summary>
internal static class BarPlot
{
    /// <summary>Of the place that a group has; the rest is air.</summary>
    private const double Filled = 0.72;

    /// <summary>Few groups do not make thick bars.</summary>
    private const double WidestGroup = 64;

    /// <param name="limits">A line across each group, such as a ceiling; null where a group has none.</param>
    public static Drawing Draw(
        string title,
        string description,
        Axis upright,
        string level,
        IReadOnlyList<string> labels,
        IReadOnlyList<PlotSeries> series,
        bool isStacked,
        IReadOnlyList<double?>? limits = null
    )
    {
        var area = PlotArea.Beside(upright);
        var scale = upright.ToScale(area.Bottom, area.Top);
        var place = (area.Right - area.Left) / Math.Max(1, labels.Count);
        var width = Math.Min(place * Filled, WidestGroup);
        double MiddleOf(int group) => area.Left + ((group + 0.5) * place);
        var marks = new List<Mark>(area.Upright(upright));
        for (var group = 0; group < labels.Count; group++)
        {
            marks.AddRange(Group(labels[group], series, group, MiddleOf(group) - (width / 2), width, scale, isStacked));
            if (limits?[group] is { } limit)
            {
                var y = scale.At(limit);
                marks.Add(new Mark.Stroke(area.Left + (group * place), y, area.Left + ((group + 1) * place), y, "limit"));
            }
        }

        marks.AddRange(area.Level([.. labels.Select((label, group) => (MiddleOf(group), label))], level));
        return new Drawing(Drawing.UsualWidth, Drawing.UsualHeight, title, description, marks);
    }

    private static IEnumerable<Mark> Group(
        string label,
        IReadOnlyList<PlotSeries> series,
        int group,
        double left,
        double width,
        Scale scale,
        bool isStacked
    )
    {
        var below = 0.0;
        var each = isStacked ? width : width / Math.Max(1, series.Count);
        for (var number = 0; number < series.Count; number++)
        {
            var value = series[number].Values[group];
            if (value > 0)
            {
                var (bottom, top) = (scale.At(below), scale.At(below + value));
                yield return new Mark.Box(
                    isStacked ? left : left + (number * each),
                    top,
                    each,
                    bottom - top,
                    series[number].Class,
                    $"{label}, {series[number].Name}: {series[number].Say(value)}"
                );
                below += isStacked ? value : 0;
            }
        }
    }
}

/// <summary>Values of one kind, one for each group.</summary>
/// <param name="Class">Of its colour: <c>s0</c>, <c>s1</c>.</param>
/// <param name="Say">A value with its unit.</param>
internal sealed record PlotSeries(string Name, string Class, IReadOnlyList<double> Values, Func<double, string> Say);
