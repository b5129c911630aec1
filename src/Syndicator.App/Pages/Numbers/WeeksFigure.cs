using Syndicator.App.Plots;

namespace Syndicator.App.Pages.Numbers;

/// <summary>What readers did with the posts of each week, by network.</summary>
internal static class WeeksFigure
{
    public const int Weeks = 12;

    public static FigureView Of(NumbersData data)
    {
        if (data.Sums.Count == 0)
        {
            return FigureView.Empty(
                "weeks",
                "Nothing is counted yet",
                "Likes, boosts, replies and quotes of a post are counted for the first time an hour after it is out, then ever more rarely for a month."
            );
        }

        var weeks = WeeksOf(data);
        var totals = weeks.ToDictionary(
            week => week,
            week => data.Sums.Where(sum => data.WeekOf(sum.SentAt) == week).Sum(sum => sum.Total)
        );
        var series = data.Networks.Select((network, place) => Series(data, weeks, network, place)).ToList();
        var finding = Finding(data, weeks, totals);
        return new FigureView(
            "weeks",
            finding,
            BarPlot.Draw(
                "Reactions by week and network",
                $"{finding}. Bars for {Words.Count(weeks.Count, "week", "weeks")}, the highest {totals.Values.Max()}, each in parts by network.",
                new Axis(Ticks.Counts(totals.Values.Max()), "reactions"),
                "week in which the posts went out",
                [.. weeks.Select(week => Words.BriefDay(week))],
                series,
                isStacked: true
            ),
            [.. series.Select(each => (each.Class, each.Name))],
            new TableView(
                ["Week from", .. series.Select(each => each.Name), "All"],
                [
                    .. weeks.Select(
                        (week, place) =>
                            (IReadOnlyList<string>)
                                [
                                    Words.Machine(week),
                                    .. series.Select(each => Words.Number(each.Values[place])),
                                    Words.Number(totals[week]),
                                ]
                    ),
                ]
            ),
            "Reactions are likes, boosts, replies and quotes, as they were counted last."
        );
    }

    /// <summary>From the first with anything to this one, without a gap.</summary>
    private static List<DateOnly> WeeksOf(NumbersData data)
    {
        var first = data.Sums.Min(sum => data.WeekOf(sum.SentAt));
        var last = data.WeekOf(data.Now) > first ? data.WeekOf(data.Now) : first;
        var count = Math.Min(Weeks, ((last.DayNumber - first.DayNumber) / 7) + 1);
        return [.. Enumerable.Range(0, count).Select(week => last.AddDays(-7 * (count - 1 - week)))];
    }

    private static PlotSeries Series(NumbersData data, IReadOnlyList<DateOnly> weeks, string network, int place) =>
        new(
            Words.Network(network),
            NumbersData.ColourOf(place),
            [
                .. weeks.Select(week =>
                    (double)
                        data
                            .Sums.Where(sum => data.NetworkOf(sum.Account) == network && data.WeekOf(sum.SentAt) == week)
                            .Sum(sum => sum.Total)
                ),
            ],
            value => Words.Count((int)value, "reaction", "reactions")
        );

    /// <summary>Whole weeks are compared; this one is not over.</summary>
    private static string Finding(NumbersData data, IReadOnlyList<DateOnly> weeks, Dictionary<DateOnly, long> totals)
    {
        if (weeks is not [.., var before, var last, _] || totals[before] == 0)
        {
            return $"Readers reacted {Times(totals[weeks[^1]])} to what was posted this week";
        }

        var change = (totals[last] - totals[before]) * 100.0 / totals[before];
        var compared =
            Math.Abs(change) < 0.5
                ? "as often as in the week before"
                : $"{Words.Number(Math.Abs(change))}% {(change > 0 ? "more" : "less")} than in the week before";
        return $"Readers reacted {Times(totals[last])} to the week of {Words.BriefDay(last)}, {compared}";
    }

    private static string Times(long count) => count == 1 ? "once" : $"{Words.Number(count)} times";
}
