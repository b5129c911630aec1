using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Bluesky;

public class BlueskySessionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_log_in_serves_many_posts()
    {
        await using var world = await BlueskyWorld.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => world.PublishedAsync(world.Post($"post-{number}"))));

        world.Count(BlueskyWorld.LogIn).ShouldBe(1);
        world.Server.Ledger.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_session_that_is_over_is_renewed_without_a_log_in()
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.PublishedAsync(world.Post("one"));
        world.Clock.Advance(TimeSpan.FromHours(3));

        await world.PublishedAsync(world.Post("two"));
        await world.PublishedAsync(world.Post("three"));

        (world.Count(BlueskyWorld.LogIn), world.Count(BlueskyWorld.Refresh)).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(FaultKind.Status, 400)]
    [InlineData(FaultKind.Drop, 0)]
    public async Task A_refresh_that_fails_or_is_lost_is_followed_by_a_log_in(FaultKind kind, int status)
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.PublishedAsync(world.Post("one"));
        world.Server.EndAccess();
        world.Server.Plan(new Fault(kind, After: true, Path: BlueskyWorld.Refresh, Status: status));

        await world.PublishedAsync(world.Post("two"));

        world.Count(BlueskyWorld.LogIn).ShouldBe(2);
    }

    [Fact]
    public async Task Tokens_that_the_server_forgot_are_replaced()
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.PublishedAsync(world.Post("one"));
        world.Server.ForgetTokens();

        await world.PublishedAsync(world.Post("two"));
    }

    [Fact]
    public async Task A_revoked_password_is_a_refusal_of_the_account_and_is_not_tried_over_and_over()
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.PublishedAsync(world.Post("one"));
        world.Server.Revoke();

        foreach (var attempt in Enumerable.Range(0, 5))
        {
            var refused = (await world.PublishAsync(world.Post($"again-{attempt}"))).ShouldBeOfType<PublishOutcome.Refused>();
            refused.Kind.ShouldBe(RefusalKind.Account);
            refused.Reason.ShouldContain("syndicator accounts login bluesky");
        }

        world.Count(BlueskyWorld.LogIn).ShouldBe(2);
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        await world.PublishAsync(world.Post("later"));
        world.Count(BlueskyWorld.LogIn).ShouldBe(3);
    }

    [Fact]
    public async Task New_credentials_are_tried_at_once()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var good = world.Secret.Text;
        world.Secret.Text = """{"identifier":"newsletter.test","appPassword":"wrong"}""";
        (await world.PublishAsync(world.Post("one"))).ShouldBeOfType<PublishOutcome.Refused>();

        world.Secret.Text = good;

        await world.PublishedAsync(world.Post("one"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("app-password-alone")]
    [InlineData("""{"identifier":"a.test"}""")]
    [InlineData("""{"identifier":5,"appPassword":"p"}""")]
    [InlineData("""["identifier","appPassword"]""")]
    [InlineData("""{"identifier":"\ud800","appPassword":"p"}""")]
    public async Task Credentials_of_another_form_are_a_refusal_that_does_not_show_them(string? text)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Secret.Text = text;

        var refused = (await world.PublishAsync(world.Post("one"))).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Account);
        refused.Reason.ShouldNotContain("app-password-alone");
        world.Server.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401, "AuthFactorTokenRequired", "Make an app password")]
    [InlineData(401, "AuthenticationRequired", "Make a new app password")]
    [InlineData(401, "AccountTakedown", "taken account bluesky down")]
    [InlineData(404, "", "no Bluesky server")]
    public async Task What_the_log_in_says_is_told_with_what_to_do(int status, string error, string advice)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Plan(
            new Fault(FaultKind.Status, Path: BlueskyWorld.LogIn, Status: status, Body: $$"""{"error":"{{error}}","message":"No."}""")
        );

        var refused = (await world.PublishAsync(world.Post("one"))).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Account);
        refused.Reason.ShouldContain(advice);
    }

    [Theory]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.Truncate)]
    [InlineData(FaultKind.Endless)]
    [InlineData(FaultKind.Status)]
    public async Task A_log_in_in_trouble_leaves_no_doubt_about_the_post(FaultKind kind)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Plan(new Fault(kind, Path: BlueskyWorld.LogIn, Status: kind == FaultKind.Status ? 503 : 200, Body: "{"));

        (await world.PublishAsync(world.Post("one"))).ShouldBeOfType<PublishOutcome.Unavailable>();
        (await world.FindAsync(world.Post("one"))).ShouldBeOfType<FindOutcome.Absent>();
    }

    [Fact]
    public async Task Posts_go_to_the_server_that_the_log_in_names()
    {
        await using var world = await BlueskyWorld.StartAsync();
        await using var entry = await BlueskyWorld.StartAsync();
        entry.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: BlueskyWorld.LogIn,
                Status: 200,
                Body: (await LogInAsync(world)).Replace("\n", "", StringComparison.Ordinal)
            )
        );
        using var network = world.Another(entry.Server.Address);

        (await network.PublishAsync(world.Post("one"), Cancellation)).ShouldBeOfType<PublishOutcome.Published>();

        world.Server.Ledger.Count.ShouldBe(1);
        entry.Server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_password_is_not_sent_in_clear()
    {
        await using var world = await BlueskyWorld.StartAsync();
        using var network = world.Another(new Uri("http://bluesky.example/"));

        (await network.PublishAsync(world.Post("one"), Cancellation))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Reason.ShouldContain("https");
    }

    [Fact]
    public async Task An_account_is_verified_with_its_rights_and_limits()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var standing = await StandingAsync(world);
        world.Server.SwitchOff();
        world.Server.Label(FakeBluesky.Handle, "bot");

        var off = await StandingAsync(world);

        (standing.Id, standing.Handle, standing.DisplayName).ShouldBe((world.Server.Did, FakeBluesky.Handle, "Newsletter"));
        standing.Missing.ShouldBeEmpty();
        standing.Notes.ShouldContain(note => note.Contains("label themselves", StringComparison.Ordinal));
        off.Missing.ShouldHaveSingleItem().ShouldContain("deactivated");
        off.Notes.ShouldNotContain(note => note.Contains("label themselves", StringComparison.Ordinal));
        (await world.PublishAsync(world.Post("one"))).ShouldBeOfType<PublishOutcome.Refused>().Kind.ShouldBe(RefusalKind.Account);
    }

    private static async Task<AccountStanding> StandingAsync(BlueskyWorld world) =>
        (await world.Network.VerifyAsync(Cancellation)).ShouldBeOfType<ReadOutcome<AccountStanding>.Read>().Value;

    private static async Task<string> LogInAsync(BlueskyWorld world)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Server.Address, BlueskyWorld.LogIn));
        request.Content = new StringContent(
            $$"""{"identifier":"{{FakeBluesky.Handle}}","password":"{{FakeBluesky.AppPassword}}"}""",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var response = await http.SendAsync(request, Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
