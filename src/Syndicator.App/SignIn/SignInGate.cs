using System.Security.Claims;
using Syndicator.App.Api;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>Lets nobody to the desk who is not signed in. Programs have a gate of their own, <see cref="ApiGate"/>.</summary>
internal sealed class SignInGate(RequestDelegate next, SignInDesk desk, SignInCookies cookies)
{
    /// <summary>Everything that is for everybody. What is below these needs no sign-in either.</summary>
    private static readonly PathString[] s_open = ["/sign-in", "/health", "/feeds", "/desk.css", "/desk.js", "/desk.svg"];

    private static readonly PathString s_signIn = "/sign-in";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        return ApiGate.IsProgram(context) ? next(context)
            : path.StartsWithSegments(s_signIn, StringComparison.Ordinal) || !IsOpen(path) ? LetInBrowserAsync(context, IsOpen(path))
            : next(context);
    }

    /// <summary>In the case they are written; written otherwise, an address needs sign-in.</summary>
    private static bool IsOpen(PathString path) => s_open.Any(open => path.StartsWithSegments(open, StringComparison.Ordinal));

    private async Task LetInBrowserAsync(HttpContext context, bool isOpen)
    {
        var secret = cookies.ReadSession(context);
        var found = secret is null ? new SessionFound.Unknown() : await desk.Sessions.FindAsync(secret, context.RequestAborted);
        if (found is SessionFound.Live live)
        {
            context.Features.Set(live.Session);
            Welcome(context, live.Session.Person, live.Role);
        }
        else if (!isOpen)
        {
            await TurnAwayAsync(context, secret is null ? null : found);
            return;
        }

        await next(context);
    }

    private static void Welcome(HttpContext context, Person person, EditorRole role)
    {
        context.Features.Set(new Visitor(person.Name, role, IsOpen: false));
        // What forms bring back holds for this person only.
        context.User = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{person.Provider}:{person.Subject}")], "session")
        );
    }

    /// <param name="found">What the browser's session has become; null: it has none.</param>
    private Task TurnAwayAsync(HttpContext context, SessionFound? found)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return SayAsync(context, "Sign in first, at /sign-in.");
        }

        if (found is not null)
        {
            cookies.DropSession(context);
        }

        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = SignInAgain.AddressOf(
            isRead ? context.Request.Path + context.Request.QueryString : "/",
            found,
            isLost: !isRead
        );
        return Task.CompletedTask;
    }

    private static Task SayAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }
}
