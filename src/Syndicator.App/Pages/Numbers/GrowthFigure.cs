using Syndicator.App.Plots;
using Syndicator.Engagement;

namespace Syndicator.App.Pages.Numbers;

/// <summary>How the reactions to the newest issue came in, by account.</summary>
internal static class GrowthFigure
{
    public static FigureView Of(NumbersData data)
    {
        if (data.Newest is not { Points: [_, ..] points } newest)
        {
            return FigureView.Empty("growth", "No issue was counted yet", "Its posts are counted first an hour after they are out.");
        }

        var accounts = data.InOrder(points.Select(point => point.Account));
        var curves = accounts
            .Select(account => (Account: account, Curve: Grown([.. points.Where(point => point.Account == account)])))
            .ToList();
        var finding = Finding(newest.Name, Grown(points));
        return new FigureView(
            "growth",
            finding,
            LinePlot.Draw(
                $"Reactions to {newest.Name} over time",
                $"{finding}. One rising line for each of {Words.Count(accounts.Count, "account", "accounts")}.",
                new Axis(Ticks.Counts(curves.Max(each => each.Curve[^1].Total)), "reactions"),
                new Axis(Ticks.Ages(curves.Max(each => each.Curve[^1].Age.TotalHours)), "time since its first post"),
                [.. curves.Select((each, place) => Line(each.Account, place, each.Curve))]
            ),
            [.. curves.Select((each, place) => (NumbersData.ColourOf(place), each.Account))],
            new TableView(
                ["Account", "After", "Reactions"],
                [
                    .. curves.SelectMany(each =>
                        each.Curve.Select(point => (IReadOnlyList<string>)[each.Account, Words.Span(point.Age), Words.Number(point.Total)])
                    ),
                ]
            ),
            "Counted at certain ages, ever more rarely; between the dots nobody looked."
        );
    }

    /// <summary>All posts together: at each look, the last count of each.</summary>
    private static IReadOnlyList<(TimeSpan Age, long Total)> Grown(IReadOnlyList<EngagementPoint> points)
    {
        var sentAt = points.Min(point => point.SentAt);
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        var grown = new List<(TimeSpan, long)> { (TimeSpan.Zero, 0) };
        foreach (var look in points.GroupBy(point => point.At).OrderBy(look => look.Key))
        {
            foreach (var point in look)
            {
                last[point.Post] = point.Total;
            }

            grown.Add((look.Key - sentAt, last.Values.Sum()));
        }

        return grown;
    }

    private static PlotLine Line(string account, int place, IReadOnlyList<(TimeSpan Age, long Total)> curve) =>
        new(
            account,
            NumbersData.ColourOf(place),
            [
                .. curve.Select(point =>
                    (point.Age.TotalHours, (double)point.Total, $"{Words.Number(point.Total)} after {Words.Span(point.Age)}")
                ),
            ]
        );

    private static string Finding(string issue, IReadOnlyList<(TimeSpan Age, long Total)> grown)
    {
        var total = grown[^1].Total;
        return total == 0 ? $"Nobody has reacted to {issue} yet"
            : grown.Count < 4 ? $"Readers reacted {(total == 1 ? "once" : $"{Words.Number(total)} times")} to {issue} so far"
            : $"Half of the {Words.Number(total)} reactions to {issue} had come after {Words.Span(grown.First(point => point.Total * 2 >= total).Age)}";
    }
}
