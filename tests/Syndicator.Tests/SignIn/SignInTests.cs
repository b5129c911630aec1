using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Syndicator.Editors;

namespace Syndicator.Tests.SignIn;

public sealed class SignInTests
{
    [Fact]
    public async Task Whoever_signs_in_comes_to_the_page_they_wanted_and_nobody_else_does()
    {
        await using var server = await SignInServer.StartAsync();
        using var browser = server.Browser();
        (await browser.GetAsync("/no/such?a=b c")).Location.ShouldBe("/sign-in?then=%2Fno%2Fsuch%3Fa%3Db%2520c");
        var page = await browser.FollowAsync();
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Html.ShouldNotContain("session");

        (await browser.SubmitAsync("/sign-in", ("name", "ann"), ("password", "wrong"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Last!.Html.ShouldContain("Name or password is wrong.");
        browser.Last.Html.ShouldNotContain("wrong\"");
        (await browser.SubmitAsync("/sign-in", ("name", "ann"), ("password", SignInServer.Password))).Location.ShouldBe("/no/such?a=b%20c");
        (await browser.FollowAsync()).Html.ShouldContain("There is no such page");
        (await browser.GetAsync("/sign-in")).Location.ShouldBe("/");
        (await browser.GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
        server.Log.Text.ShouldContain("ann signed in from 127.0.0.1");
        server.Log.Text.ShouldNotContain(SignInServer.Password);
    }

    [Fact]
    public async Task Every_address_but_a_few_needs_somebody_signed_in()
    {
        await using var server = await SignInServer.StartAsync(
            ("GitHub:ClientId", "x"),
            ("GitHub:ClientSecret", "env:X"),
            ("Editors:0", "github:octocat")
        );
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{publication}", "gazette", StringComparison.Ordinal);
            path = path.Replace("{id}", "1", StringComparison.Ordinal).Replace("{provider}", "github", StringComparison.Ordinal);
            path = path.Replace("{*path}", "x", StringComparison.Ordinal);
            using var browser = server.Browser();
            var seen = await browser.GetAsync(path);
            if (seen.Location?.StartsWith("/sign-in", StringComparison.Ordinal) != true && seen.Status != HttpStatusCode.Unauthorized)
            {
                open.Add(path);
            }

            // Routes do not mind capitals.
            using var loud = server.Browser();
            (await loud.GetAsync(path.ToUpperInvariant())).Status.ShouldBeOneOf(HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized);
        }

        open.ShouldBe(
            [
                "/health/live",
                "/health/ready",
                "/feeds/gazette/calls.atom",
                "/feeds/gazette/calls.ics",
                "/desk.css",
                "/desk.js",
                "/desk.svg",
                "/sign-in",
                "/sign-in/github",
                "/sign-in/github/return",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Every_form_needs_a_token_of_this_desk()
    {
        await using var server = await SignInServer.StartAsync();
        using var browser = server.Browser();
        await browser.SignInAsync("ann");
        var session = browser.Cookies["syndicator"];
        foreach (var path in (string[])["/sign-in", "/sign-in/github", "/sign-out", "/sessions/others/end", "/sessions/1/end"])
        {
            (await browser.PostAsync(path, ("name", "ann"), ("password", SignInServer.Password))).Status.ShouldBe(
                HttpStatusCode.BadRequest,
                path
            );
            (await browser.PostAsync(path, ("token", "forged"))).Status.ShouldBe(HttpStatusCode.BadRequest, path);
        }

        browser.Cookies["syndicator"].ShouldBe(session);
        (await browser.GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);

        // The token of one person's page is none for another's.
        await browser.GetAsync("/sessions");
        var anns = browser.Last!.Html;
        using var vic = server.Browser();
        await vic.SignInAsync("vic");
        foreach (var (name, value) in browser.Cookies.Where(cookie => cookie.Key == "syndicator-forms"))
        {
            vic.Cookies[name] = value;
        }

        (await vic.PostAsync("/sign-out", ("token", TestBrowser.TokenOf(anns)))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    public async Task What_is_no_form_is_refused_whatever_it_bears(string type)
    {
        await using var server = await SignInServer.StartAsync();
        using var browser = server.Browser();
        await browser.GetAsync("/sign-in");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/sign-in"));
        request.Headers.Add("Cookie", $"syndicator-forms={browser.Cookies["syndicator-forms"]}");
        request.Headers.Add("RequestVerificationToken", TestBrowser.TokenOf(browser.Last!.Html));
        request.Content = new ByteArrayContent("name=ann"u8.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_is_ended_sees_so_at_the_next_request_and_goes_on_where_they_were()
    {
        await using var server = await SignInServer.StartAsync();
        using var browser = server.Browser();
        await browser.SignInAsync("ann");
        await server.Desk.Editors.ChangePasswordAsync("ann", SignInServer.Password, "cli:eve", TestContext.Current.CancellationToken);

        (await browser.GetAsync("/somewhere")).Location.ShouldBe("/sign-in?then=%2Fsomewhere&why=ended");
        browser.Cookies.ShouldNotContainKey("syndicator");
        (await browser.FollowAsync()).Html.ShouldContain("Your session was ended.");
        (await browser.SubmitAsync("/sign-in", ("name", "ann"), ("password", SignInServer.Password))).Location.ShouldBe("/somewhere");

        server.Clock.Advance(TimeSpan.FromDays(4));
        (await browser.GetAsync("/x")).Location.ShouldBe("/sign-in?then=%2Fx&why=over");
        using var acting = server.Browser();
        await acting.SignInAsync("ann");
        await acting.GetAsync("/sessions");
        server.Clock.Advance(TimeSpan.FromDays(4));
        (await acting.ActAsync("/sign-out")).Location.ShouldBe("/sign-in?why=unsent");
        (await acting.FollowAsync()).Html.ShouldContain("was not taken");
    }

    [Fact]
    public async Task A_session_is_another_one_after_each_sign_in_and_ends_with_signing_out()
    {
        await using var server = await SignInServer.StartAsync();
        using var browser = server.Browser();
        browser.Cookies["syndicator"] = "chosen-by-somebody-else";
        await browser.SignInAsync("ann");
        var first = browser.Cookies["syndicator"];
        first.ShouldNotBe("chosen-by-somebody-else");
        first.Length.ShouldBeGreaterThanOrEqualTo(43);
        browser
            .SetCookies.Single(line => line.StartsWith("syndicator=", StringComparison.Ordinal))
            .ShouldSatisfyAllConditions(
                line => line.ShouldContain("httponly"),
                line => line.ShouldContain("samesite=lax"),
                line => line.ShouldContain("path=/"),
                line => line.ShouldNotContain("secure")
            );

        await browser.GetAsync("/sessions");
        (await browser.ActAsync("/sessions/others/end")).Location.ShouldBe("/sessions");
        await browser.GetAsync("/sessions");
        var own = (await server.Desk.Sessions.ListAsync(null, 10, TestContext.Current.CancellationToken)).Single();
        (await browser.SubmitAsync($"/sessions/{own.Id}/end")).Location.ShouldBe("/sign-in?why=out");
        browser.Cookies["syndicator"] = first;
        (await browser.GetAsync("/")).Location.ShouldBe("/sign-in?why=ended");
    }

    [Fact]
    public async Task An_editor_ends_other_peoples_sessions_and_a_viewer_only_their_own()
    {
        await using var server = await SignInServer.StartAsync();
        using var ann = server.Browser();
        using var vic = server.Browser();
        vic.Headers["User-Agent"] = "<script>alert(1)</script>";
        await ann.SignInAsync("ann");
        await vic.SignInAsync("vic");
        var annsId = (await server.Desk.Sessions.ListAsync(Person.OfLocal("ann"), 10, TestContext.Current.CancellationToken)).Single().Id;

        (await vic.GetAsync("/sessions")).Html.ShouldNotContain(annsId);
        var vicsId = (await server.Desk.Sessions.ListAsync(Person.OfLocal("vic"), 10, TestContext.Current.CancellationToken)).Single().Id;
        (await vic.ActAsync($"/sessions/{annsId}/end")).Location.ShouldBe("/sessions");
        (await ann.GetAsync("/sessions")).Status.ShouldBe(HttpStatusCode.OK);
        ann.Last!.Html.ShouldContain("Other people");
        ann.Last.Html.ShouldNotContain("<script>alert");
        (await ann.SubmitAsync($"/sessions/{vicsId}/end")).Location.ShouldBe("/sessions");
        (await ann.FollowAsync()).Html.ShouldContain("1 session was ended");
        (await vic.GetAsync("/")).Location.ShouldBe("/sign-in?why=ended");
    }

    [Theory]
    [InlineData("/posts?x=1#y", "/posts?x=1")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/x\r\nSet-Cookie: a=b", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/sign-out", "/")]
    [InlineData("/\u00E9", "/")]
    [InlineData("", "/")]
    public void Nobody_is_led_elsewhere_after_signing_in(string then, string path) => App.SignIn.SignInAgain.PathOf(then).ShouldBe(path);

    [Fact]
    public void No_address_whatever_leads_to_another_host()
    {
        string[] pieces =
        [
            "/",
            "//",
            "\\",
            "evil.example",
            "@",
            ":",
            "https:",
            "?",
            "#",
            "%2f",
            "%5c",
            "..",
            "\t",
            "\n",
            " ",
            "[",
            "sign-in",
            "\u2044",
        ];
        Prop.ForAll(
                Gen.Elements(pieces).ListOf().ToArbitrary(),
                parts =>
                    new Uri(new Uri("https://desk.example"), App.SignIn.SignInAgain.PathOf("/" + string.Concat(parts))).Authority
                    == "desk.example"
            )
            .Check(Seeded.Cases(500));
    }

    [Fact]
    public async Task Guessing_is_told_to_wait_and_does_not_keep_out_the_browser_of_the_editor()
    {
        await using var server = await SignInServer.StartAsync();
        using var ann = server.Browser();
        await ann.SignInAsync("ann");
        await ann.GetAsync("/sessions");
        await ann.ActAsync("/sign-out");
        using var stranger = server.Browser();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await stranger.SignInAsync("ann", "guess")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await stranger.SignInAsync("ann")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        stranger.Last!.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        stranger.Last.Html.ShouldContain("try again in 1 second.");
        (await ann.SignInAsync("ann")).Location.ShouldBe("/");
    }

    [Fact]
    public async Task A_program_comes_in_with_a_token_and_not_with_a_session()
    {
        await using var server = await SignInServer.StartAsync();
        var token = await server.Desk.Tokens.AddAsync(
            Person.OfLocal("ann"),
            "x",
            EditorRole.Viewer,
            "cli:eve",
            TestContext.Current.CancellationToken
        );
        using var program = server.Browser();
        await program.SignInAsync("ann");
        foreach (var path in (string[])["/api/v1/x", "/API/v1/x"])
        {
            var refused = await program.GetAsync(path);
            refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
            refused.Response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            program.Headers["Authorization"] = "Bearer " + token;
            (await program.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
            program.Headers["Authorization"] = "Bearer syndicator_wrong";
            (await program.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            program.Headers.Remove("Authorization");
        }

        program.Headers["Accept"] = "application/json";
        using var stranger = server.Browser();
        stranger.Headers["Accept"] = "application/json";
        (await stranger.GetAsync("/")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
