using Syndicator.App.Shapes;

namespace Syndicator.App.Api;

/// <summary>The issues of the source and how far each is.</summary>
internal static class IssuesApi
{
    private const string Tag = "Issues";

    public static void Map(ApiRoutes api)
    {
        api.Read<IReadOnlyList<IssueShape>>(
            "/issues",
            new ApiOperation(
                "listIssues",
                "The issues of these days, as they are in the source now, and those seen before, the newest first."
            )
            {
                Tag = Tag,
                Parameters = ApiParameter.Paging,
            },
            async request => request.PageOf(await FindAsync(request))
        );
        api.Read<IssueShape>(
            "/issues/{key}",
            new ApiOperation("readIssue", "One issue: whether it is ready, and if not, every reason.") { Tag = Tag },
            ShowAsync
        );
    }

    private static async Task<IResult> ShowAsync(ApiRequest request) =>
        (await FindAsync(request)).FirstOrDefault(issue => issue.Key == request.Route("key")) is { } issue
            ? ApiRequest.Json(issue)
            : ApiProblem.NotFound($"There is no issue {OneLine.Of(request.Route("key"), 60)}. The list of issues has every key.");

    private static async Task<IEnumerable<IssueShape>> FindAsync(ApiRequest request)
    {
        var report = await request.Syndication.WatchOf(request.Publication).ReportAsync(request.Stop);
        var seen = report.Issues.ToLookup(issue => issue.Stored.Key, StringComparer.Ordinal);
        var stored = await request.Syndication.Issues.ListAsync(request.Publication.Id, request.Stop);
        return stored.Select(issue => IssueShape.Of(issue, seen[issue.Key].FirstOrDefault()));
    }
}
