using Syndicator.App.Shapes;
using Syndicator.Configuration;

namespace Syndicator.App.Api;

/// <summary>What is there at all, and whether it is well.</summary>
internal static class PublicationsApi
{
    public static void Map(ApiRoutes api)
    {
        api.ReadAll<IReadOnlyList<PublicationShape>>(
            "/publications",
            new ApiOperation("listPublications", "Every publication of this program.") { Tag = "Publications" },
            ListAsync
        );
        api.ReadAll<HealthShape>(
            "/health",
            new ApiOperation("readHealth", "Everything that is wrong, what fails first; as /health/ready, and always with 200.")
            {
                Tag = "Health",
            },
            HealthAsync
        );
        api.ReadAll<object>(
            "/openapi.json",
            new ApiOperation("readDocument", "This document (OpenAPI 3.1).") { Tag = "Document" },
            ApiDocument.ReadAsync
        );
    }

    private static Task<IResult> ListAsync(HttpContext context) =>
        Task.FromResult(
            ApiRequest.Json(context.RequestServices.GetRequiredService<Syndication>().Publications.Select(PublicationShape.Of).ToList())
        );

    private static async Task<IResult> HealthAsync(HttpContext context) =>
        ApiRequest.Json(
            HealthShape.Of(await HostHealth.ProblemsAsync(context.RequestServices.GetRequiredService<HostDesk>(), context.RequestAborted))
        );
}

/// <param name="Zone">Of its schedules, as IANA calls it.</param>
internal sealed record PublicationShape(string Id, string Name, string? Site, string Zone, IReadOnlyList<string> Accounts)
{
    public static PublicationShape Of(Publication publication) =>
        new(
            publication.Id,
            publication.Name,
            publication.Format.Site?.ToString(),
            publication.Zone.Id,
            [.. publication.Accounts.Select(account => account.Name)]
        );
}
