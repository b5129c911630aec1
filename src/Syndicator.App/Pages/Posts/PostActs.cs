using System.Globalization;
using Syndicator.App.Commands;
using Syndicator.Publishing;

namespace Syndicator.App.Pages.Posts;

/// <summary>What editors decide about posts by one button, of one or of several at once.</summary>
internal static class PostActs
{
    /// <summary>Checked items of a list, each <c>key:version</c>.</summary>
    private const string Picked = "pick";

    /// <summary>Of more posts at once only their number is said.</summary>
    private const int MostNamed = 3;

    private delegate Task<ChangeOutcome> Change(DeskRequest desk, DeliveryId id, long seen);

    public static void Map(DeskRoutes desk)
    {
        foreach (var (act, done, change) in Simple)
        {
            desk.Act($"{PostPages.Path}/{{id:guid}}/{PostWords.Route(act)}", request => OneAsync(request, done, change));
            desk.Act($"{PostPages.Path}/{PostWords.Route(act)}", request => ManyAsync(request, act, done, change));
        }
    }

    /// <summary>The id of an item's element.</summary>
    public static string ItemId(string key) => "p-" + key;

    /// <summary>Where an act on a post is.</summary>
    public static string AddressOf(DeskFrame frame, string act, string key, long version) =>
        frame.To(string.Create(CultureInfo.InvariantCulture, $"{PostPages.Path}/{key}/{act}?version={version}"));

    /// <summary>Where the act is that makes a post what it was before; null where none does.</summary>
    public static string? UndoOf(DeskRequest desk, Delivery before, Delivery now)
    {
        string To(PostAct act) => AddressOf(desk.Frame, PostWords.Route(act), now.Id.ToString(), now.Version);
        return (before.State, now.State) switch
        {
            // What is due may leave at any moment, and what was tried is not undone.
            (DeliveryState.Held, DeliveryState.Due { Attempts: 0 }) => To(PostAct.Hold),
            (DeliveryState.Cancelled, DeliveryState.Held) => To(PostAct.Stop),
            (_, DeliveryState.Cancelled) => To(PostAct.Hold),
            (DeliveryState.Held { Until: { } until }, DeliveryState.Held) when until > desk.Now =>
                $"{AddressOf(desk.Frame, PostPageReads.Schedule, now.Id.ToString(), now.Version)}&at={Uri.EscapeDataString(Words.Machine(until))}",
            (DeliveryState.Held { Reason: HeldReason.Approval }, DeliveryState.Held { Until: not null }) => To(PostAct.Hold),
            (DeliveryState.Due, DeliveryState.Held) => To(PostAct.Release),
            _ => null,
        };
    }

    public static long? VersionOf(DeskRequest desk) => desk.QueryNumber("version");

    private static (PostAct Act, Func<Delivery, string> Done, Change Change)[] Simple =>
        [
            (
                PostAct.Release,
                now =>
                    now.State is DeliveryState.Uncertain
                        ? "is looked for first, and sent if it is not there"
                        : "goes out at the next delivery",
                (desk, id, seen) => desk.Syndication.Change.ReleaseAsync(id, desk.Visitor.Actor, desk.Stop, seen)
            ),
            (
                PostAct.Stop,
                _ => "is stopped",
                (desk, id, seen) => desk.Syndication.Change.StopAsync(id, desk.Visitor.Actor, desk.Stop, seen)
            ),
            (
                PostAct.Hold,
                _ => "waits until somebody releases it",
                (desk, id, seen) => desk.Syndication.Change.HoldAsync(id, desk.Visitor.Actor, desk.Stop, seen)
            ),
        ];

    private static async Task<IResult> OneAsync(DeskRequest desk, Func<Delivery, string> done, Change change)
    {
        if (VersionOf(desk) is not { } seen || await PostPageReads.FindAsync(desk) is not var (before, _))
        {
            return DeskRequest.NotFound();
        }

        var outcome = await change(desk, before.Id, seen);
        var said = PostViews.Said(outcome, desk, done, now => UndoOf(desk, before, now));
        return desk.Back(await WithRemarkAsync(desk, said, outcome), ItemId(before.Id.ToString()));
    }

