using Syndicator.App.Commands;
using Syndicator.App.Shapes;
using Syndicator.Calls;
using Syndicator.Configuration.Values;

namespace Syndicator.App.Api;

/// <summary>Calls for participation, and what editors decide about them.</summary>
internal static class CallsApi
{
    private const string Path = "/calls";
    private const string Tag = "Calls";
    private const string All = "all";

    private static readonly ApiParameter[] s_filters =
    [
        new("state", "Only in this state, or all; without it, whatever is not over.", [.. CallLine.States, All]),
        new("kind", "Only of this kind.", "project", "event"),
        new("closingWithin", "Only those that close within this time: 7d, 36h."),
    ];

    public static void Map(ApiRoutes api)
    {
        api.Read<IReadOnlyList<CallShape>>(
            Path,
            new ApiOperation("listCalls", "Calls for participation, those that wait for an editor first.")
            {
                Tag = Tag,
                Parameters = [.. s_filters, .. ApiParameter.Paging],
            },
            ListAsync
        );
        api.Read<CallDetailsShape>(
            Path + "/{id}",
            new ApiOperation("readCall", "One call: what issues print of it, what was said, and what happened to it.") { Tag = Tag },
            ShowAsync
        );
        Act<ActBody>(
            api,
            "release",
            "releaseCall",
            "Lets a call be told of as it is; undoes hold and withdrawal.",
            (request, body) => DecideAsync(request, body.Version, body.Note, request.Syndication.ReviewCalls.ReleaseAsync)
        );
        Act<ReasonBody>(
            api,
            "hold",
            "holdCall",
            "Keeps a call back until somebody releases it.",
            (request, body) => DecideAsync(request, body.Version, body.Reason, request.Syndication.ReviewCalls.HoldAsync)
        );
        Act<ReasonBody>(
            api,
            "withdrawal",
            "withdrawCall",
            "Ends a call before its closing day, whatever issues print.",
            (request, body) => DecideAsync(request, body.Version, body.Reason, request.Syndication.ReviewCalls.WithdrawAsync)
        );
        Act<CallCorrectionBody>(
            api,
            "correction",
            "correctCall",
            "Says what is right of a call instead of what is printed; issues that print the same again change nothing.",
            CorrectAsync
        );
    }

    private static void Act<TBody>(ApiRoutes api, string name, string id, string summary, Func<ApiRequest, TBody, Task<IResult>> act)
        where TBody : class =>
        api.Act<TBody, CallShape>($"{Path}/{{id}}/{name}", new ApiOperation(id, summary) { Tag = Tag, IsVersioned = true }, act);

    private static async Task<IResult> ListAsync(ApiRequest request)
    {
        TimeSpan? within = null;
        if (request.Query("closingWithin") is { } words)
        {
            if (Duration.Parse(words).Value is not TimeSpan time)
            {
                return ApiProblem.BadRequest(
                    "bad-parameter",
                    $"The parameter `closingWithin` is `{OneLine.Of(words, 60)}`. Write it as 7d or 36h."
                );
            }

            within = time;
        }

        var filter = new CallFilter
        {
            Kind = request.Query("kind") switch
            {
                null => null,
                "project" => CallKind.Project,
                _ => CallKind.Event,
            },
            ClosingWithin = within,
        };
        if (request.Query("state") is { } state)
        {
            filter = filter with
            {
                States = Enum.GetValues<CallState>().Where(each => state == All || CallLine.Name(each) == state).ToHashSet(),
            };
        }

        var listings = await request.Syndication.Calls.ListAsync(request.Publication, filter, request.Stop);
        return request.PageOf(listings.Select(listing => CallLine.Json(listing)));
    }

    private static async Task<IResult> ShowAsync(ApiRequest request)
    {
        if (await FindAsync(request) is not { } details)
        {
            return NotFound;
        }

        var unsayable = await request.Syndication.FindUnsayable.RunAsync(request.Publication, details.Listing, request.Stop);
        return request.Versioned(CallDetailsShape.Of(details, unsayable), details.Listing.Call.Version);
    }

