using Syndicator.Storage;

namespace Syndicator.App.Pages.Activity;

/// <summary>Who did what, the latest first: every room tells of its own, and the page puts them into one order.</summary>
internal static class ActivityPages
{
    public const string Path = "/activity";

    private const int PageSize = 50;

    /// <summary>Of a person's name; nobody has a longer one.</summary>
    private const int LongestName = 100;

    private const string Everybody = "all";

    public static void Map(DeskRoutes desk) => desk.Page(Path, ListAsync);

    private static async Task<IResult> ListAsync(DeskRequest desk)
    {
        var filter = FilterView(desk);
        var cursor = ActivityCursor.Parse(desk.Query("after"));
        var found = new List<(int Room, HistoryPlace Place, ActivityLineView View)>();
        foreach (var (number, room) in ActivityRooms.All.Index().Where(each => filter.Kind.Length == 0 || each.Item.Kind == filter.Kind))
        {
            var lines = await room.ReadAsync(desk, Slice(filter, cursor, number));
            found.AddRange(lines.Select(line => (number, line.Place, line.View)));
        }

        // Sorting keeps the order that each room gave.
        var page = found.OrderByDescending(line => line.View.At).ThenBy(line => line.Room).Take(PageSize).ToList();
        return DeskRequest.Page<ActivityPage>(
            new ActivityView(
                desk.Publication.Zone,
                filter,
                [.. page.Select(line => line.View)],
                found.Count > PageSize
                    ? desk.Again(Path, "after", new ActivityCursor(page[^1].View.At, page[^1].Room, page[^1].Place).ToString())
                    : null
            )
        );
    }

    private static HistorySlice Slice(ActivityFilterView filter, ActivityCursor? cursor, int room)
    {
        var (until, after) = cursor?.Of(room) ?? (DateTimeOffset.MaxValue, null);
        return new HistorySlice(
            until,
            after,
            filter.Person.Length > 0 ? filter.Person : null,
            IsPeopleOnly: filter.Who != Everybody || filter.Person.Length > 0,
            PageSize + 1
        );
    }

    private static ActivityFilterView FilterView(DeskRequest desk)
    {
        var person = desk.Query("person")?.Trim() ?? "";
        return new ActivityFilterView(
            person.Length > LongestName ? person[..LongestName] : person,
            ActivityRooms.All.FirstOrDefault(room => room.Kind == desk.Query("kind"))?.Kind ?? "",
            desk.Query("who") == Everybody ? Everybody : "",
            [("", "Everything"), .. ActivityRooms.All.Select(room => (room.Kind, room.Words))]
        );
    }
}
