using Syndicator.App.Plots;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Numbers;

/// <summary>How long an issue was out before its first post on each account.</summary>
internal static class WaitsFigure
{
    public const int Issues = 12;

    public static FigureView Of(NumbersData data)
    {
        if (data.FirstPosts.Count == 0)
        {
            return FigureView.Empty(
                "waits",
                "No issue was posted yet",
                "Here it will be seen how soon after an issue is out its posts are."
            );
        }

        var issues = data.FirstPosts.Select(post => post.IssueKey).Distinct(StringComparer.Ordinal).ToList();
        var accounts = data.InOrder(data.FirstPosts.Select(post => post.Account));
        var finding = Finding([.. data.FirstPosts.Where(post => post.IssueKey == issues[^1])]);
        return new FigureView(
            "waits",
            finding,
            LinePlot.Draw(
                "Time from an issue to its first post",
                $"{finding}. One line for each of {Words.Count(accounts.Count, "account", "accounts")} through {Words.Count(issues.Count, "issue", "issues")}, on a logarithmic scale.",
                new Axis(
                    Ticks.Times(data.FirstPosts.Min(post => post.Wait.TotalSeconds), data.FirstPosts.Max(post => post.Wait.TotalSeconds)),
                    "time until the first post (logarithmic)",
                    IsLogarithmic: true
                ),
                // Half a place of air at either end.
                new Axis(
                    [
                        new Tick(-0.5, ""),
                        .. issues.Select((key, place) => new Tick(place, NameOf(data.FirstPosts.First(post => post.IssueKey == key)))),
                        new Tick(issues.Count - 0.5, ""),
                    ],
                    "issue"
                ),
                [.. accounts.Select((account, place) => Line(data, account, place, AsideOf(place, accounts.Count), issues))]
            ),
            [.. accounts.Select((account, place) => (NumbersData.ColourOf(place), account))],
            new TableView(
                ["Issue", "Account", "Out", "First post", "Time between"],
                [
                    .. data.FirstPosts.Select(post =>
                        (IReadOnlyList<string>)
                            [
                                NameOf(post),
                                post.Account,
                                Words.Instant(post.OutAt, data.Publication.Zone),
                                Words.Instant(post.SentAt, data.Publication.Zone),
                                Words.Span(post.Wait),
                            ]
                    ),
                ]
            ),
            "An issue is out when its page is first there; where no page is asked for, when it was first seen. The time for editors to look is in it."
        );
    }

    /// <summary>Side by side, so that accounts that were as quick as one another are all seen.</summary>
    private static double AsideOf(int place, int accounts) => (place - ((accounts - 1) / 2.0)) * Math.Min(0.1, 0.6 / accounts);

    private static PlotLine Line(NumbersData data, string account, int place, double aside, List<string> issues) =>
        new(
            account,
            NumbersData.ColourOf(place),
            [
                .. data
                    .FirstPosts.Where(post => post.Account == account)
                    .Select(post =>
                        (issues.IndexOf(post.IssueKey) + aside, post.Wait.TotalSeconds, $"issue {NameOf(post)}: {Words.Span(post.Wait)}")
                    ),
            ]
        );

    private static string Finding(IReadOnlyList<FirstPost> newest)
    {
        var accounts = newest.Count == 1 ? newest[0].Account : $"{Words.Number(newest.Count)} accounts";
        return $"Issue {NameOf(newest[0])} was on {accounts} {Words.Span(newest.Max(post => post.Wait))} after it was out";
    }

    private static string NameOf(FirstPost post) => post.Number is { } number ? Words.Number(number) : post.IssueKey;
}
