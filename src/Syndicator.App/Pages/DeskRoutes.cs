using Syndicator.App.SignIn;

namespace Syndicator.App.Pages;

/// <summary>The one way in which pages and acts get their addresses: what is added here is guarded, whatever it is.</summary>
internal sealed class DeskRoutes(IEndpointRouteBuilder routes)
{
    private static readonly string[] s_read = ["GET", "HEAD"];
    private static readonly string[] s_act = ["POST"];

    private readonly Dictionary<string, List<string>> _allowed = new(StringComparer.Ordinal);

    /// <summary>Something to read, that needs nothing of the desk.</summary>
    public void Read(string path, Func<HttpContext, Task<IResult>> handler) => Add(path, s_read, handler);

    public void Page(string path, Func<DeskRequest, Task<IResult>> page) => Read(path, Handler(page));

    /// <summary>Something that changes the world, or the visitor's session.</summary>
    public void Act(string path, Func<DeskRequest, Task<IResult>> act) => Add(path, s_act, Handler(act));

    /// <summary>An act that needs a form of this desk and nobody's leave: signing in and out.</summary>
    public void ActOfAnybody(string path, Func<HttpContext, Task<IResult>> act) =>
        Add(path, s_act, act).WithMetadata(new DeskGuard.ForEverybody());

    private IEndpointConventionBuilder Add(string path, string[] methods, Func<HttpContext, Task<IResult>> handler)
    {
        RefuseOthers(path, methods);
        return routes.MapMethods(path, methods, HostAnswer.By(context => DeskGuard.PassAsync(context, handler)));
    }

    private static Func<HttpContext, Task<IResult>> Handler(Func<DeskRequest, Task<IResult>> work) =>
        context => Find(context) is { } request ? work(request) : Task.FromResult(DeskRequest.NotFound());

    /// <summary>Null when there is no such newsletter.</summary>
    private static DeskRequest? Find(HttpContext context)
    {
        var syndication = context.RequestServices.GetRequiredService<Syndication>();
        var frame = context.RequestServices.GetRequiredService<DeskFrame>();
        var named = context.Request.Query[DeskRequest.NewsletterField].FirstOrDefault();
        var publication = named is null
            ? syndication.Publications is [var first, ..]
                ? first
                : null
            : syndication.FindPublication(named);
        if (publication is null || Visitor.Of(context) is not { } visitor)
        {
            return null;
        }

        frame.Newsletter = new NewsletterView(publication.Id, publication.Name);
        return new DeskRequest(context, frame, syndication, publication, visitor);
    }

    /// <summary>Other methods would fall through to "no such page", which is wrong: the page is there.</summary>
    private void RefuseOthers(string path, string[] allowed)
    {
        if (_allowed.TryGetValue(path, out var methods))
        {
            methods.AddRange(allowed);
            return;
        }

        _allowed[path] = methods = [.. allowed];
        routes.Map(path, HostAnswer.By(context => NotAllowed(context, methods)));
    }

    private static IResult NotAllowed(HttpContext context, List<string> allowed)
    {
        context.Response.Headers.Allow = string.Join(", ", allowed);
        return Results.Text(
            allowed.Contains("GET")
                ? "This page can only be read.\n"
                : "This address is for a button of the desk. Open its first page: /\n",
            statusCode: StatusCodes.Status405MethodNotAllowed
        );
    }
}
