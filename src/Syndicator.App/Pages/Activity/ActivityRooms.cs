using Syndicator.App.Pages.Accounts;
using Syndicator.App.Pages.Calls;
using Syndicator.App.Pages.Nominations;
using Syndicator.Nominations.Reviewing;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.App.Pages.Activity;

/// <summary>One room's part of what was done.</summary>
/// <param name="Kind">As addresses name it.</param>
/// <param name="Words">As the filter names it.</param>
internal sealed record ActivityRoom(
    string Kind,
    string Words,
    Func<DeskRequest, HistorySlice, Task<IReadOnlyList<(HistoryPlace Place, ActivityLineView View)>>> ReadAsync
);

/// <summary>All rooms that keep who did what, in an order that never changes: cursors name them by it.</summary>
internal static class ActivityRooms
{
    private const int LongestNote = 300;

    public static IReadOnlyList<ActivityRoom> All { get; } =
    [
        new("nomination", "Nominations", NominationsAsync),
        new("call", "Calls", CallsAsync),
        new("post", "Posts", PostsAsync),
        new("edit", "Proposed edits", EditsAsync),
        new("account", "Accounts", AccountsAsync),
    ];

    private static async Task<IReadOnlyList<(HistoryPlace, ActivityLineView)>> NominationsAsync(DeskRequest desk, HistorySlice slice) =>
        Lines(
            await desk.Syndication.Nominations.History.ReadAsync(desk.Publication.Id, slice, desk.Stop),
            "nomination",
            line => (NomineeName.Of(line.Of), desk.Frame.To($"{NominationPages.Path}/{line.Place.Key}"))
        );

    private static async Task<IReadOnlyList<(HistoryPlace, ActivityLineView)>> CallsAsync(DeskRequest desk, HistorySlice slice) =>
        Lines(
            await desk.Syndication.CallHistories.ReadAsync(desk.Publication.Id, slice, desk.Stop),
            "call",
            line => (OneLine.Of(line.Of.Name), desk.Frame.To($"{CallPages.Path}/{line.Place.Key}"))
        );

    private static async Task<IReadOnlyList<(HistoryPlace, ActivityLineView)>> PostsAsync(DeskRequest desk, HistorySlice slice) =>
        Lines(
            await desk.Syndication.DeliveryHistory.ReadAsync(desk.Publication.Id, slice, desk.Stop),
            "post",
            line =>
                (
                    NameOf(line.Of.Part, line.Of.Account, Words.About(line.Of.IssueKey, desk.Publication.Zone)),
                    desk.Frame.To($"/posts/{line.Place.Key}")
                )
        );

    private static async Task<IReadOnlyList<(HistoryPlace, ActivityLineView)>> EditsAsync(DeskRequest desk, HistorySlice slice) =>
        Lines(
            await desk.Syndication.DeliveryHistory.ReadEditsAsync(desk.Publication.Id, slice, desk.Stop),
            "proposed edit",
            line =>
                (NameOf(line.Of.Part, line.Of.Account, Words.About(line.Of.IssueKey, desk.Publication.Zone)), desk.Frame.To("/posts/edits"))
        );

    private static string NameOf(string part, string account, string about) =>
        $"{Words.Part(part)} on {account}{(about.Length > 0 ? ", " + OneLine.Of(about) : "")}";

    private static async Task<IReadOnlyList<(HistoryPlace, ActivityLineView)>> AccountsAsync(DeskRequest desk, HistorySlice slice) =>
        Lines(
            await desk.Syndication.AccountHistory.ReadAsync(desk.Publication.Id, slice, desk.Stop),
            "account",
            line => (line.Of, $"{desk.Frame.To(AccountPages.Path)}#{AccountActs.ItemId(line.Of)}")
        );

    private static IReadOnlyList<(HistoryPlace, ActivityLineView)> Lines<T>(
        IReadOnlyList<HistoryLine<T>> lines,
        string kind,
        Func<HistoryLine<T>, (string Name, string Address)> describe
    ) =>
        [
            .. lines.Select(line =>
            {
                var (name, address) = describe(line);
                var isPerson = Actors.IsPerson(line.Actor);
                return (
                    line.Place,
                    new ActivityLineView(
                        line.At,
                        Words.Who(line.Actor),
                        isPerson,
                        OneLine.Of(line.Act),
                        kind,
                        name,
                        address,
                        OneLine.Of(line.Note, LongestNote),
                        line.IsUndone
                    )
                );
            }),
        ];
}
