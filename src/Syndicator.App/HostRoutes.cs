using Microsoft.AspNetCore.Http.HttpResults;
using Syndicator.App.Pages;
using Syndicator.Calls.Feeds;

namespace Syndicator.App;

/// <summary>Every address of the desk.</summary>
internal static class HostRoutes
{
    private static readonly string[] s_read = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapRead(routes, "/", ThisWeekAsync);
        MapRead(routes, "/health/live", () => Results.Text("alive\n"));
        MapRead(routes, "/health/ready", HostHealth.ReadyAsync);
        MapRead(routes, HostFeeds.Atom, SendAtomAsync);
        MapRead(routes, HostFeeds.Calendar, SendCalendarAsync);
        DeskFiles.Map(routes);
        routes.MapFallback(() => Page<NotFoundPage>(StatusCodes.Status404NotFound, []));
    }

    /// <summary>Other methods would fall through to "no such page", which is wrong: the page is there.</summary>
    private static void MapRead(IEndpointRouteBuilder routes, string path, Delegate handler)
    {
        routes.MapMethods(path, s_read, handler);
        routes.Map(path, NotAllowed);
    }

    private static IResult NotAllowed(HttpContext context)
    {
        context.Response.Headers.Allow = string.Join(", ", s_read);
        return Results.Text("This page can only be read.\n", statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    /// <summary>What is shown when something broke; the reason is in the log.</summary>
    public static Task BrokenAsync(HttpContext context) =>
        Page<BrokenPage>(StatusCodes.Status500InternalServerError, []).ExecuteAsync(context);

    private static async Task<IResult> ThisWeekAsync(HostDesk desk, CancellationToken cancellationToken) =>
        Page<ThisWeekPage>(StatusCodes.Status200OK, new() { [nameof(ThisWeekPage.View)] = await desk.ThisWeek(cancellationToken) });

    private static Task<IResult> SendAtomAsync(HttpContext context, HostFeeds feeds, string publication) =>
        SendAsync(context, feeds, publication, calls => calls.ToAtom(address: null), CallFeed.AtomType);

    private static Task<IResult> SendCalendarAsync(HttpContext context, HostFeeds feeds, string publication) =>
        SendAsync(context, feeds, publication, calls => calls.ToCalendar(), CallFeed.CalendarType);

    private static async Task<IResult> SendAsync(
        HttpContext context,
        HostFeeds feeds,
        string publication,
        Func<CallFeed, byte[]> write,
        string contentType
    ) =>
        await feeds.Calls(publication, context.RequestAborted) is { } calls
            ? HostFeeds.Send(context, write(calls), contentType)
            : Page<NotFoundPage>(StatusCodes.Status404NotFound, []);

    private static RazorComponentResult<T> Page<T>(int status, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent => new(parameters) { StatusCode = status, PreventStreamingRendering = true };
}
