using Syndicator.App.Pages;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>The page of sessions, and their ends.</summary>
internal static class SessionRoutes
{
    private const int MostShown = 200;

    public static async Task<IResult> ShowAsync(HttpContext context, SignInDesk desk)
    {
        var (session, visitor) = (context.Features.Get<Session>()!, Visitor.Of(context)!);
        var all = await desk.Sessions.ListAsync(visitor.MayDecide ? null : session.Person, MostShown, context.RequestAborted);
        var views = all.Select(each => (IsOwn: each.Person.Is(session.Person), View: ViewOf(each, session))).ToList();
        return DeskRequest.Page<SessionsPage>(
            new SessionsView(
                [.. views.Where(each => each.IsOwn).Select(each => each.View).OrderBy(view => view.IsThis ? 0 : 1)],
                [.. views.Where(each => !each.IsOwn).Select(each => each.View)],
                visitor.MayDecide
            )
        );
    }

    public static async Task<IResult> EndAsync(HttpContext context, SignInDesk desk, SignInCookies cookies, string id)
    {
        var (session, visitor) = (context.Features.Get<Session>()!, Visitor.Of(context)!);
        if (id == session.Id)
        {
            return await SignOutAsync(context, desk, cookies);
        }

        var isEnded = await desk.Sessions.EndAsync(id, visitor.MayDecide ? null : session.Person, visitor.Actor, context.RequestAborted);
        return Back(context, isEnded ? 1 : 0);
    }

    public static async Task<IResult> EndOthersAsync(HttpContext context, SignInDesk desk)
    {
        var (session, visitor) = (context.Features.Get<Session>()!, Visitor.Of(context)!);
        return Back(context, await desk.Sessions.EndOthersAsync(session.Person, session.Id, visitor.Actor, context.RequestAborted));
    }

    public static async Task<IResult> SignOutAsync(HttpContext context, SignInDesk desk, SignInCookies cookies)
    {
        var (session, visitor) = (context.Features.Get<Session>()!, Visitor.Of(context)!);
        await desk.Sessions.EndAsync(session.Id, session.Person, visitor.Actor, context.RequestAborted);
        cookies.DropSession(context);
        return SignInAnswer.GoTo(context, SignInAgain.AddressOfSignedOut);
    }

    private static IResult Back(HttpContext context, int count)
    {
        SaidCookie.Put(
            context,
            count == 0
                ? new SaidView("There was no such session any more.", IsTrouble: true)
                : new SaidView($"{Words.Count(count, "session was", "sessions were")} ended; who was in it sees the sign-in page next.")
        );
        return SignInAnswer.GoTo(context, "/sessions");
    }

    private static SessionView ViewOf(Session session, Session current) =>
        new(
            session.Id,
            session.Person.Name,
            BrowserName.Of(session.Browser),
            session.StartedAt,
            session.SeenAt,
            session.EndsAt,
            session.Id == current.Id
        );
}
