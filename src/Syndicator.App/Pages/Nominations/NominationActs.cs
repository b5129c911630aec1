using System.Globalization;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Pages.Nominations;

/// <summary>What editors decide about nominations by a button.</summary>
internal static class NominationActs
{
    /// <summary>Checked items of the list, each <c>key:version</c>.</summary>
    private const string Picked = "pick";

    private delegate Task<ReviewOutcome> Decide(Seen seen, EditorAct act);

    public static void Map(DeskRoutes desk)
    {
        foreach (var (name, done, decide) in Simple)
        {
            desk.Act($"{NominationPages.Path}/{{id}}/{name}", request => OneAsync(request, done, decide));
            desk.Act($"{NominationPages.Path}/{name}", request => ManyAsync(request, done, decide));
        }

        desk.Act($"{NominationPages.Path}/{{id}}/undo", UndoAsync);
        desk.Act($"{NominationPages.Path}/undo", UndoManyAsync);
        desk.Act($"{NominationPages.Path}/merger", MergeAsync);
        desk.Act($"{NominationPages.Path}/{{id:guid}}/{NominationDetailPages.Correction}", CorrectAsync);
        desk.Act($"{NominationPages.Path}/{{id}}/split", SplitAsync);
    }

    private static (string Name, string Done, Func<DeskRequest, Decide> Decide)[] Simple =>
        [
            ("acceptance", "is accepted", desk => (seen, act) => desk.Syndication.Nominations.Review.AcceptAsync(seen, act, desk.Stop)),
            ("rejection", "is rejected", desk => (seen, act) => desk.Syndication.Nominations.Review.RejectAsync(seen, act, desk.Stop)),
            ("reopening", "is open again", desk => (seen, act) => desk.Syndication.Nominations.Review.ReopenAsync(seen, act, desk.Stop)),
            ("choice", "is chosen", desk => (seen, act) => ChooseAsync(desk, seen, act)),
            (
                "unchoice",
                "is not chosen any more, and still accepted",
                desk => (seen, act) => desk.Syndication.Nominations.Review.UnchooseAsync(seen, act, desk.Stop)
            ),
            ("withdrawal", "is withdrawn", desk => (seen, act) => desk.Syndication.Nominations.Review.WithdrawAsync(seen, act, desk.Stop)),
            ("deferral", "is moved to the next round", desk => (seen, act) => DeferAsync(desk, seen, act)),
        ];

    /// <summary>For the round in the making, or the nominations's own where that is still to come; whoever chooses is told what is marked.</summary>
    private static async Task<ReviewOutcome> ChooseAsync(DeskRequest desk, Seen seen, EditorAct act)
    {
        var (nominations, publication) = (desk.Syndication.Nominations, desk.Publication);
        if (await nominations.Queries.ShowAsync(publication, seen.Id, desk.Stop) is not { Listing: var listing })
        {
            return new ReviewOutcome.NotFound();
        }

        var rounds = await nominations.Queries.RoundsAsync(publication, desk.Stop);
        var outcome = await nominations.Review.ChooseAsync(seen, rounds.WinsIn(listing.Nomination), act, desk.Stop);
        var marks = string.Join("; ", listing.Marks.Select(mark => mark.Text));
        return outcome is ReviewOutcome.Done done && marks.Length > 0
            ? done with
            {
                Remark = $"{done.Remark} Mind: {marks}.".Trim(),
            }
            : outcome;
    }

    private static async Task<ReviewOutcome> DeferAsync(DeskRequest desk, Seen seen, EditorAct act)
    {
        var rounds = await desk.Syndication.Nominations.Queries.RoundsAsync(desk.Publication, desk.Stop);
        var next = desk.Publication.Nominations.Closings.RoundAt(rounds.Open);
        return await desk.Syndication.Nominations.Review.DeferAsync(seen, next, act, desk.Stop);
    }

