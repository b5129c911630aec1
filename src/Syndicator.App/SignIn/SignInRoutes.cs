using Syndicator.Editors;

namespace Syndicator.App.SignIn;

/// <summary>The addresses of signing in and out.</summary>
internal static class SignInRoutes
{
    private static readonly string[] s_read = ["GET", "HEAD"];

    public static void Register(IServiceCollection services, SignInSettings settings, Func<IServiceProvider, SignInDesk> desk)
    {
        services.AddSingleton(settings);
        services.AddSingleton<SignInCookies>();
        services.AddSingleton(desk);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AddEndpointFilter<SignInGuard>();
        group.MapMethods("/sign-in", s_read, PasswordSignIn.Show);
        group.MapPost("/sign-in", PasswordSignIn.RunAsync);
        group.MapPost("/sign-in/{provider}", ProviderRoutes.BeginAsync);
        group.MapMethods(ProviderRoutes.Return, s_read, ProviderRoutes.FinishAsync);
        group.MapPost("/sign-out", SessionRoutes.SignOutAsync);
        group.MapMethods("/sessions", s_read, SessionRoutes.ShowAsync);
        group.MapPost("/sessions/others/end", SessionRoutes.EndOthersAsync);
        group.MapPost("/sessions/{id}/end", SessionRoutes.EndAsync);
    }
}
