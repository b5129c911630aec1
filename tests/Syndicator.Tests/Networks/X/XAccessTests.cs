using System.Web;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

/// <summary>Credentials: renewed, refused, lost, granted.</summary>
public class XAccessTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_token_that_holds_is_used_as_it_is()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, s_hour));

        await stand.PublishedAsync(stand.Post("Hello."));

        stand.Secret.Stored.ShouldBeEmpty();
        stand.Server.Seen.ShouldHaveSingleItem().Path.ShouldBe("/2/tweets");
    }

    [Fact]
    public async Task A_token_near_its_end_is_renewed_and_stored_before_it_is_used()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, TimeSpan.FromMinutes(1)));

        await stand.PublishedAsync(stand.Post("Hello."));

        stand.Secret.Stored.ShouldHaveSingleItem().ShouldContain("fake-access-2");
        stand.Server.Seen.Select(request => request.Path).ShouldBe(["/2/oauth2/token", "/2/tweets"]);
        stand.Server.Seen[^1].Headers["Authorization"].ShouldBe("Bearer fake-access-2");
    }

    [Fact]
    public async Task Many_at_once_renew_once()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, TimeSpan.Zero));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number => stand.Another().PublishAsync(stand.Post($"Hello {number}."), TestContext.Current.CancellationToken))
        );

        outcomes.ShouldAllBe(outcome => outcome is PublishOutcome.Published);
        stand.Secret.Stored.Count.ShouldBe(1);
        stand.Server.Seen.Count(request => request.Path == "/2/oauth2/token").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_renewed_and_the_post_goes_out_the_next_time()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, s_hour));
        stand.Server.Revoke("fake-access-1");

        (
            await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<PublishOutcome.Unavailable>();
        stand.Server.Ledger.ShouldBeEmpty();
        await stand.PublishedAsync(stand.Post("Hello."));

        stand.Server.Revoke("fake-access-2");
        (await stand.ReadAsync(null)).Mentions.ShouldBeEmpty("a read is simply asked again");
    }

    [Fact]
    public async Task A_second_token_that_is_not_accepted_pauses_the_account()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, s_hour));
        stand.Server.Plan(new Fault(FaultKind.Status, Path: "/2/tweets", Status: 401, Times: 2));

        (
            await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<PublishOutcome.Unavailable>();
        (await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Kind.ShouldBe(RefusalKind.Account);
    }

    [Fact]
    public async Task A_renewal_whose_answer_is_lost_pauses_the_account_and_says_what_to_do()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, TimeSpan.Zero));
        stand.Server.Plan(new Fault(FaultKind.Drop, After: true, Path: "/2/oauth2/token"));

        var refused = (
            await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Account);
        refused.Reason.ShouldContain("the answer is lost");
        refused.Reason.ShouldContain("syndicator accounts login x");
        stand.Server.Ledger.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(503, typeof(PublishOutcome.Unavailable))]
    [InlineData(429, typeof(PublishOutcome.Unavailable))]
    [InlineData(400, typeof(PublishOutcome.Refused))]
    [InlineData(401, typeof(PublishOutcome.Refused))]
    public async Task A_renewal_that_is_not_granted_makes_no_post(int status, Type outcome)
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, TimeSpan.Zero));
        stand.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/2/oauth2/token",
                Status: status,
                Body: """{"error":"invalid_request","error_description":"fake-refresh-1 was invalid"}"""
            )
        );

        var ended = await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken);

        ended.ShouldBeOfType(outcome);
        $"{ended}".ShouldNotContain("fake-refresh");
        stand.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_renewal_is_not_torn_by_a_caller_who_leaves()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, TimeSpan.Zero));
        stand.Server.Plan(new Fault(FaultKind.Hang, Path: "/2/oauth2/token"));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var started = TimeProvider.System.GetTimestamp();

        await stand.Network.PublishAsync(stand.Post("Hello."), soon.Token);

        TimeProvider
            .System.GetElapsedTime(started)
            .ShouldBeGreaterThan(TimeSpan.FromSeconds(1.5), "it waited with its own patience, two seconds here");
        stand.Server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_that_cannot_be_kept_are_told_only_when_they_end()
    {
        await using var stand = await XStand.OpenAsync(server => Unwritable(server, s_hour));
        await stand.PublishedAsync(stand.Post("Hello."));
        await using var ending = await XStand.OpenAsync(server => Unwritable(server, TimeSpan.Zero));

        (await ending.Network.PublishAsync(ending.Post("Hello."), TestContext.Current.CancellationToken))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Reason.ShouldContain("secret:NAME");

        static HeldSecret Unwritable(FakeX server, TimeSpan lifetime)
        {
            var (access, refresh) = server.NewTokens();
            return new HeldSecret(XStand.Text(access, refresh, TimeProvider.System.GetUtcNow() + lifetime)) { CanRenew = false };
        }
    }

    [Theory]
    [InlineData("hush")]
    [InlineData("""{"kind":"oauth1"}""")]
    public async Task Credentials_that_are_none_pause_the_account(string text)
    {
        await using var stand = await XStand.OpenAsync(_ => new HeldSecret(text));

        var refused = (
            await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken)
        ).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Account);
        refused.Reason.ShouldNotContain("hush");
        stand.Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Revoked_keys_and_keys_that_only_read_are_told_apart()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.KeysMayWrite = false;
        (await ReasonAsync()).ShouldContain("read and write");
        (await stand.ReadAsync(null)).Mentions.ShouldBeEmpty();

        stand.Server.KeysHold = false;
        (await ReasonAsync()).ShouldContain("syndicator accounts login x");

        async Task<string> ReasonAsync() =>
            (await stand.Network.PublishAsync(stand.Post("Hello."), TestContext.Current.CancellationToken))
                .ShouldBeOfType<PublishOutcome.Refused>()
                .Reason;
    }

    [Fact]
    public async Task Verification_tells_who_it_is_and_which_rights_are_missing()
    {
        await using var stand = await XStand.OpenAsync(server => XStand.Tokens(server, s_hour, "tweet.read users.read offline.access"));

        var read = await stand.Network.VerifyAsync(TestContext.Current.CancellationToken);

        var standing = read.ShouldBeOfType<ReadOutcome<AccountStanding>.Read>(read.ToString()).Value;
        (standing.Id, standing.Handle, standing.Url).ShouldBe(("2300000042", "ThisWeekInRust", "https://x.com/ThisWeekInRust"));
        standing.Missing.Count.ShouldBe(2);
        standing.Missing.ShouldContain(missing => missing.Contains("`tweet.write`", StringComparison.Ordinal));
        standing.Notes.ShouldContain(note => note.StartsWith("74 of 75", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verification_tells_of_keys_that_only_read(bool mayWrite)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.KeysMayWrite = mayWrite;

        var read = await stand.Network.VerifyAsync(TestContext.Current.CancellationToken);

        read.ShouldBeOfType<ReadOutcome<AccountStanding>.Read>(read.ToString()).Value.Missing.Count.ShouldBe(mayWrite ? 0 : 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(FakeX.ClientSecret)]
    public async Task A_login_goes_from_the_authorisation_to_a_post_and_back(string? clientSecret)
    {
        await using var server = new FakeX();
        await server.StartAsync();
        using var wire = new WireClient();
        var login = new XLogin(server.Address, wire, TimeProvider.System);
        var (verifier, challenge) = XLogin.NewProof();
        var redirect = new Uri("http://127.0.0.1:49152/back");

        var (state, code) = await SayYesAsync(wire, login.AuthorizeUrl(FakeX.ClientId, redirect, "a state&", challenge));
        state.ShouldBe("a state&");
        (
            await login.ExchangeAsync(FakeX.ClientId, clientSecret, redirect, code, XLogin.NewProof().Verifier)
        ).ShouldBeOfType<XGrant.Denied>();
        (_, code) = await SayYesAsync(wire, login.AuthorizeUrl(FakeX.ClientId, redirect, "s", challenge));
        var granted = (await login.ExchangeAsync(FakeX.ClientId, clientSecret, redirect, code, verifier))
            .ShouldBeOfType<XGrant.Granted>()
            .Secret;

        granted.Scope.ShouldBe(XLogin.Scopes);
        var next = (await login.RefreshAsync(granted)).ShouldBeOfType<XGrant.Granted>().Secret;
        next.RefreshToken.ShouldNotBe(granted.RefreshToken);
        (await login.RefreshAsync(granted)).ShouldBeOfType<XGrant.Denied>("a refresh token is good once");
        (await login.RevokeAsync(next)).ShouldBeNull();
        (await login.RefreshAsync(next)).ShouldBeOfType<XGrant.Denied>();
    }

    [Fact]
    public void The_real_authorisation_is_on_x_itself()
    {
        using var wire = new WireClient();

        var url = new XLogin(new Uri("https://api.x.com"), wire, TimeProvider.System).AuthorizeUrl(
            "id",
            new Uri("http://127.0.0.1:1/back"),
            "s",
            "c"
        );

        url.GetLeftPart(UriPartial.Path).ShouldBe("https://x.com/i/oauth2/authorize");
        HttpUtility.ParseQueryString(url.Query)["scope"].ShouldBe("tweet.read tweet.write users.read media.write offline.access");
    }

    private static async Task<(string? State, string Code)> SayYesAsync(WireClient wire, Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var answer = (await wire.ReadAsync(request, TestContext.Current.CancellationToken)).ShouldBeOfType<WireAnswer.Received>();
        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        return (query["state"], query["code"]!);
    }
}