    private static async Task<IResult> OneAsync(DeskRequest desk, string done, Func<DeskRequest, Decide> decide)
    {
        if (SeenOf(desk.Route("id"), desk.Query("version")) is not { } seen)
        {
            return DeskRequest.NotFound();
        }

        var outcome = await decide(desk)(seen, Act(desk));
        return desk.Back(NominationViews.Said(outcome, done, desk, now => UndoOf(desk, now)), At(desk));
    }

    private static async Task<IResult> ManyAsync(DeskRequest desk, string done, Func<DeskRequest, Decide> decide)
    {
        var picked = Picks(desk);
        if (picked.Count == 0)
        {
            return desk.Back(NothingPicked);
        }

        var ended = new List<Nomination>();
        var troubles = new List<string>();
        foreach (var seen in picked)
        {
            var outcome = await decide(desk)(seen, Act(desk));
            if (outcome is ReviewOutcome.Done one)
            {
                ended.Add(one.Nomination);
            }
            else
            {
                troubles.Add(NominationViews.Said(outcome, done, desk, _ => null).Text);
            }
        }

        var undo =
            ended.Count == 0
                ? null
                : desk.Frame.To(
                    $"{NominationPages.Path}/undo?{string.Join('&', ended.Select(one => $"{Picked}={one.Id}:{Version(one)}"))}"
                );
        var words = $"{string.Join(", ", ended.Select(one => NomineeName.Of(one.Nominee)))} {done}.".Replace(
            " is ",
            ended.Count == 1 ? " is " : " are ",
            StringComparison.Ordinal
        );
        return desk.Back(
            new SaidView(string.Join(" ", troubles.Distinct().Prepend(ended.Count == 0 ? "" : words)).Trim(), troubles.Count > 0, undo)
        );
    }

    private static async Task<IResult> UndoAsync(DeskRequest desk)
    {
        if (SeenOf(desk.Route("id"), desk.Query("version")) is not { } seen)
        {
            return DeskRequest.NotFound();
        }

        var outcome = await desk.Syndication.Nominations.Undo.RunAsync(seen, Act(desk), desk.Stop);
        return desk.Back(NominationViews.Said(outcome, "is as it was", desk, _ => null), At(desk));
    }

    private static async Task<IResult> UndoManyAsync(DeskRequest desk)
    {
        var outcomes = new List<ReviewOutcome>();
        foreach (var seen in desk.Context.Request.Query[Picked].Select(SeenOf).OfType<Seen>())
        {
            outcomes.Add(await desk.Syndication.Nominations.Undo.RunAsync(seen, Act(desk), desk.Stop));
        }

        var said = outcomes.Select(outcome => NominationViews.Said(outcome, "is as it was", desk, _ => null)).ToList();
        return desk.Back(new SaidView(string.Join(" ", said.Select(one => one.Text).Distinct()), said.Exists(one => one.IsTrouble)));
    }

    /// <summary>All that are picked become one: the one named as the target, else the first, which has the most support.</summary>
    private static async Task<IResult> MergeAsync(DeskRequest desk)
    {
        var picked = Picks(desk);
        if (picked.Count < 2)
        {
            return desk.Back(new SaidView("Merging needs at least two: pick those that are the same.", IsTrouble: true));
        }

        var outcome = await desk.Syndication.Nominations.Merge.RunAsync([.. picked.Skip(1)], picked[0], Act(desk), desk.Stop);
        return desk.Back(
            NominationViews.Said(
                outcome,
                $"has the posts of {Words.Count(picked.Count - 1, "other", "others")} now",
                desk,
                now => UndoOf(desk, now)
            ),
            ItemId(picked[0].Id.ToString())
        );
    }

