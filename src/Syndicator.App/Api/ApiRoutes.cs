using Syndicator.App.SignIn;
using Syndicator.Storage;

namespace Syndicator.App.Api;

/// <summary>The one way in which the interface gets its addresses: what is added here needs a token, acts an editor's, and stands in the document.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder routes)
{
    public const string Root = "/api/v1";

    private const string OfPublication = "/publications/{publication}";

    private static readonly int[] s_ofReads =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status429TooManyRequests,
        StatusCodes.Status503ServiceUnavailable,
    ];

    private static readonly int[] s_ofActs =
    [
        StatusCodes.Status403Forbidden,
        StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status415UnsupportedMediaType,
        StatusCodes.Status422UnprocessableEntity,
    ];

    private readonly Dictionary<string, List<string>> _allowed = new(StringComparer.Ordinal);

    /// <summary>Something to read that is about no publication.</summary>
    public void ReadAll<TAnswer>(string path, ApiOperation operation, Func<HttpContext, Task<IResult>> read) =>
        Add<TAnswer>("GET", path, operation, read);

    /// <param name="path">Below the publication.</param>
    /// <param name="contentType">Of what is answered.</param>
    public void Read<TAnswer>(
        string path,
        ApiOperation operation,
        Func<ApiRequest, Task<IResult>> read,
        string contentType = "application/json"
    ) => Add<TAnswer>("GET", OfPublication + path, operation, context => WithPublicationAsync(context, read), contentType);

    /// <summary>Something that changes the world, with a body.</summary>
    public void Act<TBody, TAnswer>(string path, ApiOperation operation, Func<ApiRequest, TBody, Task<IResult>> act)
        where TBody : class =>
        Add<TAnswer>(
            "POST",
            OfPublication + path,
            operation with
            {
                IsAct = true,
                Body = typeof(TBody),
            },
            context => WithPublicationAsync(context, request => WithBodyAsync(request, act))
        );

    /// <summary>Whatever is below the interface and nothing of it.</summary>
    public void AddRest() =>
        routes.MapFallback(
            "/api/{**rest}",
            HostAnswer.By(_ => ApiProblem.NotFound($"There is nothing at this address. {Root}/openapi.json describes all there is."))
        );

    private void Add<TAnswer>(
        string method,
        string path,
        ApiOperation operation,
        Func<HttpContext, Task<IResult>> work,
        string contentType = "application/json"
    )
    {
        var handler = HostAnswer.By(context => GuardAsync(context, operation, work));
        var endpoint = routes
            .MapMethods(Root + path, [method], handler)
            // Only what has one comes into the document.
            .WithMetadata(handler.Method)
            .WithName(operation.Id)
            .WithSummary(operation.Summary)
            .WithTags(operation.Tag)
            .WithMetadata(operation)
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(TAnswer), [contentType]));
        int[] ofPath = path.Contains('{', StringComparison.Ordinal) ? [StatusCodes.Status404NotFound] : [];
        foreach (var status in (int[])[.. s_ofReads, .. ofPath, .. operation.IsAct ? s_ofActs : []])
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ApiProblem.ContentType]));
        }

        RefuseOthers(Root + path, method);
    }

    private static async Task<IResult> GuardAsync(HttpContext context, ApiOperation operation, Func<HttpContext, Task<IResult>> work)
    {
        if (Visitor.Of(context) is not { IsProgram: true } visitor)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (operation.IsAct && !visitor.MayDecide)
        {
            return new ApiProblem(
                StatusCodes.Status403Forbidden,
                "not-an-editor",
                "This token decides nothing",
                "The token, or its person, may look at everything and decide nothing. Make a token with the role editor, of an editor."
            );
        }

        try
        {
            return ApiParameter.ProblemOf(context.Request.Query, operation.Parameters) ?? await work(context);
        }
        catch (StorageException trouble)
        {
            return ApiProblem.Unavailable($"{trouble.Diagnostic.Message} {trouble.Diagnostic.Remedy}".Trim());
        }
    }

    private static async Task<IResult> WithPublicationAsync(HttpContext context, Func<ApiRequest, Task<IResult>> work)
    {
        var syndication = context.RequestServices.GetRequiredService<Syndication>();
        var id = context.Request.RouteValues["publication"] as string;
        return syndication.FindPublication(id ?? "") is { } publication
            ? await work(new ApiRequest(context, syndication, publication, Visitor.Of(context)!))
            : ApiProblem.NotFound($"There is no publication {OneLine.Of(id ?? "", 60)}. {Root}/publications lists all.");
    }

    private static async Task<IResult> WithBodyAsync<TBody>(ApiRequest request, Func<ApiRequest, TBody, Task<IResult>> act)
        where TBody : class
    {
        var (body, problem) = await ApiBody.ReadAsync<TBody>(request.Context.Request, request.Stop);
        return body is null ? problem! : await act(request, body);
    }

    /// <summary>Other methods would fall through to "nothing there", which is wrong.</summary>
    private void RefuseOthers(string path, string method)
    {
        if (_allowed.TryGetValue(path, out var methods))
        {
            methods.Add(method);
            return;
        }

        _allowed[path] = methods = [method];
        routes.Map(path, HostAnswer.By(context => NotAllowed(context, methods)));
    }

    private static ApiProblem NotAllowed(HttpContext context, List<string> allowed)
    {
        var methods = string.Join(", ", allowed);
        context.Response.Headers.Allow = methods;
        return new ApiProblem(
            StatusCodes.Status405MethodNotAllowed,
            "method-not-allowed",
            "Not with this method",
            $"This address takes {methods}."
        );
    }
}
