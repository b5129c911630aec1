using System.Globalization;
using Syndicator.App.Commands;
using Syndicator.Calls;

namespace Syndicator.App.Pages.Calls;

/// <summary>What editors decide about calls by a button.</summary>
internal static class CallActs
{
    private const string UndoWords = "is as it was";

    /// <summary>Of which the message says why.</summary>
    private const int MostUnsayable = 3;

    private delegate Task<CallOutcome> Decide(CallAction action);

    public static void Map(DeskRoutes desk)
    {
        foreach (var (name, done, decide) in Simple)
        {
            desk.Act($"{CallPages.Path}/{{id}}/{name}", request => OneAsync(request, done, decide(request)));
        }

        desk.Act($"{CallPages.Path}/{{id:guid}}/{CallPages.Correction}", CorrectAsync);
        desk.Act($"{CallPages.Path}/announcement", AnnounceAsync);
    }

    private static (string Name, string Done, Func<DeskRequest, Decide> Decide)[] Simple =>
        [
            ("release", "is released", desk => action => desk.Syndication.ReviewCalls.ReleaseAsync(action, desk.Stop)),
            ("hold", "is held", desk => action => desk.Syndication.ReviewCalls.HoldAsync(action, desk.Stop)),
            ("withdrawal", "is withdrawn", desk => action => desk.Syndication.ReviewCalls.WithdrawAsync(action, desk.Stop)),
            (
                "uncorrection",
                "says what is printed",
                desk => action => desk.Syndication.ReviewCalls.TakeCorrectionBackAsync(action, desk.Stop)
            ),
            ("undo", UndoWords, desk => action => desk.Syndication.ReviewCalls.UndoAsync(action, desk.Stop)),
        ];

    /// <summary>The id of a call's element.</summary>
    public static string ItemId(string key) => "c-" + key;

    public static string AddressOf(DeskFrame frame, string act, string key, long version) =>
        frame.To(string.Create(CultureInfo.InvariantCulture, $"{CallPages.Path}/{key}/{act}?version={version}"));

    private static async Task<IResult> OneAsync(DeskRequest desk, string done, Decide decide) =>
        await FindAsync(desk) is { } before && desk.QueryNumber("version") is { } version
            ? desk.Back(
                await SaidAsync(desk, before, done, await decide(ActionOn(desk, before, version))),
                ItemId(before.Call.Id.ToString())
            )
            : DeskRequest.NotFound();

    private static async Task<IResult> CorrectAsync(DeskRequest desk)
    {
        if (await FindAsync(desk) is not { } before || desk.QueryNumber("version") is not { } version)
        {
            return DeskRequest.NotFound();
        }

        var (fields, problem) = CallForm.Read(desk, before.Call);
        if (fields is null)
        {
            return problem is null
                ? desk.Back(new SaidView("Nothing was corrected. Every field is as it was.", IsTrouble: true))
                : await AgainAsync(desk, new SaidView($"Nothing was corrected. {problem}", IsTrouble: true));
        }

        var outcome = await desk.Syndication.ReviewCalls.CorrectAsync(desk.Publication, ActionOn(desk, before, version), fields, desk.Stop);
        var said = await SaidAsync(desk, before, "is corrected", outcome);
        return said.IsTrouble ? await AgainAsync(desk, said) : desk.Back(said);
    }

    /// <summary>Whoever is refused gets the words back, in the form.</summary>
    private static async Task<IResult> AgainAsync(DeskRequest desk, SaidView said) =>
        await CallPages.FindAsync(desk) is { } view
            ? DeskRequest.Page<CallPage>(
                view with
                {
                    Fields = desk.Filled(view.Fields),
                    Problem = said.Text,
                },
                StatusCodes.Status409Conflict
            )
            : desk.Back(said);

    /// <summary>What the schedule does, now.</summary>
    private static async Task<IResult> AnnounceAsync(DeskRequest desk)
    {
        await desk.Syndication.FollowCallsAsync(desk.Publication, desk.Stop);
        var announced = await desk.Syndication.AnnounceCalls.RunAsync(desk.Publication, desk.Now, desk.Visitor.Actor, desk.Stop);
        var accounts = string.Join(", ", announced.Posts.Select(post => post.Delivery.Place.Account).Distinct(StringComparer.Ordinal));
        var unsayable = string.Concat(
            announced
                .Unsayable.Take(MostUnsayable)
                .Select(post => $" {CallLine.TitleOf(post.Plan.Says[0].Call)} was due and {CallLine.Of(post)}")
        );
        return desk.Back(
            announced.Posts.Count == 0
                ? new SaidView($"No account has a call to tell of now.{unsayable}", IsTrouble: announced.Unsayable.Count > 0)
                : new SaidView(
                    $"{Words.Count(announced.Posts.Count, "post", "posts")} about calls will go out at the next delivery, on {accounts}.{unsayable}"
                )
        );
    }

    /// <summary>What is not true any more need not wait for the next delivery.</summary>
    private static async Task<SaidView> SaidAsync(DeskRequest desk, CallListing before, string done, CallOutcome outcome)
    {
        var remarks = "";
        if (outcome is CallOutcome.Done)
        {
            var takenBack = await desk.Syndication.WithdrawCallPosts.RunAsync(desk.Publication, desk.Stop);
            var after = (await desk.Syndication.Calls.ShowAsync(desk.Publication, before.Call.Id, desk.Stop))!.Listing;
            var ofIt = takenBack.Where(post => before.Deliveries.Any(delivery => delivery.Id == post.Id)).ToList();
            remarks = string.Join(" ", new CallRemarks(before, after, ofIt, desk.Publication.Zone).Now().Select(line => line.Trim()));
        }

        return CallViews.Said(
            outcome,
            desk,
            call => new SaidView(
                $"{CallLine.TitleOf(call)} {done}. {remarks}".Trim(),
                Undo: done == UndoWords ? null : AddressOf(desk.Frame, "undo", call.Id.ToString(), call.Version)
            )
        );
    }

    private static async Task<CallListing?> FindAsync(DeskRequest desk) =>
        Guid.TryParse(desk.Route("id"), out var id)
        && await desk.Syndication.Calls.ShowAsync(desk.Publication, new CallId(id), desk.Stop) is { Listing: var listing }
            ? listing
            : null;

    private static CallAction ActionOn(DeskRequest desk, CallListing listing, long version) =>
        new(listing.Call.Id, version, desk.Visitor.Actor, desk.Reason);
}
