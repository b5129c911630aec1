using Syndicator.App.Commands;
using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Publishing;
using Syndicator.Secrets;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Secrets;

/// <summary>Log-ins from the first question to the stored secret, over HTTP against the fakes. How it is stored is the same on both databases.</summary>
public sealed class LogInAccountTests() : SecretSuite(new SqliteServer())
{
    private static readonly (string, string)[] s_xClient = [("Client ID", FakeX.ClientId), ("Client secret", FakeX.ClientSecret)];

    private static readonly (string, string)[] s_xKeys =
    [
        ("API key secret", FakeX.ConsumerSecret),
        ("API key", FakeX.ConsumerKey),
        ("Access token secret", FakeX.TokenSecret),
        ("Access token", FakeX.Token),
    ];

    private readonly FakeMastodon _mastodon = new();
    private readonly FakeX _x = new();
    private readonly FakeBluesky _bluesky = new();
    private readonly WireClient _wire = new();
    private LiveNetworks? _live;
    private readonly Publication _publication = Samples.Publication("main");

    private AccountPauses Pauses => new(Database, Clock);

    [Theory]
    [InlineData("mastodon", LoginWay.Browser)]
    [InlineData("mastodon", LoginWay.Paste)]
    [InlineData("mastodon", LoginWay.Given)]
    [InlineData("x", LoginWay.Browser)]
    [InlineData("x", LoginWay.Given)]
    [InlineData("bluesky", LoginWay.Browser)]
    public async Task Each_way_ends_with_an_account_that_posts(string network, object way)
    {
        (string, string)[] answers =
        [
            .. s_xClient,
            .. s_xKeys.Where(_ => network == "x"),
            ("Access token", FakeMastodon.Token),
            ("Handle", "@" + FakeBluesky.Handle),
            ("App password", FakeBluesky.AppPassword),
        ];
        var person = new ScriptedOperator(answers);

        var report = await LogInAsync(network, (LoginWay)way, person);

        var done = report.ShouldBeOfType<LoginReport.Done>(string.Join('\n', person.Told) + report);
        done.Who.Missing.ShouldBeEmpty();
        var published = await (await LiveAsync(network)).PublishAsync(
            new OutboundPost("weekly/issue-1/main/lead/g1", new PostContent { Text = "Logged in." })
            {
                FirstAttemptAt = TimeProvider.System.GetUtcNow(),
            },
            Cancellation
        );
        published.ShouldBeOfType<PublishOutcome.Published>();
        person.Hidden.ShouldNotContain(question =>
            question.StartsWith("Handle", StringComparison.Ordinal) || question.StartsWith("Client ID", StringComparison.Ordinal)
        );
        person
            .Told.Where(line => !line.StartsWith("http", StringComparison.Ordinal))
            .ShouldAllBe(line => !line.Contains("code-", StringComparison.Ordinal) && !line.Contains("fake-", StringComparison.Ordinal));
        person.Pages.ShouldAllBe(page => page.StartsWith("200 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_know_the_state_is_turned_away_and_the_log_in_goes_on()
    {
        var person = new ScriptedOperator
        {
            Detour = address =>
                Task.FromResult<IReadOnlyList<Uri>>([
                    new Uri(address.AbsoluteUri.Replace("state=", "state=0", StringComparison.Ordinal)),
                    new Uri(address, "/callback?code=planted"),
                    new Uri(address, "/other" + address.Query),
                    address,
                ]),
        };

        (await LogInAsync("mastodon", LoginWay.Browser, person)).ShouldBeOfType<LoginReport.Done>();

        person.Pages.Select(page => page[..3]).ShouldBe(["400", "400", "400", "200"]);
    }

    [Fact]
    public async Task A_person_who_does_not_agree_ends_the_log_in_and_what_was_stored_stays()
    {
        await PutAsync("old");
        var person = new ScriptedOperator(s_xClient)
        {
            Detour = address =>
                Task.FromResult<IReadOnlyList<Uri>>([new Uri(address.AbsoluteUri.Split("&code=")[0] + "&error=access_denied")]),
        };

        var failed = (await LogInAsync("x", LoginWay.Browser, person)).ShouldBeOfType<LoginReport.Failed>();

        failed.ShouldBe(new LoginReport.Failed("X gave no code: access_denied. Begin anew.", MayRepeat: false));
        (await ReadAsync()).ShouldBe("old");
    }

    [Theory]
    [InlineData("mastodon", "")]
    [InlineData("mastodon", "two words")]
    [InlineData("mastodon", "unknown-token")]
    [InlineData("x", "")]
    [InlineData("x", "unknown")]
    [InlineData("bluesky", "my main password")]
    [InlineData("bluesky", "aaaa-bbbb-cccc-dddd")]
    public async Task Credentials_that_do_not_count_are_not_stored(string network, string given)
    {
        await PutAsync("old");

        var report = await LogInAsync(
            network,
            LoginWay.Given,
            new ScriptedOperator([("Handle", FakeBluesky.Handle), ("App", given), ("Access", given), ("API", given)])
        );

        var failed = report.ShouldBeOfType<LoginReport.Failed>();
        failed.MayRepeat.ShouldBeFalse();
        failed.Reason.ShouldEndWith(".");
        if (given.Length > 0)
        {
            failed.Reason.ShouldNotContain(given);
        }

        (await ReadAsync()).ShouldBe("old");
    }

    [Theory]
    [InlineData("mastodon", "/oauth/token")]
    [InlineData("x", "/2/oauth2/token")]
    public async Task A_server_that_repeats_what_it_was_sent_is_not_repeated(string network, string path)
    {
        const string Said = "code-2, client-secret-1, fake-code-1 and fakeClientSecret are wrong";
        FakeServer server = network == "x" ? _x : _mastodon;
        server.Plan(
            new Fault(FaultKind.Status, Path: path, Status: 400, Body: $$"""{"error":"invalid_grant","error_description":"{{Said}}"}""")
        );

        var failed = (await LogInAsync(network, LoginWay.Browser, new ScriptedOperator(s_xClient))).ShouldBeOfType<LoginReport.Failed>();

        failed.Reason.ShouldContain("are wrong");
        var form = server.Seen[^1].Body + server.Seen[^1].Headers.GetValueOrDefault("Authorization");
        form.ShouldContain(network == "x" ? "fake-code-1" : "code-2");
        failed.Reason.Split("(secret)").Length.ShouldBe(3, failed.Reason);
    }

    [Fact]
    public async Task A_main_password_is_not_even_sent()
    {
        await LogInAsync("bluesky", LoginWay.Given, new ScriptedOperator([("Handle", FakeBluesky.Handle), ("App", "correct horse")]));
        _bluesky.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_network_that_is_away_may_be_asked_again()
    {
        _mastodon.Plan(new Fault(FaultKind.Status, Path: "/api/v1/accounts/verify_credentials", Status: 503, Times: 9));
        (await LogInAsync("mastodon", LoginWay.Browser, new ScriptedOperator()))
            .ShouldBeOfType<LoginReport.Failed>()
            .MayRepeat.ShouldBeTrue();
        (await ReadAsync()).ShouldBeNull();
        _mastodon.Seen.ShouldContain(request => request.Path == "/oauth/revoke", "nobody has that token");
    }

    [Fact]
    public async Task Another_account_than_the_configuration_names_is_refused()
    {
        var failed = (
            await LogInAsync("mastodon", LoginWay.Browser, new ScriptedOperator(), handle: "@editor@fake.example")
        ).ShouldBeOfType<LoginReport.Failed>();
        failed.Reason.ShouldContain("newsletter@fake.example");
        (await ReadAsync()).ShouldBeNull();
        (
            await LogInAsync("mastodon", LoginWay.Browser, new ScriptedOperator(), handle: "@Newsletter@fake.example")
        ).ShouldBeOfType<LoginReport.Done>();
    }

    [Fact]
    public async Task A_token_that_may_only_read_is_told_with_what_is_missing()
    {
        _mastodon.Grant("reader", "profile read:statuses read:notifications");
        await PauseAsync(PauseReason.Account);

        var done = (
            await LogInAsync("mastodon", LoginWay.Given, new ScriptedOperator([("Access", "reader")]))
        ).ShouldBeOfType<LoginReport.Done>();

        done.Who.Missing.ShouldContain(missing => missing.Contains("write:statuses", StringComparison.Ordinal));
        done.Released.ShouldBeNull("it could not post");
    }

    [Theory]
    [InlineData("Account", 0, 0)]
    [InlineData("Budget", null, 1)]
    public async Task A_log_in_ends_the_pause_that_credentials_had_caused_and_no_other(string reason, int? released, int left)
    {
        await PauseAsync(Enum.Parse<PauseReason>(reason));

        var done = (await LogInAsync("mastodon", LoginWay.Browser, new ScriptedOperator())).ShouldBeOfType<LoginReport.Done>();

        done.Released.ShouldBe(released);
        (await Pauses.ListAsync(_publication.Id, Cancellation)).Count.ShouldBe(left);
    }

    [Fact]
    public async Task Logging_out_revokes_where_the_network_can_and_keeps_what_could_not_be_revoked()
    {
        await LogInAsync("mastodon", LoginWay.Browser, new ScriptedOperator());
        _mastodon.Plan(new Fault(FaultKind.Status, Path: "/oauth/revoke", Status: 503));
        (await LogOutAsync("mastodon")).ShouldBeOfType<LogoutOutcome.Unavailable>();
        (await ReadAsync()).ShouldNotBeNull();

        (await LogOutAsync("mastodon")).ShouldBeOfType<LogoutOutcome.Revoked>();
        (await ReadAsync()).ShouldBeNull();

        await LogInAsync("x", LoginWay.Browser, new ScriptedOperator(s_xClient));
        (await LogOutAsync("x")).ShouldBeOfType<LogoutOutcome.Revoked>();
        _x.Seen.Count(request => request.Path == "/2/oauth2/revoke").ShouldBe(2, "the token that is used, and the one for the next");
        await LogInAsync("x", LoginWay.Given, new ScriptedOperator(s_xKeys));
        (await LogOutAsync("x")).ShouldBeOfType<LogoutOutcome.ByHand>().Where.ShouldContain("console");
        (await ReadAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        var person = new ScriptedOperator();
        await using var first = await LoopbackReturn.ListenAsync(0, person, Cancellation);
        (await LoopbackReturn.ListenAsync(first!.Address.Port, person, Cancellation)).ShouldBeNull();
        person.Told.ShouldHaveSingleItem().ShouldContain(first.Address.AbsoluteUri);
    }

    [Fact]
    public async Task A_token_of_X_is_renewed_in_the_store_before_it_is_used()
    {
        await LogInAsync("x", LoginWay.Browser, new ScriptedOperator(s_xClient));
        var first = (await ReadAsync())!;
        Clock.Advance(TimeSpan.FromHours(3));

        (await VerifyAsync("x")).ShouldBeOfType<ReadOutcome<AccountStanding>.Read>();

        var second = (await ReadAsync())!;
        second.ShouldNotBe(first);
        second.ShouldContain("fake-refresh-3");
        _x.Seen[^1].Headers["Authorization"].ShouldBe("Bearer fake-access-3");
    }

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Clock.Jump(TimeProvider.System.GetUtcNow() - Clock.GetUtcNow());
        await Task.WhenAll(_mastodon.StartAsync(), _x.StartAsync(), _bluesky.StartAsync());
    }

    protected override async ValueTask CleanUpAsync()
    {
        _live?.Dispose();
        _wire.Dispose();
        await _mastodon.DisposeAsync();
        await _x.DisposeAsync();
        await _bluesky.DisposeAsync();
        await base.CleanUpAsync();
    }

    private Account AccountOn(string network, string? handle = null) =>
        new()
        {
            Name = "main",
            Network = network,
            Mode = AccountMode.Live,
            Server = network switch
            {
                "mastodon" => _mastodon.Address,
                "x" => _x.Address,
                _ => _bluesky.Address,
            },
            Credentials = "secret:main",
            Handle = handle,
        };

    private LiveNetworks Live() =>
        new(
            new AccountSecrets(new SecretResolver(_ => null), Store, "worker", TimeProvider.System),
            new Spending(Database, Clock),
            _wire,
            Clock
        );

    private async Task<LoginReport> LogInAsync(string network, LoginWay way, ScriptedOperator person, string? handle = null)
    {
        using var live = Live();
        return await new LogInAccount(live, Store, Pauses, TimeProvider.System).RunAsync(
            _publication,
            AccountOn(network, handle),
            "main",
            way,
            person,
            "cli:eve",
            Cancellation
        );
    }

    private async Task<LogoutOutcome> LogOutAsync(string network)
    {
        using var live = Live();
        return (await new LogOutAccount(live, Store).RunAsync(_publication, AccountOn(network), "main", Cancellation)).Outcome!;
    }

    private async Task<INetwork> LiveAsync(string network)
    {
        (await ReadAsync()).ShouldNotBeNull();
        _live = Live();
        return _live.Of(_publication, AccountOn(network));
    }

    private async Task<ReadOutcome<AccountStanding>> VerifyAsync(string network) =>
        await VerifyAccounts.AskAsync(await LiveAsync(network), TimeProvider.System, Cancellation);

    private Task PauseAsync(PauseReason reason) =>
        Database.WriteAsync(
            async transaction =>
            {
                await AccountPauses.WriteAsync(
                    transaction,
                    new AccountPause(_publication.Id, "main", reason, "the token was revoked", Clock.GetUtcNow(), null)
                );
                return true;
            },
            Cancellation
        );
}
