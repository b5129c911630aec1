using System.Net;

namespace Syndicator.Tests.SignIn;

public sealed class SignInAddressTests
{
    private static readonly (string, string) s_public = ("PublicUrl", "https://desk.example");

    [Fact]
    public async Task Behind_a_trusted_proxy_cookies_are_for_https_and_this_host_alone()
    {
        await using var server = await SignInServer.StartAsync(s_public, ("ForwardedFrom:0", "127.0.0.0/8"));
        using var browser = ThroughProxy(server);
        (await browser.SignInAsync("ann")).Location.ShouldBe("/");
        browser.SetCookies.Count.ShouldBe(2);
        browser.SetCookies.ShouldAllBe(line =>
            line.StartsWith("__Host-syndicator", StringComparison.Ordinal) && line.Contains("; secure", StringComparison.Ordinal)
        );
        (await browser.GetAsync("/sessions")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.ActAsync("/sessions/others/end")).Location.ShouldBe("/sessions");
        browser.Cookies.Keys.ShouldBe(
            ["__Host-syndicator", "__Host-syndicator-browser", "__Host-syndicator-forms", "__Host-syndicator-said"],
            ignoreOrder: true
        );
        (await browser.FollowAsync()).Html.ShouldContain("no such session");
        browser.SetCookies.ShouldHaveSingleItem().ShouldContain("; secure", Case.Sensitive, "or the browser keeps what was said");
        server.Log.Text.ShouldContain("ann signed in from 198.51.100.7");
    }

    [Fact]
    public async Task Only_the_public_address_is_answered()
    {
        await using var server = await SignInServer.StartAsync(s_public);
        foreach (
            var (header, value, status) in new[]
            {
                ("Host", "other.example", HttpStatusCode.MisdirectedRequest),
                ("Host", "desk.example:8443", HttpStatusCode.MisdirectedRequest),
                ("Host", "localhost", HttpStatusCode.MisdirectedRequest),
                ("X-Forwarded-Proto", "http", HttpStatusCode.MisdirectedRequest),
                ("X-Forwarded-Proto", "", HttpStatusCode.MisdirectedRequest),
                ("X-Forwarded-Host", "evil.example", HttpStatusCode.OK),
                ("Host", "DESK.example:443", HttpStatusCode.OK),
            }
        )
        {
            using var browser = ThroughProxy(server);
            browser.Headers[header] = value;
            (await browser.GetAsync("/sign-in")).Status.ShouldBe(status, $"{header}: {value}");
            (await browser.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK, "probes ask a machine");
            if (status == HttpStatusCode.MisdirectedRequest)
            {
                (await browser.GetAsync("/health/nothing")).Status.ShouldBe(status);
                (await browser.GetAsync("/feeds/gazette/calls.ics")).Html.ShouldContain("https://desk.example");
            }
        }
    }

    [Fact]
    public async Task The_word_of_a_stranger_for_where_a_request_comes_from_is_not_taken()
    {
        await using var server = await SignInServer.StartAsync(s_public, ("ForwardedFrom:0", "10.0.0.2"));
        using var browser = ThroughProxy(server);
        var seen = await browser.GetAsync("/sign-in");
        seen.Status.ShouldBe(HttpStatusCode.MisdirectedRequest);
        seen.Html.ShouldContain("127.0.0.1, which SignIn:ForwardedFrom must name");
    }

    [Fact]
    public async Task Who_forges_addresses_before_the_proxy_is_seen_at_their_own()
    {
        await using var server = await SignInServer.StartAsync(s_public);
        using var browser = ThroughProxy(server);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            browser.Headers["X-Forwarded-For"] = $"203.0.113.{attempt}, 198.51.100.7";
            (await browser.SignInAsync($"name{attempt}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await browser.SignInAsync("ann")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Without_a_public_address_only_this_machine_is_answered()
    {
        await using var server = await SignInServer.StartAsync();
        using var rebound = server.Browser();
        rebound.Headers["Host"] = "rebound.example";
        (await rebound.GetAsync("/sign-in")).Status.ShouldBe(HttpStatusCode.MisdirectedRequest);
        rebound.Last!.Html.ShouldContain("SignIn:PublicUrl");
        using var proxied = server.Browser();
        proxied.Headers["X-Forwarded-For"] = "203.0.113.9";
        (await proxied.GetAsync("/sign-in")).Status.ShouldBe(HttpStatusCode.Forbidden);
        proxied.Last!.Html.ShouldContain("SignIn:PublicUrl");
    }

    /// <summary>A browser behind a proxy on this machine that speaks https for <c>desk.example</c>.</summary>
    private static TestBrowser ThroughProxy(SignInServer server)
    {
        var browser = server.Browser();
        browser.Headers["Host"] = "desk.example";
        browser.Headers["X-Forwarded-For"] = "198.51.100.7";
        browser.Headers["X-Forwarded-Proto"] = "https";
        return browser;
    }
}
