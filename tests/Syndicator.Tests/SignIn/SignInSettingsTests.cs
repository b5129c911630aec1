using Microsoft.Extensions.Configuration;
using Syndicator.App;
using Syndicator.App.SignIn;
using Syndicator.Editors;

namespace Syndicator.Tests.SignIn;

public sealed class SignInSettingsTests
{
    [Fact]
    public void Without_the_section_nobody_signs_in() => SignInSettings.Read(Of()).Options.ShouldBeNull();

    [Fact]
    public void Everything_is_read_as_written()
    {
        var settings = SignInSettings.Read(
            Of(
                ("Local", "true"),
                ("GitHub:ClientId", "abc"),
                ("GitHub:ClientSecret", "env:GITHUB"),
                ("Providers:0:Name", "company"),
                ("Providers:0:Title", "The Company"),
                ("Providers:0:Authority", "https://login.company.example"),
                ("Providers:0:ClientId", "desk"),
                ("Providers:0:ClientSecret", "file:/run/secrets/company"),
                ("Providers:1:Name", "forum"),
                ("Providers:1:AuthorizationEndpoint", "https://forum.example/authorize"),
                ("Providers:1:TokenEndpoint", "https://forum.example/token"),
                ("Providers:1:UserInformationEndpoint", "https://forum.example/me"),
                ("Providers:1:ClientId", "desk"),
                ("Providers:1:ClientSecret", "env:FORUM"),
                ("Providers:1:IdClaim", "id"),
                ("Editors:0", "github:octocat"),
                ("Editors:1", "company:groups=news=room"),
                ("Viewers:0", "forum:42"),
                ("SessionLength", "1d"),
                ("SessionIdle", "2h"),
                ("PublicUrl", "https://desk.example/"),
                ("ForwardedFrom:0", "10.0.0.2"),
                ("ForwardedFrom:1", "172.18.0.0/16")
            )
        );
        var options = settings.Options.ShouldNotBeNull();
        options.Local.ShouldBeTrue();
        options
            .Providers.Select(provider => (provider.Name, provider.Title, provider.Scopes, provider.IdClaim, provider.NameClaim))
            .ShouldBe([
                ("github", "GitHub", "", "id", "login"),
                ("company", "The Company", "openid profile email", "sub", "preferred_username"),
                ("forum", "forum", "", "id", "id"),
            ]);
        options
            .Allowed.Select(entry => (entry.Provider, entry.Claim, entry.Value, entry.Role, entry.IsPinned))
            .ShouldBe([
                ("github", "login", "octocat", EditorRole.Editor, true),
                ("company", "groups", "news=room", EditorRole.Editor, false),
                ("forum", "id", "42", EditorRole.Viewer, false),
            ]);
        (options.SessionLength, options.SessionIdle).ShouldBe((TimeSpan.FromDays(1), TimeSpan.FromHours(2)));
        settings.PublicUrl.ShouldBe(new Uri("https://desk.example"));
        settings.ForwardedFrom.Select(network => network.ToString()).ShouldBe(["10.0.0.2/32", "172.18.0.0/16"]);
    }

    [Theory]
    [InlineData("Lokal", "true", "Did you mean `Local`?")]
    [InlineData("Local", "yes", "Write true or false")]
    [InlineData("GitHub:ClientID2", "x", "Did you mean `ClientId`?")]
    [InlineData("GitHub:ClientSecret", "ghs_secretvalue", "must say where the secret is")]
    [InlineData("GitHub:ClientSecret", "secret:github", "must say where the secret is")]
    [InlineData("Providers:0:Authority", "http://login.example", "Write an https address")]
    [InlineData("Providers:0:Name", "Big Company", "letters a to z")]
    [InlineData("Providers:0:Name", "local", "taken")]
    [InlineData("Providers:0:TokenEndpoint", "https://x.example/t", "AuthorizationEndpoint is missing")]
    [InlineData("Editors", "github:octocat", "must be a list")]
    [InlineData("Editors:0", "octocat", "PROVIDER:NAME")]
    [InlineData("Editors:0", "gitlab:octocat", "No provider `gitlab` is set up")]
    [InlineData("SessionLength", "14", "Write a duration")]
    [InlineData("PublicUrl", "http://desk.example", "with https")]
    [InlineData("PublicUrl", "https://desk.example/desk", "without a path")]
    [InlineData("ForwardedFrom:0", "0.0.0.0/0", "the proxy's own address")]
    [InlineData("SessionIdle", "1d", "names no way to sign in")]
    public void Every_mistake_is_said_with_what_to_do(string key, string value, string remedy)
    {
        var mistakes = SignInSettings.Check(Of((key, value))).Select(diagnostic => diagnostic.ToString()).ToList();
        mistakes.ShouldContain(line => line.Contains(remedy, StringComparison.Ordinal), string.Join('\n', mistakes));
        mistakes.ShouldAllBe(line => !line.Contains("secretvalue", StringComparison.Ordinal));
        Should.Throw<HostProblemException>(() => SignInSettings.Read(Of((key, value)))).Message.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", null, "SignIn:PublicUrl")]
    [InlineData("http://0.0.0.0:5080", "https://desk.example", null)]
    [InlineData("http://192.168.1.10:5080", "https://desk.example", null)]
    [InlineData("http://*:5080", "https://desk.example", null)]
    [InlineData("http://desk.example:5080", "https://desk.example", "the name in SignIn:PublicUrl")]
    [InlineData("https://0.0.0.0:5080", "https://desk.example", "a proxy's work")]
    public void With_sign_in_other_machines_may_reach_the_desk_if_a_proxy_encrypts(string urls, string? publicUrl, string? refusal)
    {
        var settings = SignInSettings.Read(publicUrl is null ? Of(("Local", "true")) : Of(("Local", "true"), ("PublicUrl", publicUrl)));
        if (refusal is null)
        {
            HostAddress.Parse(urls, settings).Count.ShouldBe(1);
        }
        else
        {
            Should.Throw<HostProblemException>(() => HostAddress.Parse(urls, settings)).Message.ShouldContain(refusal);
        }
    }

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(each => $"SignIn:{each.Key}", each => (string?)each.Value))
            .Build();
}