    private static async Task<IResult> ManyAsync(DeskRequest desk, PostAct act, Func<Delivery, string> done, Change change)
    {
        var picked = Picks(desk);
        if (picked.Count == 0)
        {
            return desk.Back(new SaidView("Nothing was ticked: tick the posts first.", IsTrouble: true));
        }

        var ended = new List<Delivery>();
        var troubles = new List<string>();
        foreach (var (id, seen) in InOrder(await FoundAsync(desk, picked), act))
        {
            var outcome = await change(desk, id, seen);
            if (outcome is ChangeOutcome.Done one)
            {
                ended.Add(one.Delivery);
            }
            else
            {
                troubles.Add(PostViews.Said(outcome, desk, done, _ => null).Text);
            }
        }

        return desk.Back(SaidOfMany(desk, ended, troubles, done));
    }

    /// <summary>Those of this newsletter: no page of it shows others.</summary>
    private static async Task<IReadOnlyList<(Delivery Post, long Seen)>> FoundAsync(
        DeskRequest desk,
        IReadOnlyList<(DeliveryId Id, long Seen)> picked
    )
    {
        var found = new List<(Delivery Post, long Seen)>();
        foreach (var (id, seen) in picked)
        {
            if (
                await desk.Syndication.Deliveries.ShowAsync(id, desk.Stop) is var (post, _)
                && post.Place.Publication == desk.Publication.Id
            )
            {
                found.Add((post, seen));
            }
        }

        return found;
    }

    /// <summary>Of a thread the last first, since stopping one holds those behind it. What waits behind one that is released as well follows it by itself.</summary>
    private static IEnumerable<(DeliveryId Id, long Seen)> InOrder(IReadOnlyList<(Delivery Post, long Seen)> found, PostAct act) =>
        found
            .Where(one =>
                act != PostAct.Release
                || one.Post.State is not DeliveryState.Held { Reason: HeldReason.Thread }
                || !found.Any(other => IsBehind(one.Post.Place, other.Post.Place))
            )
            .OrderByDescending(one => one.Post.Place.Ordinal)
            .Select(one => (one.Post.Id, one.Seen));

    private static bool IsBehind(PostPlace place, PostPlace other) =>
        (place.IssueKey, place.Account) == (other.IssueKey, other.Account) && place.Ordinal > other.Ordinal;

    private static SaidView SaidOfMany(DeskRequest desk, List<Delivery> ended, List<string> troubles, Func<Delivery, string> done)
    {
        var words = ended
            .GroupBy(done, StringComparer.Ordinal)
            .Select(same => same.Count() > MostNamed ? $"{Words.Number(same.Count())} posts: each {same.Key}." : NamesOf(same, same.Key));
        var undoable = ended.Where(post => post.State is DeliveryState.Cancelled or DeliveryState.Due { Attempts: 0 }).ToList();
        var undo =
            undoable.Count == 0
                ? null
                : desk.Frame.To(
                    $"{PostPages.Path}/{PostWords.Route(PostAct.Hold)}?{string.Join('&', undoable.Select(post => $"{Picked}={Pick(post)}"))}"
                );
        return new SaidView(string.Join(" ", words.Concat(troubles.Distinct())), troubles.Count > 0, undo);
    }

    private static string NamesOf(IEnumerable<Delivery> posts, string done) =>
        string.Join(" ", posts.Select(post => $"{PostViews.NameOf(post)} {done}."));

    private static async Task<SaidView> WithRemarkAsync(DeskRequest desk, SaidView said, ChangeOutcome outcome) =>
        outcome is ChangeOutcome.Done ended && await PostRemarks.FindAsync(desk.Syndication, ended.Delivery, desk.Stop) is { } remark
            ? said with
            {
                Text = $"{said.Text} {remark}",
            }
            : said;

    private static string Pick(Delivery post) => string.Create(CultureInfo.InvariantCulture, $"{post.Id}:{post.Version}");

    /// <summary>Of the form; of an undo's address.</summary>
    private static List<(DeliveryId Id, long Seen)> Picks(DeskRequest desk) =>
        [
            .. desk.FormAll(Picked)
                .Concat(desk.Context.Request.Query[Picked].OfType<string>())
                .Select(SeenOf)
                .OfType<(DeliveryId Id, long Seen)>()
                .DistinctBy(seen => seen.Id),
        ];

    private static (DeliveryId Id, long Seen)? SeenOf(string picked) =>
        picked.Split(':') is [var id, var version]
        && DeliveryId.Parse(id) is { } known
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (known, number)
            : null;
}
