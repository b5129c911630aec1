using Syndicator.App.Plots;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Pages.Numbers;

/// <summary>How much is nominated, and by how many people.</summary>
internal static class RoundsFigure
{
    public const int Rounds = 12;

    public static FigureView Of(NumbersData data)
    {
        var rounds = data.Rounds.SkipWhile(round => round is { NominationCount: 0, NominatorCount: 0 }).ToList();
        if (rounds.Count == 0)
        {
            return FigureView.Empty(
                "rounds",
                $"Nothing was nominated in the last {Words.Number(Rounds)} rounds",
                ViewOfRound.HowTo(data.Publication.Nominations)
            );
        }

        string Of(RoundCount round) => Words.BriefDay(data.DayOf(round.Round));
        PlotSeries[] series =
        [
            new("Nominations", "s0", [.. rounds.Select(round => (double)round.NominationCount)], value => Words.Number(value)),
            new("People who nominate", "s1", [.. rounds.Select(round => (double)round.NominatorCount)], value => Words.Number(value)),
        ];
        var finding = Finding(rounds[^1], Of(rounds[^1]));
        return new FigureView(
            "rounds",
            finding,
            BarPlot.Draw(
                "Nominations and nominators by round",
                $"{finding}. Two bars for each of {Words.Count(rounds.Count, "round", "rounds")}.",
                new Axis(Ticks.Counts(series.Max(each => each.Values.Max())), "nominations, people"),
                "day on which the round closes",
                [.. rounds.Select(Of)],
                series,
                isStacked: false
            ),
            [.. series.Select(each => (each.Class, each.Name))],
            new TableView(
                ["Round closing", "Nominations", "People"],
                [
                    .. rounds.Select(round =>
                        (IReadOnlyList<string>)
                            [
                                Words.Instant(round.Round, data.Publication.Zone),
                                Words.Number(round.NominationCount),
                                Words.Number(round.NominatorCount),
                            ]
                    ),
                ]
            ),
            "Each nomination counts in the round in which it came first, each person in those in which they nominated, once on each network."
        );
    }

    private static string Finding(RoundCount open, string day) =>
        open.NominationCount == 0
            ? $"Nothing is nominated yet in the round that closes on {day}"
            : $"{Words.Count(open.NominationCount, "nomination", "nominations")} by {Words.Count(open.NominatorCount, "person", "people")} in the round that closes on {day}";
}
