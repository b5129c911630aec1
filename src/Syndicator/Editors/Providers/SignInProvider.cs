using Syndicator.Configuration;

namespace Syndicator.Editors.Providers;

/// <summary>Somebody else who knows the editors: GitHub, or any server that speaks OAuth 2.0 or OpenID Connect.</summary>
/// <param name="Name">Short, for addresses and the allow-list: <c>github</c>.</param>
/// <param name="Title">On the button.</param>
/// <param name="Authority">Publishes its addresses (OpenID Connect Discovery); null: they are <paramref name="Endpoints"/>.</param>
/// <param name="IdClaim">What identifies an account for good.</param>
/// <param name="NameClaim">What an account is called.</param>
internal sealed record SignInProvider(
    string Name,
    string Title,
    Uri? Authority,
    ProviderEndpoints? Endpoints,
    string ClientId,
    SecretReference ClientSecret,
    string Scopes,
    string IdClaim,
    string NameClaim
)
{
    public const string GitHubName = "github";

    /// <summary>Logins there can be renamed and taken by others; the number stays (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps).</summary>
    public static SignInProvider GitHub(string clientId, SecretReference secret) =>
        new(
            GitHubName,
            "GitHub",
            null,
            new ProviderEndpoints(
                new Uri("https://github.com/login/oauth/authorize"),
                new Uri("https://github.com/login/oauth/access_token"),
                new Uri("https://api.github.com/user")
            ),
            clientId,
            secret,
            Scopes: "",
            IdClaim: "id",
            NameClaim: "login"
        );

    /// <summary>Whether what is sent there cannot be read on the way.</summary>
    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}

/// <summary>A provider's addresses.</summary>
/// <param name="Issuer">How it names itself; null where it did not say.</param>
internal sealed record ProviderEndpoints(Uri Authorization, Uri Token, Uri UserInformation, string? Issuer = null);
