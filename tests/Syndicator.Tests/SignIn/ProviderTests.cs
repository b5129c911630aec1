using System.Net;

namespace Syndicator.Tests.SignIn;

public sealed class ProviderTests(ProviderTests.Shared shared) : IClassFixture<ProviderTests.Shared>
{
    /// <summary>One provider and one desk for all that do not change the settings, because starting them costs most.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal FakeProvider Provider { get; private set; } = null!;
        internal SignInServer Server { get; private set; } = null!;

        /// <summary>The provider keeps to the rules again, and is asked for its addresses anew.</summary>
        internal (FakeProvider, SignInServer) Fresh()
        {
            Provider.Behave();
            Server.Clock.Advance(TimeSpan.FromDays(1));
            return (Provider, Server);
        }

        public async ValueTask InitializeAsync()
        {
            Environment.SetEnvironmentVariable(FakeProvider.SecretVariable, FakeProvider.ClientSecret);
            Provider = await FakeProvider.StartAsync();
            Server = await SignInServer.StartAsync([.. Provider.Settings(), ("Editors:1", "company:email=ann@example.org")]);
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Whom_a_provider_vouches_for_and_the_list_names_is_signed_in(bool describes, bool wantsHeader)
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.WantsHeader = wantsHeader;
        await using var server = await SignInServer.StartAsync(provider.Settings(describes));
        using var browser = server.Browser();
        await browser.GetAsync("/posts?week=2");
        await browser.FollowAsync();
        browser.Last!.Html.ShouldContain("Sign in with The Company");
        browser.Last.Html.ShouldNotContain("password");
        (await browser.SubmitAsync("/sign-in/company")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.FollowAsync()).Path.ShouldBe("/posts?week=2");
        (await browser.GetAsync("/sessions")).Html.ShouldContain("company:ben");
        browser.Cookies.ShouldNotContainKey("syndicator-sign-in");
        server.Log.Text.ShouldNotContain(FakeProvider.ClientSecret);
    }

    [Theory]
    [InlineData(
        "error=access_denied&error_description=No%3Cb%3E&state=STATE",
        HttpStatusCode.Forbidden,
        "did not let the sign-in happen (access_denied: No<b>)"
    )]
    [InlineData("error=temporarily_unavailable&state=STATE", HttpStatusCode.ServiceUnavailable, "has trouble")]
    [InlineData("error=invalid_scope&state=STATE", HttpStatusCode.BadGateway, "refused the request (invalid_scope)")]
    [InlineData("error=access_denied&state=forged", HttpStatusCode.BadRequest, "no sign-in that this browser has begun")]
    [InlineData("code=x&state=forged", HttpStatusCode.BadRequest, "no sign-in that this browser has begun")]
    [InlineData("code=x", HttpStatusCode.BadRequest, "no sign-in that this browser has begun")]
    [InlineData("state=STATE", HttpStatusCode.BadGateway, "without a code")]
    [InlineData("code=made-up&state=STATE", HttpStatusCode.BadRequest, "does not accept the code")]
    [InlineData("code=x&state=STATE&iss=https://evil.example", HttpStatusCode.BadRequest, "from another provider")]
    public Task What_comes_back_wrong_signs_nobody_in(string back, HttpStatusCode status, string why) =>
        ShouldFailAsync(provider => provider.BackWith = back, status, why);

    [Theory]
    [InlineData("/.well-known/openid-configuration", "text/html", 200, "<html>", HttpStatusCode.BadGateway, "without the JSON object")]
    [InlineData("/.well-known/openid-configuration", "application/json", 404, "{}", HttpStatusCode.BadGateway, "no description")]
    [InlineData(
        "/.well-known/openid-configuration",
        "application/json",
        200,
        "{\"issuer\":\"https://evil.example\"}",
        HttpStatusCode.BadGateway,
        "calls itself https://evil.example"
    )]
    [InlineData("/token", "application/json", 200, "[1", HttpStatusCode.BadGateway, "without the JSON object")]
    [InlineData(
        "/token",
        "application/json",
        200,
        "{\"error\":\"bad_verification_code\"}",
        HttpStatusCode.BadRequest,
        "does not accept the code"
    )]
    [InlineData(
        "/token",
        "application/json",
        200,
        "{\"error\":\"incorrect_client_credentials\"}",
        HttpStatusCode.BadGateway,
        "client id and secret"
    )]
    [InlineData("/token", "application/json", 200, "{\"access_token\":7}", HttpStatusCode.BadGateway, "no access token")]
    [InlineData("/token", "application/json", 200, "{\"access_token\":\"a\\r\\nb\"}", HttpStatusCode.BadGateway, "no access token")]
    [InlineData("/token", "application/json", 503, "{}", HttpStatusCode.ServiceUnavailable, "could not be asked: it answered 503")]
    [InlineData("/me", "application/json", 403, "{}", HttpStatusCode.BadGateway, "answered 403")]
    [InlineData("/me", "application/json", 200, "{\"sub\":null,\"name\":\"ben\"}", HttpStatusCode.BadGateway, "no usable `sub`")]
    [InlineData("/me", "application/json", 200, "{\"sub\":\"a\\u0000b\"}", HttpStatusCode.BadGateway, "no usable `sub`")]
    [InlineData("/me", "application/jwt", 200, "eyJ", HttpStatusCode.BadGateway, "without the JSON object")]
    public Task What_a_provider_answers_wrong_is_said_and_signs_nobody_in(
        string path,
        string type,
        int answered,
        string text,
        HttpStatusCode status,
        string why
    ) => ShouldFailAsync(provider => provider.Instead[path] = (type, answered, text), status, why);

