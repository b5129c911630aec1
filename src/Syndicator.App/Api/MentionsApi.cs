using Syndicator.App.Shapes;

namespace Syndicator.App.Api;

/// <summary>What was addressed to accounts and is nothing yet.</summary>
internal static class MentionsApi
{
    public static void Map(ApiRoutes api)
    {
        api.Read<IReadOnlyList<MentionShape>>(
            "/mentions",
            new ApiOperation("listMentions", "What was addressed to the accounts and is no nomination, the newest first.")
            {
                Tag = NominationsApi.Tag,
                Parameters = [new("unread", "Whether only those that nobody has read.", "true", "false"), .. ApiParameter.Paging],
            },
            ListAsync
        );
        api.Act<MentionBody, MentionShape>(
            "/mentions/reading",
            new ApiOperation("readMention", "Nothing is to be made of this mention: it counts as read.") { Tag = NominationsApi.Tag },
            ReadAsync
        );
    }

    private static async Task<IResult> ListAsync(ApiRequest request)
    {
        var found = await request.Syndication.Nominations.Queries.ListMentionsAsync(
            request.Publication.Id,
            request.Query("unread") == "true",
            request.Skip,
            request.Limit,
            request.Stop
        );
        // A full part may be the last one; the next is empty then.
        return request.Page<MentionShape>([.. found.Select(MentionShape.Of)], found.Count == request.Limit);
    }

    private static async Task<IResult> ReadAsync(ApiRequest request, MentionBody body) =>
        await request.Syndication.Nominations.ReadMentions.RunAsync(request.Publication.Id, body.Mention, request.Stop) is { } read
            ? ApiRequest.Json(MentionShape.Of(read))
            : ApiProblem.NotPossible($"There is no mention {OneLine.Of(body.Mention, 60)}.");
}

/// <summary>Which mention.</summary>
internal sealed record MentionBody
{
    /// <summary>As the list has it (<c>source/id</c>), or its address.</summary>
    public required string Mention { get; init; }
}
