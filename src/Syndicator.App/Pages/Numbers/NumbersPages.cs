using Syndicator.Engagement;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Numbers;

/// <summary>The page of plots: what it asks for, and where.</summary>
internal static class NumbersPages
{
    public const string Path = "/numbers";

    private const int MostBest = 10;
    private const int LongestText = 160;

    private static readonly TimeSpan s_best = TimeSpan.FromDays(90);

    public static void Map(DeskRoutes desk) => desk.Page(Path, ShowAsync);

    private static async Task<IResult> ShowAsync(DeskRequest desk)
    {
        var (engagement, publication) = (desk.Syndication.Engagement, desk.Publication);
        var data = await ReadAsync(desk);
        var best = await engagement.BestAsync(publication.Id, desk.Now - s_best, MostBest, desk.Stop);
        return DeskRequest.Page<NumbersPage>(
            new NumbersView
            {
                Zone = publication.Zone,
                Troubles =
                [
                    .. (await engagement.TroublesAsync(publication.Id, desk.Stop)).Select(trouble => $"{trouble.Account}: {trouble.Text}"),
                ],
                IsSample = data.Sums.Any(sum => sum.IsSample),
                Figures =
                [
                    WeeksFigure.Of(data),
                    GrowthFigure.Of(data),
                    PartsFigure.Of(data),
                    RoundsFigure.Of(data),
                    WaitsFigure.Of(data),
                    SpendingFigure.Of(data),
                ],
                Best = [.. best.Select(post => Best(post, data))],
            }
        );
    }

    private static async Task<NumbersData> ReadAsync(DeskRequest desk)
    {
        var (syndication, publication, id) = (desk.Syndication, desk.Publication, desk.Publication.Id);
        var firstPosts = await syndication.FirstPosts.ListAsync(id, WaitsFigure.Issues, desk.Stop);
        var data = new NumbersData
        {
            Publication = publication,
            Now = desk.Now,
            FirstPosts = firstPosts,
            Newest = firstPosts is [.., var last]
                ? (
                    last.Number is { } number ? $"issue {Words.Number(number)}" : last.IssueKey,
                    await syndication.Engagement.GrowthAsync(id, last.IssueKey, desk.Stop)
                )
                : null,
            Spent = await syndication.Spending.ListAsync(id, Spending.Month(desk.Now.AddMonths(1 - SpendingFigure.Months)), desk.Stop),
            Rounds = await syndication.Nominations.RoundCounts.ListAsync(id, Closings(desk), desk.Stop),
        };
        var firstWeek = data.WeekOf(desk.Now).AddDays(-7 * (WeeksFigure.Weeks - 1));
        return data with { Sums = await syndication.Engagement.SumsAsync(id, StartOfDay.Of(firstWeek, publication.Zone), desk.Stop) };
    }

    /// <summary>Of the rounds that are shown, and the one before them. Rounds may be a day apart, or a month.</summary>
    private static List<DateTimeOffset> Closings(DeskRequest desk)
    {
        var closings = desk.Publication.Nominations.Closings;
        var found = new List<DateTimeOffset> { closings.RoundAt(desk.Now) };
        while (found.Count <= RoundsFigure.Rounds && closings.LastBefore(found[0].AddMilliseconds(-1)) is { } before)
        {
            found.Insert(0, before);
        }

        return found;
    }

    private static BestPostView Best(CountedPost post, NumbersData data)
    {
        var delivered = post.Post.State as DeliveryState.Delivered;
        return new BestPostView(
            post.Post.Id.ToString(),
            OneLine.Of(post.Post.Content.Text, LongestText),
            post.Post.Place.Account,
            Words.Network(data.NetworkOf(post.Post.Place.Account)),
            Words.Part(post.Post.Place.Part.Split('/')[0]),
            post.SentAt,
            post.IsSample || post.GoneAt is not null ? null : SafeLink.Of(delivered?.Url),
            post.Counts.Total,
            Counts(post.Counts),
            post.GoneAt is not null
        );
    }

    private static string Counts(Reactions counts) =>
        string.Join(
            ", ",
            new[]
            {
                Words.Count(counts.Likes, "like", "likes"),
                Words.Count(counts.Boosts, "boost", "boosts"),
                Words.Count(counts.Replies, "reply", "replies"),
                counts.Quotes is { } quotes ? Words.Count(quotes, "quote", "quotes") : "",
                counts.Bookmarks is > 0 and var bookmarks ? Words.Count(bookmarks, "bookmark", "bookmarks") : "",
                counts.Views is > 0 and var views ? $"shown {Words.Count(views, "time", "times")}" : "",
            }.Where(text => text.Length > 0)
        );
}
