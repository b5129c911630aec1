using System.Globalization;
using Syndicator.App.Pages;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>The sign-in page, and signing in with a name and a password.</summary>
internal static class PasswordSignIn
{
    public static IResult Show(HttpContext context, SignInDesk desk)
    {
        var then = context.Request.Query[SignInAgain.Then].FirstOrDefault();
        var why = SignInAgain.Words(context.Request.Query[SignInAgain.Why].FirstOrDefault());
        return Visitor.Of(context) is null
            ? DeskRequest.Page<SignInPage>(View(desk, why, null, "", then))
            : SignInAnswer.GoTo(context, SignInAgain.PathOf(then));
    }

    public static async Task<IResult> RunAsync(HttpContext context, SignInDesk desk, SignInCookies cookies)
    {
        // Read by the guard already.
        var form = context.Request.Form;
        var (name, then) = (form["name"].ToString().Trim(), form[SignInAgain.Then].ToString());
        if (!desk.Options.Local)
        {
            return Refuse(StatusCodes.Status404NotFound, "Nobody signs in here with a password of this desk.");
        }

        var from = new AttemptFrom(name, context.Connection.RemoteIpAddress, cookies.ReadBrowser(context, EditorName.Parse(name)));
        var outcome = await desk.WithPassword.RunAsync(from, form["password"].ToString(), context.RequestAborted);
        return await outcome.Match(
            right => RightAsync(context, desk, cookies, right.Person, then),
            wrong => Task.FromResult(Wrong(context, Refuse)),
            wait => Task.FromResult(Wait(context, wait.For, Refuse)),
            busy =>
                Task.FromResult(
                    Refuse(StatusCodes.Status503ServiceUnavailable, "Many people are signing in just now. Try again in some seconds.")
                )
        );

        IResult Refuse(int status, string trouble) => DeskRequest.Page<SignInPage>(View(desk, null, trouble, name, then), status);
    }

    private static Task<IResult> RightAsync(HttpContext context, SignInDesk desk, SignInCookies cookies, Person person, string then)
    {
        cookies.PutBrowser(context, person.Name);
        return SignInAnswer.WelcomeAsync(context, desk, cookies, person, then);
    }

    private static IResult Wrong(HttpContext context, Func<int, string, IResult> refuse)
    {
        // Without the name: people type passwords there.
        SignInAnswer.Log(context).LogWarning("A sign-in from {Address} had a wrong name or password", context.Connection.RemoteIpAddress);
        return refuse(StatusCodes.Status422UnprocessableEntity, "Name or password is wrong.");
    }

    private static IResult Wait(HttpContext context, TimeSpan time, Func<int, string, IResult> refuse)
    {
        var seconds = (int)Math.Ceiling(time.TotalSeconds);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        SignInAnswer
            .Log(context)
            .LogWarning("A sign-in from {Address} was not looked at: too many failed before", context.Connection.RemoteIpAddress);
        return refuse(
            StatusCodes.Status429TooManyRequests,
            $"Too many attempts failed. This one was not looked at; try again in {Words.Count(seconds, "second", "seconds")}."
        );
    }

    private static SignInView View(SignInDesk desk, string? notice, string? trouble, string name, string? then) =>
        new(
            [.. desk.Providers.Select(way => new WayView(way.Provider.Name, way.Provider.Title))],
            desk.Options.Local,
            notice,
            trouble,
            name,
            SignInAgain.PathOf(then)
        );
}
