namespace Syndicator.App.Plots;

/// <summary>The part of a drawing between the axes, and the axes around it.</summary>
internal sealed record PlotArea(double Left, double Top, double Right, double Bottom)
{
    private const double Width = Drawing.UsualWidth;
    private const double Height = Drawing.UsualHeight;
    private const double BelowForLabels = 36;
    private const double AboveForWords = 22;
    private const double Gap = 6;

    /// <summary>Room beside the greatest label of the upright axis.</summary>
    public static PlotArea Beside(Axis upright) =>
        new(
            Math.Min(Width / 3, upright.Ticks.Max(tick => PlotText.WidthOf(tick.Label)) + Gap + 2),
            AboveForWords,
            Width - Gap,
            Height - BelowForLabels
        );

    /// <summary>The upright axis: its words above, its ticks at the left, lines across.</summary>
    public IEnumerable<Mark> Upright(Axis axis)
    {
        var scale = axis.ToScale(Bottom, Top);
        yield return new Mark.Label(0, PlotText.Size, PlotText.Fit(axis.Words, Width), "start");
        foreach (var tick in axis.Ticks)
        {
            var y = scale.At(tick.Value);
            yield return new Mark.Stroke(Left, y, Right, y, tick == axis.Ticks[0] ? "base" : "grid");
            yield return new Mark.Label(Left - Gap, y + (PlotText.Size / 3), PlotText.Fit(tick.Label, Left - Gap), "end");
        }
    }

    /// <summary>The level axis: labels below, as many as have room, counted from the last, and its words.</summary>
    /// <param name="labels">With their places, in order.</param>
    public IEnumerable<Mark> Level(IReadOnlyList<(double X, string Text)> labels, string words)
    {
        yield return PlotText.Within((Left + Right) / 2, Height - 6, words, Width);
        var free = Width;
        foreach (var (x, text) in labels.Reverse().Where(label => label.Text.Length > 0))
        {
            var label = PlotText.Within(x, Bottom + PlotText.Size + 4, text, Width);
            var half = PlotText.WidthOf(label.Text) / 2;
            if (label.X + half <= free)
            {
                yield return label;
                free = label.X - half - Gap;
            }
        }
    }
}
