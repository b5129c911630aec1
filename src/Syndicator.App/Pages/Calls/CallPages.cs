using Syndicator.App.Commands;
using Syndicator.Calls;
using Syndicator.Issues;
using Syndicator.Scheduling;

namespace Syndicator.App.Pages.Calls;

/// <summary>Calls for participation: those that wait for an editor, those that close soon, all others, and each by itself.</summary>
internal static class CallPages
{
    public const string Path = "/calls";

    /// <summary>An answer to the form leads here as well, so the address shows the call to whoever loads it again.</summary>
    public const string Correction = "correction";

    private const int PageSize = 25;

    /// <summary>Further on nobody pages: filters lead there.</summary>
    private const int FarthestSkip = 100_000;

    private const int ShownPosts = 12;

    /// <summary>Of which those about one call are picked.</summary>
    private const int ForeseenPosts = 30;

    private const string All = "all";

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(7);

    public static void Map(DeskRoutes desk)
    {
        desk.Page(Path, ListAsync);
        desk.Page(Path + "/{id:guid}", ShowAsync);
        desk.Page($"{Path}/{{id:guid}}/{Correction}", ShowAsync);
        CallActs.Map(desk);
    }

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var publication = desk.Publication;
        var filter = FilterView(desk);
        var found = await desk.Syndication.Calls.ListAsync(publication, Filter(desk), desk.Stop);
        var held = filter.IsUsual ? found.Where(listing => listing.State == CallState.Held).ToList() : [];
        var closing = filter.IsUsual ? found.Except(held).Where(listing => ClosesSoon(listing, desk.Now)).ToList() : [];
        var others = found.Except(held).Except(closing).Where(listing => IsLike(listing.Call, filter.Search)).ToList();
        var skip = (int)Math.Min(desk.QueryNumber("skip") ?? 0, FarthestSkip);
        IReadOnlyList<CallItemView> Items(IEnumerable<CallListing> listings) => [.. listings.Select(CallViews.Item)];
        return DeskRequest.Page<CallsPage>(
            new CallsPageView
            {
                Zone = publication.Zone,
                Filter = filter,
                Held = Items(held),
                Closing = Items(closing),
                Foreseen = filter.IsUsual
                    ? CallViews.Foreseen(await desk.Syndication.ForeseeCallPosts.RunAsync(publication, ShownPosts, desk.Stop))
                    : [],
                Others = Items(others.Skip(skip).Take(PageSize)),
                OthersCount = others.Count,
                NextAt = UpcomingFirings.Of(publication, desk.Now, 1).FirstOrDefault(firing => firing.Job == JobNames.Calls)?.At,
                Feed = HostFeeds.AtomOf(publication.Id),
                Calendar = HostFeeds.CalendarOf(publication.Id),
                Previous = skip > 0 ? desk.From(Path, Math.Max(0, skip - PageSize)) : null,
                Next = others.Count > skip + PageSize ? desk.From(Path, skip + PageSize) : null,
            }
        );
    }

    private static async Task<IResult> ShowAsync(DeskRequest desk) =>
        await FindAsync(desk) is { } view ? DeskRequest.Page<CallPage>(view) : DeskRequest.NotFound();

    /// <summary>The call of the route; null when there is none such.</summary>
    public static async Task<CallView?> FindAsync(DeskRequest desk)
    {
        var (syndication, publication) = (desk.Syndication, desk.Publication);
        if (await syndication.Calls.ShowAsync(publication, CallId.Parse(desk.Route("id")), desk.Stop) is not { } details)
        {
            return null;
        }

        var foreseen = await syndication.ForeseeCallPosts.RunAsync(publication, ForeseenPosts, desk.Stop);
        var unsayable = await syndication.FindUnsayable.RunAsync(publication, details.Listing, desk.Stop);
        return CallViews.Of(details, publication) with
        {
            Coming = [.. ComingPosts.Of(details.Listing, foreseen, publication, desk.Now)],
            Unsayable = [.. unsayable.Select(CallLine.Of)],
        };
    }

    private static bool ClosesSoon(CallListing listing, DateTimeOffset now) =>
        listing.Call.Text.Closing is Closing.At at && at.Instant <= now + s_soon;

    /// <summary>By any word that people would look for.</summary>
    private static bool IsLike(Call call, string search) =>
        search.Length == 0
        || ((string?[])[call.Text.Title, call.Text.Group, call.Text.Url, call.Text.Place, call.FirstIssue.Key, call.LastIssue.Key]).Any(
            part => part is not null && part.Contains(search, StringComparison.OrdinalIgnoreCase)
        );

    private static CallFilter Filter(DeskRequest desk)
    {
        var usual = new CallFilter
        {
            Kind = Enum.GetValues<CallKind>().Cast<CallKind?>().FirstOrDefault(kind => CallLine.Name(kind!.Value) == desk.Query("kind")),
        };
        return desk.Query("state") switch
        {
            All => usual with { States = Enum.GetValues<CallState>().ToHashSet() },
            { } name when CallLine.States.Contains(name) => usual with
            {
                States = Enum.GetValues<CallState>().Where(state => CallLine.Name(state) == name).ToHashSet(),
            },
            _ => usual,
        };
    }

    private static CallFilterView FilterView(DeskRequest desk) =>
        new(
            desk.Query("kind") ?? "",
            desk.Query("state") ?? "",
            desk.Query("search")?.Trim() ?? "",
            [
                ("", "Not over"),
                .. Enum.GetValues<CallState>().Select(state => (CallLine.Name(state), CallViews.WordsOf(state))),
                (All, "All"),
            ]
        );
}
