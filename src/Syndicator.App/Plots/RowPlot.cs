namespace Syndicator.App.Plots;

/// <summary>Level bars below one another, each with its name before and its value behind.</summary>
internal static class RowPlot
{
    private const double RowHeight = 24;
    private const double BarHeight = 14;
    private const double Names = 152;
    private const double Values = 44;

    public static Drawing Draw(string title, string description, IReadOnlyList<(string Name, double Value, string Words)> rows)
    {
        var scale = new Scale(0, Math.Max(1e-9, rows.Select(row => row.Value).DefaultIfEmpty(0).Max()), Names, Drawing.UsualWidth - Values);
        return new Drawing(
            Drawing.UsualWidth,
            Math.Max(1, rows.Count) * RowHeight,
            title,
            description,
            [.. rows.SelectMany((row, number) => Row(row.Name, row.Value, row.Words, number * RowHeight, scale))]
        );
    }

    private static IEnumerable<Mark> Row(string name, double value, string words, double top, Scale scale)
    {
        var baseLine = top + (RowHeight / 2) + (PlotText.Size / 3);
        var end = scale.At(value);
        yield return new Mark.Label(Names - 6, baseLine, PlotText.Fit(name, Names - 6), "end");
        yield return new Mark.Box(Names, top + ((RowHeight - BarHeight) / 2), end - Names, BarHeight, "s0", $"{name}: {words}");
        yield return new Mark.Label(end + 4, baseLine, PlotText.Fit(words, Drawing.UsualWidth - end - 4), "start");
    }
}
