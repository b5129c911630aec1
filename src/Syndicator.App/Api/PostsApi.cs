using Syndicator.App.Commands;
using Syndicator.App.Shapes;
using Syndicator.Publishing;

namespace Syndicator.App.Api;

/// <summary>The outbox, and what editors do with its posts.</summary>
internal static class PostsApi
{
    private const string Path = "/posts";
    private const string Tag = "Posts";

    private delegate Task<(ChangeOutcome? Outcome, ApiProblem? Problem)> Change(ApiRequest request, Delivery post);

    private static readonly ApiParameter[] s_filters =
    [
        new("issue", "Only of this issue, by its key: issue-678."),
        new("account", "Only of this account."),
        new("state", "Only in this state.", "held", "due", "sending", "delivered", "failed", "uncertain", "cancelled", "gone"),
    ];

    public static void Map(ApiRoutes api)
    {
        api.Read<IReadOnlyList<OutboxPostShape>>(
            Path,
            new ApiOperation("listPosts", "The outbox: the newest issue first, each thread in order.")
            {
                Tag = Tag,
                Parameters = [.. s_filters, .. ApiParameter.Paging],
            },
            ListAsync
        );
        api.Read<OutboxPostShape>(
            Path + "/{id}",
            new ApiOperation("readPost", "One post with its text, its sources and what happened to it.") { Tag = Tag },
            ShowAsync
        );
        Act<PostBody>(
            api,
            "release",
            "releasePost",
            "Lets a held or refused post go out at the next delivery.",
            body => body.Version,
            (request, _) =>
                (_, post) => DoneAsync(request.Syndication.Change.ReleaseAsync(post.Id, request.Actor, request.Stop, post.Version))
        );
        Act<PostBody>(
            api,
            "stop",
            "stopPost",
            "Stops a waiting post for good, and holds the rest of its thread.",
            body => body.Version,
            (request, _) => (_, post) => DoneAsync(request.Syndication.Change.StopAsync(post.Id, request.Actor, request.Stop, post.Version))
        );
        Act<PostBody>(
            api,
            "resending",
            "resendPost",
            "Sends a held, refused, stopped or vanished post anew, under a new key; the new post is answered.",
            body => body.Version,
            (request, _) =>
                (_, post) => DoneAsync(request.Syndication.Change.ResendAsync(post.Id, request.Actor, request.Stop, post.Version))
        );
        Act<ScheduleBody>(
            api,
            "schedule",
            "reschedulePost",
            "Lets a waiting post go out by itself at another time.",
            body => body.Version,
            (_, body) => (request, post) => RescheduleAsync(request, post, body)
        );
        Act<TextBody>(
            api,
            "text",
            "editPost",
            "Changes the text of a post that never left.",
            body => body.Version,
            (_, body) => (request, post) => EditAsync(request, post, body)
        );
    }

    private static void Act<TBody>(
        ApiRoutes api,
        string name,
        string id,
        string summary,
        Func<TBody, long?> versionOf,
        Func<ApiRequest, TBody, Change> change
    )
        where TBody : class =>
        api.Act<TBody, OutboxPostShape>(
            $"{Path}/{{id}}/{name}",
            new ApiOperation(id, summary) { Tag = Tag, IsVersioned = true },
            (request, body) => ChangeAsync(request, versionOf(body), change(request, body))
        );

    private static async Task<IResult> ListAsync(ApiRequest request) =>
        request.PageOf(
            (
                await request.Syndication.Deliveries.ListAsync(
                    request.Publication.Id,
                    request.Query("issue"),
                    request.Query("account"),
                    request.Query("state"),
                    request.Skip + request.Limit + 1,
                    request.Stop
                )
            ).Select(post => OutboxPostShape.Of(post))
        );

    private static async Task<IResult> ShowAsync(ApiRequest request) =>
        await FindAsync(request) is var (post, history) ? request.Versioned(OutboxPostShape.Of(post, history), post.Version) : NotFound;

