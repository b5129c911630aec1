using System.Text.RegularExpressions;
using Syndicator.Configuration;
using Syndicator.Editors;
using Syndicator.Editors.Providers;

namespace Syndicator.App.SignIn;

/// <summary>Reads <c>SignIn:GitHub</c> and <c>SignIn:Providers</c>.</summary>
internal static partial class SignInProviders
{
    private static readonly string[] s_ofGitHub = ["ClientId", "ClientSecret"];

    private static readonly string[] s_keys =
    [
        "Name",
        "Title",
        "Authority",
        "AuthorizationEndpoint",
        "TokenEndpoint",
        "UserInformationEndpoint",
        "ClientId",
        "ClientSecret",
        "Scopes",
        "IdClaim",
        "NameClaim",
    ];

    public static IReadOnlyList<SignInProvider> Read(SettingsSection signIn)
    {
        var providers = new List<SignInProvider>();
        if (signIn.Inner("GitHub") is { } gitHub)
        {
            gitHub.Only(s_ofGitHub);
            providers.Add(SignInProvider.GitHub(gitHub.Needed("ClientId", "Ov23li…"), Secret(gitHub)));
        }

        foreach (var section in signIn.Sections("Providers"))
        {
            section.Only(s_keys);
            var provider = One(section);
            if (providers.Any(each => each.Name == provider.Name) || provider.Name == Person.Local)
            {
                section.Mistake("Name", $"is `{provider.Name}`, which is taken. Choose another one.");
            }

            providers.Add(provider);
        }

        return providers;
    }

    private static SignInProvider One(SettingsSection section)
    {
        var name = section.Needed("Name", "company");
        if (name.Length > 0 && !NameForm().IsMatch(name))
        {
            section.Mistake("Name", $"is `{name}`. It stands in addresses: write letters a to z, digits and -, at most 30.");
        }

        var (authority, endpoints) = Addresses(section);
        var idClaim = section.Text("IdClaim") ?? "sub";
        return new SignInProvider(
            name,
            section.Text("Title") ?? name,
            authority,
            endpoints,
            section.Needed("ClientId", "syndicator"),
            Secret(section),
            section.Text("Scopes") ?? (authority is null ? "" : "openid profile email"),
            idClaim,
            section.Text("NameClaim") ?? (authority is null ? idClaim : "preferred_username")
        );
    }

    /// <summary>Either the address of a provider that describes itself, or all three of one that does not.</summary>
    private static (Uri? Authority, ProviderEndpoints? Endpoints) Addresses(SettingsSection section)
    {
        if (section.Text("Authority") is { } authority)
        {
            foreach (var key in s_keys.Where(key => key.EndsWith("Endpoint", StringComparison.Ordinal) && section.Text(key) is not null))
            {
                section.Mistake(key, "is what Authority describes already. Remove one of the two.");
            }

            return (Address(section, "Authority", authority), null);
        }

        const string sample = "https://accounts.example/authorize";
        return (
            null,
            new ProviderEndpoints(
                Address(section, "AuthorizationEndpoint", section.Needed("AuthorizationEndpoint", sample)),
                Address(section, "TokenEndpoint", section.Needed("TokenEndpoint", sample)),
                Address(section, "UserInformationEndpoint", section.Needed("UserInformationEndpoint", sample))
            )
        );
    }

    private static Uri Address(SettingsSection section, string key, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && SignInProvider.IsSafe(address))
        {
            return address;
        }

        if (text.Length > 0)
        {
            section.Mistake(key, $"is `{text}`. Write an https address.");
        }

        return new Uri("https://invalid.invalid/");
    }

    private static SecretReference Secret(SettingsSection section)
    {
        var text = section.Needed("ClientSecret", "env:SYNDICATOR_CLIENT_SECRET");
        if (SecretReference.Parse(text) is { Place: not SecretPlace.Store } reference)
        {
            return reference;
        }

        if (text.Length > 0)
        {
            // What is there may be the secret itself, and is not repeated.
            section.Mistake("ClientSecret", "must say where the secret is: `env:NAME`, or `file:/run/secrets/x`.");
        }

        return new SecretReference(SecretPlace.Environment, "");
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,29}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameForm();
}
