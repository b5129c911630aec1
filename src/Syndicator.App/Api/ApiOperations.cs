namespace Syndicator.App.Api;

/// <summary>Every address of the interface for programs.</summary>
internal static class ApiOperations
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = new ApiRoutes(routes);
        PublicationsApi.Map(api);
        NominationsApi.Map(api);
        NominationActsApi.Map(api);
        MentionsApi.Map(api);
        ExportApi.Map(api);
        PostsApi.Map(api);
        CallsApi.Map(api);
        IssuesApi.Map(api);
        api.AddRest();
    }
}
