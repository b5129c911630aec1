using Syndicator.App.Api;
using Syndicator.App.Pages;
using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>The addresses of signing in and out.</summary>
internal static class SignInRoutes
{
    public static void Register(IServiceCollection services, SignInSettings settings, Func<IServiceProvider, SignInDesk> desk)
    {
        services.AddSingleton(settings);
        services.AddSingleton<SignInCookies>();
        services.AddSingleton(desk);
        services.AddSingleton(provider => ApiAccess.Of(provider.GetRequiredService<SignInDesk>()));
    }

    public static void Map(DeskRoutes desk)
    {
        desk.Read("/sign-in", context => Task.FromResult(PasswordSignIn.Show(context, DeskOf(context))));
        desk.ActOfAnybody("/sign-in", context => PasswordSignIn.RunAsync(context, DeskOf(context), CookiesOf(context)));
        desk.ActOfAnybody(
            "/sign-in/{provider}",
            context => ProviderRoutes.BeginAsync(context, DeskOf(context), CookiesOf(context), SettingsOf(context), ProviderOf(context))
        );
        desk.Read(
            ProviderRoutes.Return,
            context => ProviderRoutes.FinishAsync(context, DeskOf(context), CookiesOf(context), SettingsOf(context), ProviderOf(context))
        );
        desk.ActOfAnybody("/sign-out", context => SessionRoutes.SignOutAsync(context, DeskOf(context), CookiesOf(context)));
        desk.Read("/sessions", context => SessionRoutes.ShowAsync(context, DeskOf(context)));
        desk.ActOfAnybody("/sessions/others/end", context => SessionRoutes.EndOthersAsync(context, DeskOf(context)));
        desk.ActOfAnybody(
            "/sessions/{id}/end",
            context => SessionRoutes.EndAsync(context, DeskOf(context), CookiesOf(context), HostAnswer.Routed(context, "id"))
        );
    }

    private static SignInDesk DeskOf(HttpContext context) => HostAnswer.Of<SignInDesk>(context);

    private static SignInCookies CookiesOf(HttpContext context) => HostAnswer.Of<SignInCookies>(context);

    private static SignInSettings SettingsOf(HttpContext context) => HostAnswer.Of<SignInSettings>(context);

    private static string ProviderOf(HttpContext context) => HostAnswer.Routed(context, "provider");
}
