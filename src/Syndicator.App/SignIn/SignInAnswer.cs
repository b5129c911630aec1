using Syndicator.App.Pages;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>What the routes of signing in answer with.</summary>
internal static class SignInAnswer
{
    public static IResult Trouble(int status, SignInTroubleView view) => DeskRequest.Page<SignInTroublePage>(view, status);

    /// <summary>To a page, after something was sent.</summary>
    public static IResult GoTo(HttpContext context, string path)
    {
        context.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Begins a session in this browser, in place of any other.</summary>
    public static async Task<IResult> WelcomeAsync(HttpContext context, SignInDesk desk, SignInCookies cookies, Person person, string? then)
    {
        if (context.Features.Get<Session>() is { } former)
        {
            await desk.Sessions.EndAsync(former.Id, former.Person, $"desk:{former.Person.Name}", context.RequestAborted);
        }

        var secret = await desk.Sessions.BeginAsync(person, context.Request.Headers.UserAgent.ToString(), context.RequestAborted);
        cookies.PutSession(context, secret, desk.Sessions.Longest);
        Log(context).LogInformation("{Person} signed in from {Address}", person.Name, context.Connection.RemoteIpAddress);
        return GoTo(context, SignInAgain.PathOf(then));
    }

    public static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Syndicator.SignIn");
}
