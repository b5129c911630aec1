using System.Net;
using Syndicator.Tests.RealServers;

namespace Syndicator.Tests.SignIn;

/// <summary>Signing in at a real OpenID Connect provider, whose pages a browser goes through.</summary>
public sealed class RealProviderTests
{
    private const string SecretVariable = "SYNDICATOR_TEST_CLIENT_SECRET_OF_REAL";

    /// <summary>The provider, and where it leads back to.</summary>
    private readonly string[] _addresses = Needed
        .Variable(
            "SYNDICATOR_TEST_OIDC",
            "the address of an OpenID Connect provider for tests and the one of the desk that it leads back to"
        )
        .Split(' ');

    private Uri DeskAddress => new(_addresses[1]);

    [Fact]
    public async Task Whom_the_provider_knows_and_the_list_names_is_signed_in_once()
    {
        await using var server = await StartAsync(("Editors:0", "company:ann"), ("Viewers:0", "company:groups=readers"));
        using var browser = server.Browser();
        await browser.GetAsync(new Uri(DeskAddress, "/calls?x=1").AbsoluteUri);
        var back = await SignInAsync(browser, "ann");
        (await browser.GetAsync(back)).Location.ShouldBe("/calls?x=1");
        (await browser.GetAsync("/sessions")).Html.ShouldContain("company:ann");
        (await browser.GetAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest);

        using var reader = server.Browser();
        (await reader.GetAsync(await SignInAsync(reader, "ben+readers+others"))).Location.ShouldBe("/");
        (await reader.GetAsync("/sessions")).Html.ShouldContain("You are signed in as a viewer");
    }

    [Fact]
    public async Task A_code_is_worth_nothing_to_who_did_not_begin_and_nothing_twice()
    {
        await using var server = await StartAsync(("Editors:0", "company:ann"));
        using var ann = server.Browser();
        using var thief = server.Browser();
        var anns = new Uri(await SignInAsync(ann, "ann"));
        var thiefs = new Uri(await SignInAsync(thief, "eve"));
        // Her code under the thief's own state: the provider asks for her proof.
        var mixed = new Uri(
            thiefs,
            $"?{Code(anns)}&{string.Join('&', thiefs.Query.TrimStart('?').Split('&').Where(part => !part.StartsWith("code=", StringComparison.Ordinal)))}"
        );
        (await thief.GetAsync(mixed.AbsoluteUri)).Status.ShouldBe(HttpStatusCode.BadRequest);
        thief.Last!.Html.ShouldContain("does not accept the code");
        thief.Cookies.ShouldNotContainKey("syndicator");
    }

    [Theory]
    [InlineData("editor", HttpStatusCode.SeeOther)]
    [InlineData("unverified-editor", HttpStatusCode.Forbidden)]
    [InlineData("noemail-editor", HttpStatusCode.Forbidden)]
    public async Task Only_a_verified_address_of_mail_identifies(string login, HttpStatusCode status)
    {
        await using var server = await StartAsync(
            ("Editors:0", "company:email=editor@example.org"),
            ("Editors:1", "company:email=unverified-editor@example.org"),
            ("Editors:2", "company:email=noemail-editor@example.org")
        );
        using var browser = server.Browser();
        (await browser.GetAsync(await SignInAsync(browser, login))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_said_to_whoever_runs_the_desk()
    {
        await using var server = await StartAsync(("Editors:0", "company:ann"));
        Environment.SetEnvironmentVariable(SecretVariable, "wrong");
        using var browser = server.Browser();
        (await browser.GetAsync(await SignInAsync(browser, "ann"))).Status.ShouldBe(HttpStatusCode.BadGateway);
        server.Log.Text.ShouldContain("does not accept this program's client id and secret (invalid_client)");
        server.Log.Text.ShouldNotContain("\"wrong\"");
    }

    private async Task<SignInServer> StartAsync(params (string, string)[] list)
    {
        Environment.SetEnvironmentVariable(SecretVariable, "app-secret-for-tests-only");
        return await SignInServer.StartAtAsync(
            _addresses[1],
            [
                ("Local", "false"),
                ("Providers:0:Name", "company"),
                ("Providers:0:Title", "The Company"),
                ("Providers:0:Authority", _addresses[0]),
                ("Providers:0:ClientId", "app"),
                ("Providers:0:ClientSecret", "env:" + SecretVariable),
                .. list,
            ]
        );
    }

    /// <summary>Goes through the pages of the desk and of the provider, up to the address that leads back to the desk.</summary>
    private async Task<string> SignInAsync(TestBrowser browser, string login)
    {
        if (browser.Last is null)
        {
            await browser.GetAsync(new Uri(DeskAddress, "/sign-in").AbsoluteUri);
        }

        await browser.FollowAsync();
        await browser.SubmitAsync("/sign-in/company");
        await browser.FollowAsync();
        await browser.SubmitOnlyAsync(("login", login), ("password", "any"));
        while (browser.Last!.Location is { } next && !next.StartsWith(DeskAddress.AbsoluteUri, StringComparison.Ordinal))
        {
            await browser.GetAsync(next);
        }

        return browser.Last.Location.ShouldNotBeNull(browser.Last.Html);
    }

    private static string Code(Uri back) =>
        back.Query.TrimStart('?').Split('&').Single(part => part.StartsWith("code=", StringComparison.Ordinal));
}