    private static async Task<CallDetails?> FindAsync(ApiRequest request) =>
        request.Id is { } id ? await request.Syndication.Calls.ShowAsync(request.Publication, new CallId(id), request.Stop) : null;

    private static async Task<IResult> DecideAsync(
        ApiRequest request,
        long? version,
        string? note,
        Func<CallAction, CancellationToken, Task<CallOutcome>> decide
    )
    {
        var (seen, problem) = request.Seen(version);
        if (problem is not null)
        {
            return problem;
        }

        if (await FindAsync(request) is not { Listing: var before })
        {
            return NotFound;
        }

        var action = new CallAction(before.Call.Id, seen ?? before.Call.Version, request.Actor, note ?? "");
        return await AnswerAsync(request, before, await decide(action, request.Stop));
    }

    private static async Task<IResult> AnswerAsync(ApiRequest request, CallListing before, CallOutcome outcome)
    {
        if (outcome is CallOutcome.Done)
        {
            var remarks = await CallReport.SettleAsync(before, request.Syndication, request.Publication, request.Stop);
            return request.Versioned(
                CallLine.Json(remarks.After, remarks.TakenBack) with
                {
                    Remarks = [.. remarks.Now().Select(remark => remark.Trim())],
                },
                remarks.After.Call.Version
            );
        }

        return outcome.Match<IResult>(
            _ => NotFound,
            changed =>
                ApiProblem.Changed(
                    $"It has changed since you looked: {changed.Act}, by {changed.By} at {DeliveryLine.At(changed.At, request.Publication.Zone)}."
                ) with
                {
                    By = changed.By,
                    At = changed.At,
                },
            not => ApiProblem.NotPossible($"{not.Why} {not.Remedy}"),
            _ => NotFound
        );
    }

    private static async Task<IResult> CorrectAsync(ApiRequest request, CallCorrectionBody body)
    {
        if (body.Undo == body.HasParts)
        {
            return ApiProblem.NotPossible(
                body.Undo
                    ? "`undo` takes the whole correction back; it goes with no other part."
                    : "Nothing is to be corrected: send `title`, `url`, `closes`, `place` or `on`, or `undo`."
            );
        }

        var (fields, why) = body.ToFields();
        return fields is null
            ? ApiProblem.NotPossible(why!)
            : await DecideAsync(
                request,
                body.Version,
                body.Note,
                body.Undo
                    ? request.Syndication.ReviewCalls.TakeCorrectionBackAsync
                    : (action, stop) => request.Syndication.ReviewCalls.CorrectAsync(request.Publication, action, fields, stop)
            );
    }

    private static ApiProblem NotFound { get; } = ApiProblem.NotFound("There is no such call. The list with `state=all` has every id.");
}

/// <summary>What is right of a call. What is not there stays.</summary>
internal sealed record CallCorrectionBody : ActBody
{
    /// <summary>What is asked for, or the event's name.</summary>
    public string? Title { get; init; }

    /// <summary>Where to answer it.</summary>
    public string? Url { get; init; }

    /// <summary>Its last day (2026-05-04), with a time where one is stated (2026-05-04 23:59 Europe/Berlin), rolling, or none.</summary>
    public string? Closes { get; init; }

    /// <summary>Of the event; empty: none.</summary>
    public string? Place { get; init; }

    /// <summary>The event's days; empty: not known.</summary>
    public string? On { get; init; }

    /// <summary>Takes the correction back: it says what is printed.</summary>
    public bool Undo { get; init; }

    internal bool HasParts => Title is not null || Url is not null || Closes is not null || Place is not null || On is not null;

    /// <summary>Or why its closing cannot be told.</summary>
    public (CallFields? Fields, string? Why) ToFields()
    {
        var (closing, why) = Closes is null ? (null, null) : CallFields.ReadClosing(Closes);
        return why is null
            ? (
                new CallFields
                {
                    Title = Title,
                    Url = Url,
                    Closing = closing,
                    Place = Place,
                    EventDate = On,
                },
                null
            )
            : (
                null,
                $"`closes` is {OneLine.Of(Closes!)}: {why}. Write it as 2026-05-04, \"2026-05-04 23:59 Europe/Berlin\", rolling or none."
            );
    }
}
