using Microsoft.AspNetCore.Http.HttpResults;
using Syndicator.App.Pages;
using Syndicator.Editors;
using Syndicator.Editors.Providers;

namespace Syndicator.App.SignIn;

/// <summary>Signing in at a provider: on the way there, and back.</summary>
internal static class ProviderRoutes
{
    public const string Return = "/sign-in/{provider}/return";

    public static async Task<IResult> BeginAsync(
        HttpContext context,
        SignInDesk desk,
        SignInCookies cookies,
        SignInSettings settings,
        string provider
    )
    {
        if (Find(desk, provider) is not { } way)
        {
            return DeskRequest.NotFound();
        }

        var then = SignInAgain.PathOf(context.Request.Form[SignInAgain.Then].ToString());
        var pending = PendingSignIn.Begin(provider, then, desk.Clock.GetUtcNow());
        var (address, trouble) = await way.BeginAsync(pending, ReturnTo(context, settings, provider), context.RequestAborted);
        if (address is null)
        {
            return await JudgeAsync(context, desk, cookies, way, trouble!, then);
        }

        cookies.PutPending(context, pending);
        return new RazorComponentResult<GoToProviderPage>(
            new Dictionary<string, object?>
            {
                [nameof(GoToProviderPage.Title)] = way.Provider.Title,
                [nameof(GoToProviderPage.Address)] = address.AbsoluteUri,
            }
        )
        {
            PreventStreamingRendering = true,
        };
    }

    public static async Task<IResult> FinishAsync(
        HttpContext context,
        SignInDesk desk,
        SignInCookies cookies,
        SignInSettings settings,
        string provider
    )
    {
        if (Find(desk, provider) is not { } way)
        {
            return DeskRequest.NotFound();
        }

        var query = context.Request.Query;
        var back = new ProviderReturn(Last("code"), Last("state"), Last("error"), Last("error_description"), Last("iss"));
        var pending = cookies.TakePending(context);
        var outcome = await way.FinishAsync(pending, back, ReturnTo(context, settings, provider), context.RequestAborted);
        return await JudgeAsync(context, desk, cookies, way, outcome, pending?.Then);

        string? Last(string name) => query[name].LastOrDefault(value => !string.IsNullOrEmpty(value));
    }

    private static Task<IResult> JudgeAsync(
        HttpContext context,
        SignInDesk desk,
        SignInCookies cookies,
        ProviderSignIn way,
        ProviderOutcome outcome,
        string? then
    ) =>
        outcome.Match(
            vouched => AdmitAsync(context, desk, cookies, vouched.Person, then),
            declined =>
                Fail(
                    context,
                    StatusCodes.Status403Forbidden,
                    "You are not signed in",
                    declined.Why,
                    "Sign in again if that was a mistake."
                ),
            stale =>
                Fail(
                    context,
                    StatusCodes.Status400BadRequest,
                    "This sign-in cannot go on",
                    stale.Why,
                    "Begin it again, and finish it in the same browser."
                ),
            unavailable =>
                Fail(
                    context,
                    StatusCodes.Status503ServiceUnavailable,
                    $"{way.Provider.Title} does not answer",
                    unavailable.Why,
                    "Try again in some minutes. Who is signed in already stays so."
                ),
            unusable =>
                Fail(
                    context,
                    StatusCodes.Status502BadGateway,
                    $"Signing in with {way.Provider.Title} does not work",
                    unusable.Why,
                    "Whoever runs this desk finds the same words in its log."
                )
        );

    private static async Task<IResult> AdmitAsync(
        HttpContext context,
        SignInDesk desk,
        SignInCookies cookies,
        ProvidedPerson provided,
        string? then
    )
    {
        var admission = await desk.People.AdmitAsync(provided, context.RequestAborted);
        var name = provided.ToPerson().Name;
        return await admission.Match(
            admitted => SignInAnswer.WelcomeAsync(context, desk, cookies, admitted.Person, then),
            notListed =>
                Fail(
                    context,
                    StatusCodes.Status403Forbidden,
                    "You are not on the list",
                    notListed.FormerName is null
                        ? $"You are {name}, and this desk does not let {name} in."
                        : $"You are {name} now; the list knows this account as {notListed.FormerName}.",
                    $"Whoever runs this desk can write {name} into SignIn:Editors or SignIn:Viewers."
                ),
            nameOfAnother =>
                Fail(
                    context,
                    StatusCodes.Status403Forbidden,
                    "This name belongs to another account",
                    $"The list has {nameOfAnother.Entry}, but another account was the first to sign in under it; yours has the id {provided.Subject}.",
                    $"If the account has changed hands by intention, whoever runs this desk can run `syndicator editors remove {nameOfAnother.Entry}` and let you try again."
                )
        );
    }

    private static Task<IResult> Fail(HttpContext context, int status, string heading, string why, string remedy)
    {
        SignInAnswer.Log(context).LogWarning("A sign-in from {Address} failed: {Why}", context.Connection.RemoteIpAddress, why);
        return Task.FromResult(SignInAnswer.Trouble(status, new SignInTroubleView(heading, why, remedy)));
    }

    private static ProviderSignIn? Find(SignInDesk desk, string provider) =>
        desk.Providers.FirstOrDefault(way => way.Provider.Name == provider);

    /// <summary>Just as it was registered at the provider.</summary>
    private static Uri ReturnTo(HttpContext context, SignInSettings settings, string provider) =>
        new(settings.PublicUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}"), $"/sign-in/{provider}/return");
}
