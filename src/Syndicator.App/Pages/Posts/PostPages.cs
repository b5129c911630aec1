using System.Globalization;
using Syndicator.Composing;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Posts;

/// <summary>The week and the list of posts: what they ask for, and where.</summary>
internal static class PostPages
{
    public const string Path = "/posts";
    public const string List = Path + "/list";
    public const string WeekField = "week";

    private const int PageSize = 25;
    private const int MostInAWeek = 500;
    private const int MostUndecided = 60;
    private const int MostForeseen = 30;
    private const int MostIssues = 30;
    private const int Week = 7;

    /// <summary>The one template that makes no post.</summary>
    private const string Card = "card";

    public static void Map(DeskRoutes desk)
    {
        desk.Page(Path, WeekAsync);
        desk.Page(List, ListAsync);
        PostPageReads.Map(desk);
        PostImages.Map(desk);
        EditPages.Map(desk);
        PostActs.Map(desk);
        PostFormActs.Map(desk);
    }

    private static async Task<IResult> WeekAsync(DeskRequest desk)
    {
        var (queries, publication) = (desk.Syndication.Deliveries, desk.Publication);
        var today = DayOf(desk.Now, publication.Zone);
        var monday = MondayOf(Day(desk.Query(WeekField)) ?? today);
        var posts = await queries.ListBetweenAsync(
            publication.Id,
            StartOfDay.Of(monday, publication.Zone),
            StartOfDay.Of(monday.AddDays(Week), publication.Zone),
            MostInAWeek + 1,
            desk.Stop
        );
        var coming = await ComingAsync(desk, monday.AddDays(Week));
        var undecided = await queries.ListUndecidedAsync(publication.Id, MostUndecided + 1, desk.Stop);
        var byDay = posts.Take(MostInAWeek).ToLookup(post => DayOf(post.At!.Value, publication.Zone));
        return DeskRequest.Page<WeekPage>(
            new WeekView
            {
                Zone = publication.Zone,
                Now = desk.Now,
                Days =
                [
                    .. Enumerable
                        .Range(0, Week)
                        .Select(monday.AddDays)
                        .Select(day => new DayView(
                            day,
                            day == today,
                            ClockChange(day, publication.Zone),
                            PostViews.Slots(byDay[day], publication),
                            [.. coming[day]]
                        )),
                ],
                Undecided = PostViews.Slots(undecided.Take(MostUndecided), publication),
                HasMoreUndecided = undecided.Count > MostUndecided,
                HasMore = posts.Count > MostInAWeek,
                EditCount = await EditCountAsync(desk),
                Previous = Words.Machine(monday.AddDays(-Week)),
                Next = Words.Machine(monday.AddDays(Week)),
                IsThisWeek = monday == MondayOf(today),
                IsEmpty = posts.Count + undecided.Count == 0 && await IsEmptyAsync(desk),
            }
        );
    }

    /// <summary>By day, what the next turns make of calls; nothing for a week that is over.</summary>
    private static async Task<ILookup<DateOnly, NextPostView>> ComingAsync(DeskRequest desk, DateOnly end)
    {
        var isOver = StartOfDay.Of(end, desk.Publication.Zone) <= desk.Now;
        var foreseen = isOver ? [] : await desk.Syndication.ForeseeCallPosts.RunAsync(desk.Publication, MostForeseen, desk.Stop);
        return ViewOfNext.Foreseen(foreseen).ToLookup(post => DayOf(post.At, desk.Publication.Zone));
    }

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var publication = desk.Publication;
        var filter = new DeliveryFilter
        {
            State = DeliveryFilter.AllStates.Contains(desk.Query("state") ?? "") ? desk.Query("state") : null,
            Account = desk.Query("account"),
            Part = desk.Query("part"),
            IssueKey = desk.Query("issue"),
            Search = desk.Query("search"),
            Take = PageSize,
            Skip = (int)Math.Min(desk.QueryNumber("skip") ?? 0, DeliveryFilter.FarthestSkip),
        };
        var page = await desk.Syndication.Deliveries.FindAsync(publication.Id, filter, desk.Stop);
        return DeskRequest.Page<PostListPage>(
            new PostListView(
                publication.Zone,
                await FilterViewAsync(desk),
                [.. page.Items.Select(post => PostViews.Row(post, publication))],
                await EditCountAsync(desk),
                filter.Skip > 0 ? desk.From(List, Math.Max(0, filter.Skip - PageSize)) : null,
                page.HasMore ? desk.From(List, filter.Skip + PageSize) : null
            )
        );
    }

    private static async Task<PostFilterView> FilterViewAsync(DeskRequest desk)
    {
        string Of(string name) => desk.Query(name) ?? "";
        var issues = await desk.Syndication.Issues.ListAnnouncedAsync(desk.Publication.Id, MostIssues, desk.Stop);
        return new PostFilterView(
            Of("state"),
            Of("account"),
            Of("part"),
            Of("issue"),
            Of("search"),
            [("", "Any state"), .. DeliveryFilter.AllStates.Select(state => (state, PostWords.State(state)))],
            WithOwn([("", "Every account"), .. desk.Publication.Accounts.Select(account => (account.Name, account.Name))], Of("account")),
            WithOwn(
                [("", "Every part"), .. TemplateSet.Names.Where(name => name != Card).Select(part => (part, Words.Part(part)))],
                Of("part")
            ),
            WithOwn([("", "Everything"), .. issues.Select(issue => (issue.Key, OneLine.Of(issue.Title, 60)))], Of("issue"))
        );
    }

    /// <summary>What an address asks for can be chosen, whatever it is.</summary>
    private static IReadOnlyList<(string Value, string Words)> WithOwn(IReadOnlyList<(string Value, string Words)> options, string own) =>
        options.Any(option => option.Value == own) ? options : [.. options, (own, OneLine.Of(own, 60))];

    private static async Task<int> EditCountAsync(DeskRequest desk) =>
        (await desk.Syndication.Edits.ListAsync(desk.Publication.Id, limit: EditPages.MostAtOnce, cancellationToken: desk.Stop)).Count;

    private static async Task<bool> IsEmptyAsync(DeskRequest desk) =>
        (await desk.Syndication.Deliveries.FindAsync(desk.Publication.Id, new DeliveryFilter { Take = 1 }, desk.Stop)).Items.Count == 0;

    /// <summary>What the zone's clocks do between the beginning and the end of a day; null: nothing.</summary>
    private static string? ClockChange(DateOnly day, TimeZoneInfo zone)
    {
        var longer = StartOfDay.Of(day.AddDays(1), zone) - StartOfDay.Of(day, zone) - TimeSpan.FromDays(1);
        return longer == TimeSpan.Zero ? null
            : longer > TimeSpan.Zero ? "Clocks are put back: some times come twice."
            : "Clocks are put forward: some times do not come.";
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % Week));

    /// <summary>Null for what is no day, or so far away that no calendar goes there.</summary>
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1970 and < 2200
            ? day
            : null;
}
