using Syndicator.App.Shapes;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Api;

/// <summary>What editors decide about nominations.</summary>
internal static class NominationActsApi
{
    private delegate Task<ReviewOutcome> Decide(ApiRequest request, Seen seen, EditorAct act);

    public static void Map(ApiRoutes api)
    {
        Noted(
            api,
            "acceptance",
            "acceptNomination",
            "Good enough to be chosen.",
            (request, seen, act) => Review(request).AcceptAsync(seen, act, request.Stop)
        );
        Act<ReasonBody>(
            api,
            "rejection",
            "rejectNomination",
            "Not for the newsletter.",
            (request, body) =>
                DecideAsync(request, body.Version, body.Reason, (_, seen, act) => Review(request).RejectAsync(seen, act, request.Stop))
        );
        Noted(
            api,
            "reopening",
            "reopenNomination",
            "As if nobody had decided.",
            (request, seen, act) => Review(request).ReopenAsync(seen, act, request.Stop)
        );
        Act<RoundBody>(api, "choice", "chooseNomination", "The winner of a round, or one of them; accepts it as well.", ChooseAsync);
        Noted(
            api,
            "unchoice",
            "unchooseNomination",
            "No winner any more, and still accepted.",
            (request, seen, act) => Review(request).UnchooseAsync(seen, act, request.Stop)
        );
        Act<RoundBody>(api, "deferral", "deferNomination", "Moves it to another round; usually the one after the open one.", DeferAsync);
        Noted(
            api,
            "withdrawal",
            "withdrawNomination",
            "Entered by mistake, or taken back by who nominated it.",
            (request, seen, act) => Review(request).WithdrawAsync(seen, act, request.Stop)
        );
        Noted(
            api,
            "undo",
            "undoNomination",
            "Takes the last decision about it back, with all that it did to others.",
            (request, seen, act) => request.Syndication.Nominations.Undo.RunAsync(seen, act, request.Stop)
        );
        Act<MergerBody>(api, "merger", "mergeNominations", "Counts others of the same thing with this one.", MergeAsync);
        Act<CorrectionBody>(
            api,
            "correction",
            "correctNomination",
            "Says otherwise what is nominated; an empty member takes that part away.",
            CorrectAsync
        );
        Act<SplitBody>(
            api,
            "split",
            "splitNomination",
            "Gives posts that are counted with others a nomination of their own, which is answered.",
            SplitAsync
        );
    }

    private static void Noted(ApiRoutes api, string name, string id, string summary, Decide decide) =>
        Act<ActBody>(api, name, id, summary, (request, body) => DecideAsync(request, body.Version, body.Note, decide));

    private static void Act<TBody>(ApiRoutes api, string name, string id, string summary, Func<ApiRequest, TBody, Task<IResult>> act)
        where TBody : class =>
        api.Act<TBody, NominationShape>(
            $"{NominationsApi.Path}/{{id}}/{name}",
            new ApiOperation(id, summary) { Tag = NominationsApi.Tag, IsVersioned = true },
            act
        );

    private static ReviewNominations Review(ApiRequest request) => request.Syndication.Nominations.Review;

    /// <summary>Of a nomination of this publication only, and of what the caller saw.</summary>
    private static async Task<IResult> DecideAsync(ApiRequest request, long? version, string? note, Decide decide)
    {
        var (seen, problem) = request.Seen(version);
        if (problem is not null)
        {
            return problem;
        }

        return await FindAsync(request, request.Route("id")) is { } nomination
            ? NominationAnswer.Of(
                request,
                await decide(request, new Seen(nomination.Id, seen ?? nomination.Version), new EditorAct(request.Actor, note ?? ""))
            )
            : NominationAnswer.NotFound;
    }

    private static async Task<Nomination?> FindAsync(ApiRequest request, string id) =>
        Guid.TryParseExact(id, "D", out var known)
        && await request.Syndication.Nominations.Queries.ShowAsync(request.Publication, new NominationId(known), request.Stop)
            is { Listing.Nomination: var nomination }
            ? nomination
            : null;

