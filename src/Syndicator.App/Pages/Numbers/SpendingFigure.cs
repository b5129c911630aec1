using System.Globalization;
using Syndicator.App.Plots;
using Syndicator.Configuration;

namespace Syndicator.App.Pages.Numbers;

/// <summary>What accounts that cost have spent, against what they may.</summary>
internal static class SpendingFigure
{
    public const int Months = 12;

    public static FigureView Of(NumbersData data)
    {
        var accounts = data.InOrder(
            data.Spent.Select(month => month.Account)
                .Concat(data.Publication.Accounts.Where(account => account.Prices != PostPrices.Free).Select(account => account.Name))
        );
        if (accounts.Count == 0)
        {
            return FigureView.Empty(
                "spending",
                "Nothing costs money here",
                "No account has prices in accounts.yaml. Posting on X does, per post."
            );
        }

        var months = MonthsOf(data);
        var series = accounts.Select((account, place) => Series(data, account, place, months)).ToList();
        // One line cannot say what several accounts may spend.
        var ceiling = accounts.Count == 1 ? CeilingOf(data, accounts[0]) : null;
        var most = Math.Max(series.Max(each => each.Values.Max()), (double)(ceiling ?? 0));
        var finding = Finding(data, accounts[0], series[0].Values[^1]);
        return new FigureView(
            "spending",
            finding,
            BarPlot.Draw(
                "Spending by month",
                $"{finding}. Bars for {Words.Count(months.Count, "month", "months")}{(ceiling is null ? "" : ", under a line at the ceiling")}.",
                new Axis(Ticks.Money(most), "US$"),
                ceiling is null ? "month (UTC)" : "month (UTC); the line is the ceiling",
                [.. months.Select(month => month.ToString("MMM yy", CultureInfo.InvariantCulture))],
                series,
                isStacked: false,
                [.. months.Select(_ => (double?)ceiling)]
            ),
            accounts.Count == 1 ? [] : [.. series.Select(each => (each.Class, each.Name))],
            new TableView(
                ["Month", .. accounts.Select(account => $"{account}, US$"), .. accounts.Select(account => $"ceiling of {account}, US$")],
                [.. months.Select((month, place) => Row(data, accounts, series, month, place))]
            ),
            "Set aside before a request leaves, given back only where it surely cost nothing. The ceilings are those of today."
        );
    }

    private static IReadOnlyList<string> Row(
        NumbersData data,
        IReadOnlyList<string> accounts,
        IReadOnlyList<PlotSeries> series,
        DateOnly month,
        int place
    ) =>
        [
            month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            .. series.Select(each => Words.Cents((decimal)each.Values[place])),
            .. accounts.Select(account => CeilingOf(data, account) is { } ceiling ? Words.Cents(ceiling) : "none"),
        ];

    /// <summary>From the first with anything to this one.</summary>
    private static List<DateOnly> MonthsOf(NumbersData data)
    {
        var today = DateOnly.FromDateTime(data.Now.UtcDateTime);
        var present = new DateOnly(today.Year, today.Month, 1);
        var first = data.Spent.Select(month => Parse(month.Month)).Append(present).Min();
        var count = Math.Min(Months, ((present.Year - first.Year) * 12) + present.Month - first.Month + 1);
        return [.. Enumerable.Range(0, count).Select(month => present.AddMonths(month - count + 1))];
    }

    private static PlotSeries Series(NumbersData data, string account, int place, IReadOnlyList<DateOnly> months) =>
        new(
            account,
            NumbersData.ColourOf(place),
            [
                .. months.Select(month =>
                    (double)data.Spent.Where(spent => spent.Account == account && Parse(spent.Month) == month).Sum(spent => spent.Amount)
                ),
            ],
            value => Words.Money((decimal)value)
        );

    private static string Finding(NumbersData data, string account, double spent) =>
        CeilingOf(data, account) is { } ceiling
            ? $"{account} has spent {Words.Money((decimal)spent)} of {Words.Cents(ceiling)} this month"
            : $"{account} has spent {Words.Money((decimal)spent)} this month, and has no ceiling";

    private static decimal? CeilingOf(NumbersData data, string account) =>
        data.Publication.Accounts.FirstOrDefault(each => each.Name == account)?.Ceiling;

    private static DateOnly Parse(string month) => DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
}
