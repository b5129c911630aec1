using Syndicator.App.Plots;

namespace Syndicator.App.Pages.Numbers;

/// <summary>Which parts of a thread, and which other posts, readers do most with.</summary>
internal static class PartsFigure
{
    private const int Most = 12;

    public static FigureView Of(NumbersData data)
    {
        var parts = data
            .Sums.GroupBy(sum => sum.Part.Split('/')[0], StringComparer.Ordinal)
            .Select(part => new PartSum(
                Words.Part(part.Key),
                part.Sum(sum => sum.PostCount),
                part.Sum(sum => sum.Likes),
                part.Sum(sum => sum.Boosts),
                part.Sum(sum => sum.Replies),
                part.Sum(sum => sum.Quotes)
            ))
            .OrderByDescending(part => part.Mean)
            .ThenBy(part => part.Name, StringComparer.Ordinal)
            .Take(Most)
            .ToList();
        if (parts.Count == 0)
        {
            return FigureView.Empty(
                "parts",
                "No part of a thread is counted yet",
                "Here it will be seen which of them readers do most with."
            );
        }

        var finding =
            parts[0].Mean > 0
                ? $"“{parts[0].Name}” moves readers most, with {Mean(parts[0])} a post"
                : "Readers have not reacted to anything yet";
        return new FigureView(
            "parts",
            finding,
            RowPlot.Draw(
                "Reactions by part of a thread",
                $"{finding}. Level bars, one for each kind of post, with the mean of its reactions.",
                [.. parts.Select(part => (part.Name, part.Mean, Words.Tenths(part.Mean)))]
            ),
            [],
            new TableView(
                ["Part", "Posts", "Likes", "Boosts", "Replies", "Quotes", "Reactions a post"],
                [
                    .. parts.Select(part =>
                        (IReadOnlyList<string>)
                            [
                                part.Name,
                                Words.Number(part.PostCount),
                                Words.Number(part.Likes),
                                Words.Number(part.Boosts),
                                Words.Number(part.Replies),
                                Words.Number(part.Quotes),
                                Words.Tenths(part.Mean),
                            ]
                    ),
                ]
            ),
            $"Reactions a post, of the last {WeeksFigure.Weeks} weeks, on all accounts together."
        );
    }

    private static string Mean(PartSum part) => $"{Words.Tenths(part.Mean)} reactions";

    private sealed record PartSum(string Name, int PostCount, long Likes, long Boosts, long Replies, long Quotes)
    {
        public double Mean => (Likes + Boosts + Replies + Quotes) / (double)Math.Max(1, PostCount);
    }
}