    private static async Task<IResult> ChooseAsync(ApiRequest request, RoundBody body)
    {
        var (round, problem) = body.Round is { } name ? await NominationsApi.RoundAsync(request, name) : (null, null);
        return problem is not null
            ? problem
            : await DecideAsync(request, body.Version, body.Note, (_, seen, act) => ChooseAsync(request, seen, round, act));
    }

    /// <summary>Whoever chooses is told what is marked: that it won before, or is the nominator's own.</summary>
    private static async Task<ReviewOutcome> ChooseAsync(ApiRequest request, Seen seen, DateTimeOffset? round, EditorAct act)
    {
        var (queries, publication) = (request.Syndication.Nominations.Queries, request.Publication);
        if (await queries.ShowAsync(publication, seen.Id, request.Stop) is not { Listing: var listing })
        {
            return new ReviewOutcome.NotFound();
        }

        var winsIn = round ?? (await queries.RoundsAsync(publication, request.Stop)).WinsIn(listing.Nomination);
        var outcome = await Review(request).ChooseAsync(seen, winsIn, act, request.Stop);
        var marks = string.Join("; ", listing.Marks.Select(mark => mark.Text));
        return outcome is ReviewOutcome.Done done && marks.Length > 0
            ? done with
            {
                Remark = $"{done.Remark} Mind: {marks}.".Trim(),
            }
            : outcome;
    }

    private static async Task<IResult> DeferAsync(ApiRequest request, RoundBody body)
    {
        var (round, problem) = body.Round is { } name ? await NominationsApi.RoundAsync(request, name) : (null, null);
        if (problem is not null)
        {
            return problem;
        }

        var open = (await request.Syndication.Nominations.Queries.RoundsAsync(request.Publication, request.Stop)).Open;
        var wanted = round ?? request.Publication.Nominations.Closings.RoundAt(open);
        return await DecideAsync(
            request,
            body.Version,
            body.Note,
            (_, seen, act) => Review(request).DeferAsync(seen, wanted, act, request.Stop)
        );
    }

    private static async Task<IResult> MergeAsync(ApiRequest request, MergerBody body)
    {
        var others = new List<Seen>();
        foreach (var id in body.Nominations.Take(ApiParameter.MostAtOnce + 1))
        {
            if (await FindAsync(request, id) is not { } other)
            {
                return ApiProblem.NotPossible($"There is no nomination {OneLine.Of(id, 60)}; nothing was merged.");
            }

            others.Add(Seen.Of(other));
        }

        return others.Count is 0 or > ApiParameter.MostAtOnce
            ? ApiProblem.NotPossible($"`nominations` names the others: at least one, and at most {ApiParameter.MostAtOnce}.")
            : await DecideAsync(
                request,
                body.Version,
                body.Note,
                (_, seen, act) => request.Syndication.Nominations.Merge.RunAsync(others, seen, act, request.Stop)
            );
    }

    private static Task<IResult> CorrectAsync(ApiRequest request, CorrectionBody body)
    {
        var correction = body.ToCorrection();
        return correction == new NomineeCorrection()
            ? Task.FromResult<IResult>(ApiProblem.NotPossible("Nothing is to be corrected: send at least one part of what is nominated."))
            : DecideAsync(
                request,
                body.Version,
                body.Note,
                (_, seen, act) => request.Syndication.Nominations.Correct.RunAsync(seen, correction, act, request.Stop)
            );
    }

    private static async Task<IResult> SplitAsync(ApiRequest request, SplitBody body)
    {
        var correction = body.ToCorrection();
        Nominee? nominee = null;
        if (correction != new NomineeCorrection() && await FindAsync(request, request.Route("id")) is { } nomination)
        {
            (nominee, var problem) = correction.Apply(nomination.Nominee);
            if (nominee is null)
            {
                return ApiProblem.NotPossible(problem!);
            }
        }

        return await DecideAsync(
            request,
            body.Version,
            body.Note,
            (_, seen, act) => request.Syndication.Nominations.Split.RunAsync(seen, body.Posts, nominee, act, request.Stop)
        );
    }
}
