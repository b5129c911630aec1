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
        desk.Read("/sign-in", PasswordSignIn.Show);
        desk.ActOfAnybody("/sign-in", PasswordSignIn.RunAsync);
        desk.ActOfAnybody("/sign-in/{provider}", ProviderRoutes.BeginAsync);
        desk.Read(ProviderRoutes.Return, ProviderRoutes.FinishAsync);
        desk.ActOfAnybody("/sign-out", SessionRoutes.SignOutAsync);
        desk.Read("/sessions", SessionRoutes.ShowAsync);
        desk.ActOfAnybody("/sessions/others/end", SessionRoutes.EndOthersAsync);
        desk.ActOfAnybody("/sessions/{id}/end", SessionRoutes.EndAsync);
    }
}
