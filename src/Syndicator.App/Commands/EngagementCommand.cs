using System.CommandLine;
using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Engagement;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary><c>syndicator engagement [--json] [--limit N]</c>: counts what readers did with our posts, as the job of that name does.</summary>
internal static class EngagementCommand
{
    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object for each post that was ever counted." };

    private static readonly Option<int> s_limit = new Option<int>("--limit")
    {
        Description = "At most so many posts, the newest first; 100 unless told.",
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    }.Within(1, 10_000);

    public static Command Create() =>
        StoreAccess.Complete(
            new Command(
                "engagement",
                "Counts likes, boosts, replies and quotes of the posts that are due for it, and shows what was counted."
            )
            {
                s_json,
                s_limit,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(ParseResult parse, Syndication syndication, Publication publication, CancellationToken stop)
    {
        var counts = await syndication.CountEngagement.RunAsync(publication, stop);
        foreach (var post in await syndication.Engagement.ListAsync(publication.Id, parse.GetValue(s_limit), stop))
        {
            if (parse.GetValue(s_json))
            {
                Output.JsonLine(Json(post));
            }
            else
            {
                await Console.Out.WriteLineAsync(Line(post, publication.Zone));
            }
        }

        foreach (var count in counts)
        {
            await Console.Error.WriteLineAsync(Line(count, publication.Zone));
        }

        return counts.Any(count => count is { Trouble: not null, AskedCount: > 0 }) ? ExitCode.Unreachable : ExitCode.Done;
    }

    private static string Line(CountedPost post, TimeZoneInfo zone) =>
        string.Join(
            "  ",
            new[]
            {
                post.Post.IdempotencyKey,
                post.CountedAt is { } at ? $"{Words(post.Counts)} on {DeliveryLine.At(at, zone)}" : "never counted",
                post.GoneAt is null ? "" : "gone from the network",
                post.IsSample ? "sample numbers of the demonstration" : "",
            }.Where(text => text.Length > 0)
        );

    private static string Words(Reactions counts) =>
        string.Create(CultureInfo.InvariantCulture, $"likes {counts.Likes}, boosts {counts.Boosts}, replies {counts.Replies}")
        + (counts.Quotes is { } quotes ? string.Create(CultureInfo.InvariantCulture, $", quotes {quotes}") : "");

    private static string Line(AccountCount count, TimeZoneInfo zone)
    {
        var what =
            count.IsTaken ? "another process counts it just now"
            : count.Trouble is { } trouble ? trouble
            : count.AskedCount == 0 ? "no post is due to be counted"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"posts asked for {count.AskedCount}, changed {count.Changed.Count}, gone {count.GoneCount}"
            );
        var again = count.NotBefore is { } until ? $" Asked again not before {DeliveryLine.At(until, zone)}." : "";
        return $"{count.Account}: {what}{again}";
    }

    private static object Json(CountedPost post) =>
        new
        {
            Key = post.Post.IdempotencyKey,
            post.Post.Place.Account,
            Issue = post.Post.Place.IssueKey,
            post.Post.Place.Part,
            Url = (post.Post.State as Publishing.DeliveryState.Delivered)?.Url,
            post.SentAt,
            post.CountedAt,
            post.Counts.Likes,
            post.Counts.Boosts,
            post.Counts.Replies,
            post.Counts.Quotes,
            post.Counts.Bookmarks,
            post.Counts.Views,
            post.IsSample,
            post.GoneAt,
        };
}