    private static Task<(Delivery Delivery, IReadOnlyList<DeliveryEvent> History)?> FindAsync(ApiRequest request) =>
        request.Id is { } id
            ? PostsCommand.FindAsync(request.Syndication, request.Publication, id.ToString(), request.Stop)
            : Task.FromResult<(Delivery, IReadOnlyList<DeliveryEvent>)?>(null);

    private static async Task<IResult> ChangeAsync(ApiRequest request, long? version, Change change)
    {
        var (seen, problem) = request.Seen(version);
        if (problem is not null)
        {
            return problem;
        }

        if (await FindAsync(request) is not var (post, history))
        {
            return NotFound;
        }

        if (seen is { } known && known != post.Version)
        {
            var last = history[^1];
            return Conflict(request, $"{post.State.Name} ({last.Reason})", last.Actor, last.At);
        }

        (var outcome, problem) = await change(request, post);
        return outcome is null
            ? problem!
            : outcome.Match<IResult>(
                done => request.Versioned(OutboxPostShape.Of(done.Delivery), done.Delivery.Version),
                changed => Conflict(request, changed.What, changed.By, changed.At),
                _ => NotFound,
                refused => ApiProblem.NotPossible(refused.Reason)
            );
    }

    private static ApiProblem Conflict(ApiRequest request, string what, string by, DateTimeOffset at) =>
        ApiProblem.Changed(
            $"It has changed since you looked: it is {what}, by {by} at {DeliveryLine.At(at, request.Publication.Zone)}."
        ) with
        {
            By = by,
            At = at,
        };

    private static async Task<(ChangeOutcome?, ApiProblem?)> DoneAsync(Task<ChangeOutcome> outcome) => (await outcome, null);

    private static async Task<(ChangeOutcome?, ApiProblem?)> RescheduleAsync(ApiRequest request, Delivery post, ScheduleBody body) =>
        LocalInstant.Read(body.At, request.Publication.Zone, "at") switch
        {
            ({ } instant, _) => (
                await request.Syndication.Change.RescheduleAsync(post.Id, instant, request.Actor, request.Stop, post.Version),
                null
            ),
            (_, var problem) => (null, ApiProblem.NotPossible(problem!)),
        };

    private static async Task<(ChangeOutcome?, ApiProblem?)> EditAsync(ApiRequest request, Delivery post, TextBody body)
    {
        if (request.Publication.Accounts.FirstOrDefault(account => account.Name == post.Place.Account) is not { } account)
        {
            return (
                null,
                ApiProblem.NotPossible($"Its account {post.Place.Account} is not in accounts.yaml, so nobody knows how long it may be.")
            );
        }

        var rules = await request.Syndication.RulesOfAsync(request.Publication, account, request.Stop);
        return (
            await request.Syndication.Change.EditTextAsync(
                post.Id,
                body.Text,
                rules,
                account.Prices,
                request.Actor,
                request.Stop,
                post.Version
            ),
            null
        );
    }

    private static ApiProblem NotFound { get; } = ApiProblem.NotFound("There is no such post. The list of posts has every id.");
}

/// <summary>What is sent with an act on a post.</summary>
internal sealed record PostBody
{
    /// <summary>The one that the caller saw.</summary>
    public long? Version { get; init; }
}

/// <summary>When a post is to go out.</summary>
internal sealed record ScheduleBody
{
    /// <summary>The one that the caller saw.</summary>
    public long? Version { get; init; }

    /// <summary>2026-11-19T09:00 in the publication's zone, or with an offset, 2026-11-19T09:00+01:00 or Z.</summary>
    public required string At { get; init; }
}

/// <summary>What a post is to say.</summary>
internal sealed record TextBody
{
    /// <summary>The one that the caller saw.</summary>
    public long? Version { get; init; }

    public required string Text { get; init; }
}