    [Theory]
    [InlineData("""{"sub": "8", "preferred_username": "carl"}""", "does not let company:carl in")]
    [InlineData("""{"sub": "8", "preferred_username": "<b>\u202Eeve"}""", "does not let company:<b> eve in")]
    [InlineData("""{"sub": "8", "preferred_username": "x", "groups": ["Readers", {"a": "readers"}]}""", "does not let company:x in")]
    [InlineData("""{"sub": "8", "name": "ben"}""", "does not let company:8 in")]
    public Task Who_is_not_on_the_list_is_told_as_whom(string user, string why) =>
        ShouldFailAsync(provider => provider.User = user, HttpStatusCode.Forbidden, why);

    [Fact]
    public async Task A_provider_that_is_away_is_said_before_anybody_is_sent_there()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var server = await SignInServer.StartAsync(provider.Settings());
        await provider.DisposeAsync();
        using var browser = server.Browser();
        await browser.GetAsync("/sign-in");
        (await browser.SubmitAsync("/sign-in/company")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        browser.Last!.Html.ShouldContain("The Company does not answer");
        server.Log.Text.ShouldContain("takes no connection");
    }

    [Fact]
    public async Task A_return_counts_once_in_the_browser_that_began_and_not_for_long()
    {
        var (_, server) = shared.Fresh();
        using var browser = server.Browser();
        var back = await BackAsync(browser, server.Address);
        using var stranger = server.Browser();
        (await stranger.GetAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest);
        stranger.Cookies.ShouldNotContainKey("syndicator");
        (await browser.GetAsync(back)).Location.ShouldBe("/");
        (await browser.GetAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest, "again");

        using var slow = server.Browser();
        var late = await BackAsync(slow, server.Address);
        server.Clock.Advance(TimeSpan.FromMinutes(16));
        (await slow.GetAsync(late)).Html.ShouldContain("took too long");
        slow.Cookies["syndicator-sign-in"] = "forged";
        (await slow.GetAsync(late)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"sub": "1", "preferred_username": "x", "email": "Ann@Example.org", "email_verified": true}""", HttpStatusCode.SeeOther)]
    [InlineData(
        """{"sub": "1", "preferred_username": "x", "email": "ann@example.org", "email_verified": "true"}""",
        HttpStatusCode.SeeOther
    )]
    [InlineData(
        """{"sub": "1", "preferred_username": "x", "email": "ann@example.org", "email_verified": false}""",
        HttpStatusCode.Forbidden
    )]
    [InlineData("""{"sub": "1", "preferred_username": "x", "email": "ann@example.org"}""", HttpStatusCode.Forbidden)]
    public async Task An_address_of_mail_identifies_nobody_until_it_is_verified(string user, HttpStatusCode status)
    {
        var (provider, server) = shared.Fresh();
        provider.User = user;
        using var browser = server.Browser();
        (await browser.GetAsync(await BackAsync(browser, server.Address))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_name_that_another_account_has_taken_over_lets_nobody_in()
    {
        var (provider, server) = shared.Fresh();
        using var first = server.Browser();
        (await first.GetAsync(await BackAsync(first, server.Address))).Location.ShouldBe("/");
        provider.User = """{"sub": "8", "preferred_username": "ben"}""";
        using var second = server.Browser();
        var seen = await second.GetAsync(await BackAsync(second, server.Address));
        seen.Status.ShouldBe(HttpStatusCode.Forbidden);
        seen.Html.ShouldContain("another account was the first to sign in under it");
        provider.User = """{"sub": "7", "preferred_username": "benjamin"}""";
        using var third = server.Browser();
        (await third.GetAsync(await BackAsync(third, server.Address))).Html.ShouldContain("the list knows this account as company:ben.");
        (await first.GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ShouldFailAsync(Action<FakeProvider> change, HttpStatusCode status, string why)
    {
        var (provider, server) = shared.Fresh();
        change(provider);
        using var browser = server.Browser();
        await browser.GetAsync("/sign-in");
        await browser.SubmitAsync("/sign-in/company");
        var seen = await browser.FollowAsync();
        seen.Status.ShouldBe(status, seen.Html);
        WebUtility.HtmlDecode(seen.Html).ShouldContain(why);
        seen.Html.ShouldNotContain("<b>");
        seen.Html.ShouldNotContain("   at ");
        browser.Cookies.ShouldNotContainKey("syndicator");
        server.Log.Text.ShouldContain("failed: ");
        server.Log.Text.ShouldNotContain("Exception");
    }

    /// <summary>Signs in at the provider, up to the address that leads back.</summary>
    private static async Task<string> BackAsync(TestBrowser browser, Uri desk)
    {
        await browser.GetAsync(new Uri(desk, "/sign-in").AbsoluteUri);
        await browser.SubmitAsync("/sign-in/company");
        await browser.FollowAsync(most: 1);
        return browser.Last!.Location.ShouldNotBeNull();
    }
}
