using Microsoft.AspNetCore.Http.HttpResults;
using Syndicator.App.Api;
using Syndicator.App.Pages;
using Syndicator.App.Pages.Accounts;
using Syndicator.App.Pages.Activity;
using Syndicator.App.Pages.Calls;
using Syndicator.App.Pages.Issues;
using Syndicator.App.Pages.Nominations;
using Syndicator.App.Pages.Numbers;
using Syndicator.App.Pages.Posts;
using Syndicator.App.SignIn;
using Syndicator.Calls.Feeds;

namespace Syndicator.App;

/// <summary>Every address of the desk.</summary>
internal static class HostRoutes
{
    private const string PublicUrl = "SignIn:PublicUrl";

    public static void Map(IEndpointRouteBuilder routes, bool hasSignIn)
    {
        var desk = new DeskRoutes(routes);
        desk.Read("/", ThisWeekAsync);
        desk.Read("/health/live", _ => Task.FromResult(Results.Text("alive\n")));
        desk.Read("/health/ready", HostHealth.ReadyAsync);
        desk.Read(HostMetrics.Path, HostMetrics.SendAsync);
        desk.Read(HostFeeds.Atom, SendAtomAsync);
        desk.Read(HostFeeds.Calendar, SendCalendarAsync);
        NominationPages.Map(desk);
        PostPages.Map(desk);
        IssuePages.Map(desk);
        CallPages.Map(desk);
        AccountPages.Map(desk);
        ActivityPages.Map(desk);
        if (hasSignIn)
        {
            SignInRoutes.Map(desk);
        }

        NumbersPages.Map(desk);
        ApiOperations.Map(routes);
        DeskFiles.Map(routes);
        routes.MapFallback("{*path}", HostAnswer.By(_ => Page<NotFoundPage>(StatusCodes.Status404NotFound, [])));
    }

    /// <summary>What is shown when something broke; the reason is in the log.</summary>
    public static Task BrokenAsync(HttpContext context) =>
        ApiGate.IsApi(context.Request.Path)
            ? new ApiProblem(
                StatusCodes.Status500InternalServerError,
                "broken",
                "Something broke",
                "The reason is in the log of the program; whether anything was done is not known. Look before trying again."
            ).ExecuteAsync(context)
            : Page<BrokenPage>(StatusCodes.Status500InternalServerError, []).ExecuteAsync(context);

    private static async Task<IResult> ThisWeekAsync(HttpContext context)
    {
        var frame = HostAnswer.Of<DeskFrame>(context);
        if (frame.AreMany)
        {
            var named = context.Request.Query[DeskRequest.NewsletterField].FirstOrDefault();
            frame.Newsletter = named is null ? frame.Newsletters[0] : frame.Newsletters.FirstOrDefault(each => each.Id == named);
            if (frame.Newsletter is null)
            {
                return Page<NotFoundPage>(StatusCodes.Status404NotFound, []);
            }
        }

        var view = await HostAnswer.Of<HostDesk>(context).ThisWeek(frame.Newsletter?.Id, context.RequestAborted);
        return Page<ThisWeekPage>(StatusCodes.Status200OK, new() { [nameof(ThisWeekPage.View)] = view });
    }

    /// <summary>A feed says where it is only by the address that the settings give: what a request calls its host may be anybody's word.</summary>
    private static Task<IResult> SendAtomAsync(HttpContext context)
    {
        var settings = HostAnswer.Of<IConfiguration>(context);
        var address = Uri.TryCreate(settings[PublicUrl], UriKind.Absolute, out var desk)
            ? new Uri(desk, HostFeeds.AtomOf(PublicationOf(context)))
            : null;
        return SendAsync(context, calls => calls.ToAtom(address), CallFeed.AtomType);
    }

    private static Task<IResult> SendCalendarAsync(HttpContext context) =>
        SendAsync(context, calls => calls.ToCalendar(), CallFeed.CalendarType);

    private static string PublicationOf(HttpContext context) => HostAnswer.Routed(context, "publication");

    private static async Task<IResult> SendAsync(HttpContext context, Func<CallFeed, byte[]> write, string contentType) =>
        await HostAnswer.Of<HostFeeds>(context).Calls(PublicationOf(context), context.RequestAborted) is { } calls
            ? HostFeeds.Send(context, write(calls), contentType)
            : Page<NotFoundPage>(StatusCodes.Status404NotFound, []);

    private static RazorComponentResult<T> Page<T>(int status, Dictionary<string, object?> parameters)
        where T : Microsoft.AspNetCore.Components.IComponent => new(parameters) { StatusCode = status, PreventStreamingRendering = true };
}
