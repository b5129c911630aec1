namespace Syndicator.App.Plots;

/// <summary>Points on two axes, joined in the order they are given.</summary>
internal static class LinePlot
{
    private const double Radius = 3;

    public static Drawing Draw(string title, string description, Axis upright, Axis level, IReadOnlyList<PlotLine> lines)
    {
        // A dot at an edge needs room as well.
        var around = PlotArea.Beside(upright);
        var area = around with { Right = around.Right - Radius };
        var (x, y) = (level.ToScale(area.Left + Radius, area.Right), upright.ToScale(area.Bottom, area.Top));
        var marks = new List<Mark>(area.Upright(upright));
        foreach (var line in lines)
        {
            var points = line.Points.Select(point => (X: x.At(point.X), Y: y.At(point.Y), point.Words)).ToList();
            if (points.Count > 1)
            {
                marks.Add(new Mark.Curve([.. points.Select(point => (point.X, point.Y))], line.Class));
            }

            marks.AddRange(points.Select(point => new Mark.Dot(point.X, point.Y, Radius, line.Class, $"{line.Name}, {point.Words}")));
        }

        marks.AddRange(area.Level([.. level.Ticks.Select(tick => (x.At(tick.Value), tick.Label))], level.Words));
        return new Drawing(Drawing.UsualWidth, Drawing.UsualHeight, title, description, marks);
    }
}

/// <param name="Class">As <see cref="PlotSeries.Class"/>.</param>
/// <param name="Points">With what they say.</param>
internal sealed record PlotLine(string Name, string Class, IReadOnlyList<(double X, double Y, string Words)> Points);