    private static async Task<IResult> CorrectAsync(DeskRequest desk)
    {
        if (await FindAsync(desk) is not var (seen, nomination))
        {
            return DeskRequest.NotFound();
        }

        var correction = NomineeFields.Read(desk, nomination.Nominee);
        if (correction == new NomineeCorrection())
        {
            return desk.Back(new SaidView("Nothing was changed: every field is as it was.", IsTrouble: true));
        }

        var outcome = await desk.Syndication.Nominations.Correct.RunAsync(seen, correction, Act(desk), desk.Stop);
        var said = NominationViews.Said(outcome, "is corrected", desk, now => UndoOf(desk, now));
        return said.IsTrouble && await NominationDetailPages.FindAsync(desk) is { } view
            ? DeskRequest.Page<NominationPage>(
                view with
                {
                    Fields = desk.Filled(view.Fields),
                    Problem = said.Text,
                },
                StatusCodes.Status409Conflict
            )
            : desk.Back(said);
    }

    private static async Task<IResult> SplitAsync(DeskRequest desk)
    {
        if (await FindAsync(desk) is not var (seen, nomination))
        {
            return DeskRequest.NotFound();
        }

        var posts = desk.FormAll("post");
        if (posts.Count == 0)
        {
            return desk.Back(new SaidView("Nothing was split off: tick the posts that mean something else.", IsTrouble: true));
        }

        var (other, problem) = Other(desk, nomination);
        if (problem is not null)
        {
            return desk.Back(new SaidView($"Nothing was split off. {problem}", IsTrouble: true));
        }

        var outcome = await desk.Syndication.Nominations.Split.RunAsync(seen, posts, other, Act(desk), desk.Stop);
        return desk.Back(NominationViews.Said(outcome, "is a nomination of its own now", desk, now => UndoOf(desk, now)));
    }

    /// <summary>What the split posts mean; null where the form leaves it to what they say.</summary>
    private static (Nominee? Nominee, string? Problem) Other(DeskRequest desk, Nomination nomination)
    {
        var correction = NomineeFields.Read(desk, NomineeFields.Empty(nomination.Nominee.Kind));
        return correction == new NomineeCorrection() ? (null, null) : correction.Apply(NomineeFields.Empty(nomination.Nominee.Kind));
    }

    /// <summary>The nomination of the route as the form saw it, and as it is.</summary>
    private static async Task<(Seen Seen, Nomination Nomination)?> FindAsync(DeskRequest desk) =>
        SeenOf(desk.Route("id"), desk.Query("version")) is { } seen
        && await desk.Syndication.Nominations.Queries.ShowAsync(desk.Publication, seen.Id, desk.Stop)
            is { Listing.Nomination: var nomination }
            ? (seen, nomination)
            : null;

    /// <summary>The id of an item's element.</summary>
    public static string ItemId(string key) => "n-" + key;

    /// <summary>Where an act on a nomination is.</summary>
    /// <param name="next">The item to go on with, where the list does not show this one any more.</param>
    public static string AddressOf(DeskFrame frame, string act, string key, long version, string? next = null) =>
        frame.To(
            string.Create(CultureInfo.InvariantCulture, $"{NominationPages.Path}/{key}/{act}?version={version}")
                + (next is null ? "" : $"&next={next}")
        );

    private static SaidView NothingPicked { get; } = new("Nothing was picked: tick the nominations first.", IsTrouble: true);

    private static EditorAct Act(DeskRequest desk) => new(desk.Visitor.Actor, desk.Reason);

    private static List<Seen> Picks(DeskRequest desk) =>
        [.. desk.FormAll(Picked).Select(SeenOf).OfType<Seen>().DistinctBy(seen => seen.Id)];

    private static string? UndoOf(DeskRequest desk, Nomination now) => AddressOf(desk.Frame, "undo", now.Id.ToString(), now.Version);

    private static string? At(DeskRequest desk) =>
        Guid.TryParse(desk.Query("next") ?? desk.Route("id"), out var id) ? ItemId(id.ToString()) : null;

    private static string Version(Nomination nomination) => nomination.Version.ToString(CultureInfo.InvariantCulture);

    private static Seen? SeenOf(string? picked) => picked?.Split(':') is [var id, var version] ? SeenOf(id, version) : null;

    private static Seen? SeenOf(string? id, string? version) =>
        Guid.TryParse(id, out var known) && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Seen(new NominationId(known), number)
            : null;
}
