using Syndicator.App.Commands;
using Syndicator.App.Shapes;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Api;

/// <summary>Nominations to read, and entering them.</summary>
internal static class NominationsApi
{
    public const string Path = "/nominations";
    public const string Tag = "Nominations";

    private const string All = "all";

    /// <summary>What the store calls those that are open.</summary>
    private const string Pending = "pending";

    private static readonly ApiParameter[] s_filters =
    [
        new("round", $"Only of this round, or all; without it, the open round with what is carried over. {NominationLookup.RoundHelp}"),
        new("kind", "Only of this kind.", "crate", "quote", "link", "call"),
        new(
            "state",
            "Only in this state, or all; without it, what is open, accepted or chosen.",
            [NominationLine.Open, .. NominationFilter.AllStates.Where(state => state != Pending), All]
        ),
        new("search", "Only where what is nominated, or by whom, has this in it."),
        new("sort", "By support (usual), age or name.", "support", "age", "name"),
    ];

    public static void Map(ApiRoutes api)
    {
        api.Read<IReadOnlyList<NominationListingShape>>(
            Path,
            new ApiOperation("listNominations", "What is nominated, the most wanted first.")
            {
                Tag = Tag,
                Parameters = [.. s_filters, .. ApiParameter.Paging],
            },
            ListAsync
        );
        api.Read<NominationDetailsShape>(
            Path + "/{id}",
            new ApiOperation("readNomination", "One nomination with its posts, its support and what was decided.") { Tag = Tag },
            ShowAsync
        );
        api.Act<NewNominationBody, NominationShape>(
            Path,
            new ApiOperation("addNomination", "Enters a nomination by hand, or makes one of a mention.") { Tag = Tag },
            AddAsync
        );
    }

    private static async Task<IResult> ListAsync(ApiRequest request)
    {
        var (filter, problem) = await FilterAsync(request);
        if (filter is null)
        {
            return problem!;
        }

        var page = await request.Syndication.Nominations.Queries.ListAsync(request.Publication, filter, request.Stop);
        return request.Page<NominationListingShape>([.. page.Items.Select(NominationListingShape.Of)], page.HasMore);
    }

    private static async Task<(NominationFilter? Filter, ApiProblem? Problem)> FilterAsync(ApiRequest request)
    {
        var usual = NominationFilter.Usual(await request.Syndication.Nominations.Queries.RoundsAsync(request.Publication, request.Stop));
        var filter = usual with
        {
            Kind = request.Query("kind") is { } kind ? NomineeJson.Kind(kind) : null,
            States = request.Query("state") switch
            {
                null => NominationFilter.UsualStates,
                All => NominationFilter.AllStates,
                NominationLine.Open => [Pending],
                { } state => [state],
            },
            Search = request.Query("search"),
            Order = request.Query("sort") switch
            {
                "age" => NominationOrder.Age,
                "name" => NominationOrder.Name,
                _ => NominationOrder.Support,
            },
            Take = request.Limit,
            Skip = request.Skip,
        };
        switch (request.Query("round"))
        {
            case null:
                return (filter, null);
            case All:
                return (filter with { After = null, Until = null }, null);
            case { } name:
                var (round, problem) = await RoundAsync(request, name);
                return round is { } found ? (filter with { After = found.AddMilliseconds(-1), Until = found }, null) : (null, problem);
        }
    }

    /// <summary>A round as people name it.</summary>
    public static async Task<(DateTimeOffset? Round, ApiProblem? Problem)> RoundAsync(ApiRequest request, string name)
    {
        var newest = await request.Syndication.Issues.FindNewestAsync(request.Publication.Id, request.Stop);
        var round = NamedRound.Find(name, request.Publication, newest, request.Syndication.Clock.GetUtcNow());
        return round is null
            ? (null, ApiProblem.BadRequest("unknown-round", $"No round is called {OneLine.Of(name, 60)}. {NominationLookup.RoundHelp}"))
            : (round, null);
    }

    private static async Task<IResult> ShowAsync(ApiRequest request) =>
        request.Id is { } id
        && await request.Syndication.Nominations.Queries.ShowAsync(request.Publication, new NominationId(id), request.Stop) is { } details
            ? request.Versioned(NominationDetailsShape.Of(details), details.Listing.Nomination.Version)
            : NominationAnswer.NotFound;

    private static async Task<IResult> AddAsync(ApiRequest request, NewNominationBody body)
    {
        var act = new EditorAct(request.Actor, body.Note ?? "");
        var add = request.Syndication.Nominations.Add;
        if (body.Mention is { } mention)
        {
            return body is { By: null, Post: null }
                ? NominationAnswer.Of(
                    request,
                    await add.OfMentionAsync(request.Publication, mention, kept => body.Of(kept), body.Self, act, request.Stop)
                )
                : ApiProblem.NotPossible("A mention says itself who nominates and where: leave `by` and `post` out.");
        }

        var (nominee, problem) = body.Of(null);
        return nominee is null ? ApiProblem.NotPossible(problem!)
            : body.By is not { } by ? ApiProblem.NotPossible("Say who nominates it: `by`, as they are to be thanked.")
            : NominationAnswer.Of(
                request,
                await add.ByHandAsync(request.Publication, new HandProposal(nominee, by, body.Post, body.Self), act, request.Stop)
            );
    }
}
