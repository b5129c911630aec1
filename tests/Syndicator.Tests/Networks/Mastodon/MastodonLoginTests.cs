using System.Text.RegularExpressions;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;

namespace Syndicator.Tests.Networks.Mastodon;

public partial class MastodonLoginTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:1/callback")]
    [InlineData(MastodonLogin.ShowsTheCode)]
    public async Task An_operator_signs_in_and_the_token_posts_until_it_is_revoked(string redirectUri)
    {
        await using var trial = await MastodonTrial.StartAsync();
        var login = new MastodonLogin(trial.Server.Address, trial.Wire, trial.Clock);
        var verifier = MastodonLogin.NewVerifier();

        var app = Value(await login.RegisterAsync(redirectUri, "https://newsletter.example", Cancellation));
        var code = await AuthorizeAsync(login.AuthorizeUrl(app, "state-1", verifier));
        var grant = Value(await login.ExchangeAsync(app, code, verifier, Cancellation));

        grant.Scopes.ShouldBe(FakeMastodon.AllRights);
        $"{grant} {app}".ShouldNotContain(grant.AccessToken);
        $"{grant} {app}".ShouldNotContain(app.ClientSecret);
        trial.Secret.Text = grant.ToSecret().Reveal();
        await trial.PublishedAsync(trial.Post("one", "Signed in."));

        var kept = MastodonGrant.Parse(grant.ToSecret())!;
        Value(await login.RevokeAsync(kept, Cancellation));
        (await trial.Network.PublishAsync(trial.Post("two", "Revoked."), Cancellation)).ShouldBeOfType<PublishOutcome.Refused>();
        Value(await login.RevokeAsync(kept, Cancellation)).ShouldBe(kept, "once more changes nothing");
    }

    [Fact]
    public async Task A_code_counts_once_and_only_with_its_verifier()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var login = new MastodonLogin(trial.Server.Address, trial.Wire, trial.Clock);
        var verifier = MastodonLogin.NewVerifier();
        var app = Value(await login.RegisterAsync(MastodonLogin.ShowsTheCode, null, Cancellation));
        var stolen = await AuthorizeAsync(login.AuthorizeUrl(app, "state", verifier));
        Reason(await login.ExchangeAsync(app, stolen, MastodonLogin.NewVerifier(), Cancellation)).ShouldContain("invalid");
        var code = await AuthorizeAsync(login.AuthorizeUrl(app, "state", verifier));

        Value(await login.ExchangeAsync(app, $" {code}\n", verifier, Cancellation));

        Reason(await login.ExchangeAsync(app, code, verifier, Cancellation)).ShouldContain("Begin anew");
    }

    [Fact]
    public async Task Before_version_4_3_another_right_asks_who_it_is()
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Plan(new Fault(FaultKind.Status, Path: "/.well-known", Status: 404));

        var app = Value(
            await new MastodonLogin(trial.Server.Address, trial.Wire, trial.Clock).RegisterAsync(
                MastodonLogin.ShowsTheCode,
                null,
                Cancellation
            )
        );

        app.Scopes.ShouldStartWith("read:accounts ");
    }

    [Theory]
    [InlineData(404, "<html></html>")]
    [InlineData(200, "<html></html>")]
    [InlineData(200, "{}")]
    [InlineData(422, """{"error":"Validation failed"}""")]
    [InlineData(502, "")]
    public async Task A_server_that_registers_no_programs_is_told_with_a_reason(int status, string body)
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Plan(new Fault(FaultKind.Status, Path: "/api/v1/apps", Status: status, Body: body));
        var login = new MastodonLogin(trial.Server.Address, trial.Wire, trial.Clock);

        Reason(await login.RegisterAsync(MastodonLogin.ShowsTheCode, null, Cancellation)).ShouldEndWith(".");
    }

    [Fact]
    public async Task A_pasted_token_can_only_be_revoked_by_hand()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var login = new MastodonLogin(trial.Server.Address, trial.Wire, trial.Clock);

        Reason(await login.RevokeAsync(new MastodonGrant(FakeMastodon.Token), Cancellation)).ShouldContain("Preferences");
    }

    private static T Value<T>(ReadOutcome<T> outcome) => outcome.ShouldBeOfType<ReadOutcome<T>.Read>(outcome.ToString()).Value;

    private static string Reason<T>(ReadOutcome<T> outcome)
    {
        outcome.ShouldNotBeOfType<ReadOutcome<T>.Read>();
        return outcome.Reason();
    }

    /// <summary>What the operator's browser does.</summary>
    private static async Task<string> AuthorizeAsync(Uri page)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        using var response = await browser.SendAsync(request, Cancellation);
        var place = response.Headers.Location?.AbsoluteUri ?? await response.Content.ReadAsStringAsync(Cancellation);
        return Code().Match(place).Value;
    }

    [GeneratedRegex("code-[0-9]+")]
    private static partial Regex Code();
}
