using System.Globalization;
using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Bluesky;

/// <summary>Everything that can become of the one request that publishes, before and after the server has carried it out.</summary>
public class BlueskyFaultsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301, "", "Account", "orrect `server`")]
    [InlineData(302, "<html>", "Unavailable", "correct `server`")]
    [InlineData(400, """{"error":"InvalidRequest","message":"Invalid app.bsky.feed.post record: too long"}""", "Post", "too long")]
    [InlineData(400, """{"error":"SomethingNew","message":"new"}""", "Post", "SomethingNew")]
    [InlineData(400, """{"error":"BlobNotFound","message":"Could not find blob"}""", "Unavailable", "image")]
    [InlineData(400, """{"error":"AccountDeactivated","message":"off"}""", "Account", "Sign in")]
    [InlineData(400, """{"error":"RepoNotFound","message":"Could not find repo"}""", "Account", "has moved")]
    [InlineData(400, "<html>", "Post", "400")]
    [InlineData(400, """{"error":5,"message":["x"]}""", "Post", "400")]
    [InlineData(401, """{"error":"AuthMissing","message":"Authentication Required"}""", "Account", "app password")]
    [InlineData(401, "<html>", "Account", "app password")]
    [InlineData(402, "", "Budget", "paid")]
    [InlineData(403, """{"error":"Forbidden","message":"Bad token scope"}""", "Account", "Bad token scope")]
    [InlineData(403, "<html>", "Account", "403")]
    [InlineData(404, "<html>", "Account", "no Bluesky server")]
    [InlineData(404, """{"error":"MethodNotImplemented","message":"Method Not Implemented"}""", "Account", "no Bluesky server")]
    [InlineData(408, "", "Unavailable", "408")]
    [InlineData(413, """{"error":"PayloadTooLarge","message":"request entity too large"}""", "Post", "too large")]
    [InlineData(422, "", "Post", "422")]
    [InlineData(500, """{"error":"InternalServerError","message":"Internal Server Error"}""", "Uncertain", "500")]
    [InlineData(501, """{"error":"MethodNotImplemented","message":"Method Not Implemented"}""", "Account", "no Bluesky server")]
    [InlineData(502, "<html>", "Uncertain", "502")]
    [InlineData(503, "", "Uncertain", "503")]
    [InlineData(504, "<html>", "Uncertain", "504")]
    [InlineData(200, "<html>", "Uncertain", "no JSON")]
    [InlineData(200, "{}", "Uncertain", "address")]
    [InlineData(200, "[1]", "Uncertain", "no JSON")]
    [InlineData(200, """{"uri":5,"cid":{}}""", "Uncertain", "address")]
    [InlineData(200, """{"uri":"at://did:plc:x/app.bsky.feed.post/1"}""", "Uncertain", "address")]
    [InlineData(204, "", "Uncertain", "no JSON")]
    public async Task A_status_decides(int status, string body, string outcome, string reason)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Plan(new Fault(FaultKind.Status, Path: BlueskyWorld.Put, Status: status, Body: body));

        var (kind, said) = Told(await world.PublishAsync(world.Post("one")));

        (kind, said).ShouldBe((outcome, said));
        said.ShouldContain(reason);
        world.Count(BlueskyWorld.Put).ShouldBe(1);
    }

    [Theory]
    [InlineData("ExpiredToken")]
    [InlineData("InvalidToken")]
    public async Task A_token_that_is_refused_twice_is_the_accounts(string error)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Plan(new Fault(FaultKind.Status, Path: BlueskyWorld.Put, Status: 400, Body: $$"""{"error":"{{error}}"}""", Times: 2));

        Told(await world.PublishAsync(world.Post("one"))).Kind.ShouldBe("Account");
    }

    [Theory]
    [InlineData(FaultKind.Drop, false, "broke off")]
    [InlineData(FaultKind.Drop, true, "broke off")]
    [InlineData(FaultKind.Truncate, true, "broke off")]
    [InlineData(FaultKind.Huge, true, "longer than 4 MB")]
    [InlineData(FaultKind.Endless, true, "longer than 4 MB")]
    [InlineData(FaultKind.Hang, true, "in time")]
    [InlineData(FaultKind.Hang, false, "in time")]
    [InlineData(FaultKind.Status, true, "504")]
    public async Task Whatever_is_in_doubt_is_settled_by_one_look(FaultKind fault, bool isTaken, string reason)
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.Network.VerifyAsync(Cancellation);
        world.Server.Plan(
            new Fault(fault, After: isTaken, Path: BlueskyWorld.Put, Status: fault == FaultKind.Status ? 504 : 200, Body: """{"uri":""")
        );
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(fault == FaultKind.Hang ? 2 : 60));
        var post = world.Post("one");

        var (kind, said) = Told(await world.Network.PublishAsync(post, limit.Token));

        kind.ShouldBe("Uncertain", said);
        said.ShouldContain(reason);
        (await world.FindAsync(post)).GetType().ShouldBe(isTaken ? typeof(FindOutcome.Found) : typeof(FindOutcome.Absent));
        await world.PublishedAsync(post with { IsRepeat = true });
        world.Server.Ledger.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("RateLimit-Reset", "1785327120", 720)]
    [InlineData("RateLimit-Reset", "90", 90)]
    [InlineData("Retry-After", "17", 17)]
    [InlineData("Retry-After", "Wed, 29 Jul 2026 12:10:00 GMT", 600)]
    [InlineData("RateLimit-Reset", "1785325000", 300)]
    [InlineData("RateLimit-Reset", "99999999999", 86400)]
    [InlineData("RateLimit-Reset", "9223372036854775807", 300)]
    [InlineData("RateLimit-Reset", "-5", 300)]
    [InlineData("RateLimit-Reset", "soon", 300)]
    [InlineData("RateLimit-Policy", "3000;w=300", 300)]
    public async Task Throttling_is_obeyed_to_the_second_and_within_reason(string header, string value, int seconds)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Plan(
            new Fault(FaultKind.Status, Path: BlueskyWorld.Put, Status: 429, Headers: new Dictionary<string, string> { [header] = value })
        );

        (await world.PublishAsync(world.Post("one"))).ShouldBe(new PublishOutcome.Throttled(world.Clock.GetUtcNow().AddSeconds(seconds)));
    }

    [Fact]
    public async Task Nobody_there_is_no_doubt()
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.Network.VerifyAsync(Cancellation);
        await world.Server.DisposeAsync();

        Told(await world.PublishAsync(world.Post("one"))).Kind.ShouldBe("Unavailable");
    }

    [Fact]
    public async Task Whatever_a_server_says_is_told_in_short_and_without_control_characters()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var message = new string('x', 5000);
        world.Server.Plan(
            new Fault(FaultKind.Status, Path: BlueskyWorld.Put, Status: 400, Body: $$"""{"error":"A\u0000\nB","message":"{{message}}"}""")
        );

        var (_, said) = Told(await world.PublishAsync(world.Post("one")));

        said.Length.ShouldBeLessThan(500);
        said.ShouldNotContain(character => char.IsControl(character));
    }

    [Theory]
    [InlineData(FaultKind.Status, 500)]
    [InlineData(FaultKind.Status, 429)]
    [InlineData(FaultKind.Truncate, 200)]
    [InlineData(FaultKind.Huge, 200)]
    [InlineData(FaultKind.Drop, 0)]
    public async Task A_read_in_trouble_leaves_the_cursor_where_it_is(FaultKind fault, int status)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Say("ben.test", $"@{FakeNetworks.Bluesky.FakeBluesky.Handle} one");
        world.Server.Plan(new Fault(fault, Path: BlueskyWorld.Notifications, Status: status, Body: "{"));

        (await world.Network.ReadMentionsAsync(null, Cancellation)).ShouldNotBeOfType<ReadOutcome<MentionPage>.Read>();
        (await world.ReadAsync()).Mentions.Count.ShouldBe(1);
    }

    private static (string Kind, string Reason) Told(PublishOutcome outcome) =>
        outcome.Match(
            published => ("Published", published.Post.Id),
            refused => (refused.Kind.ToString(), refused.Reason),
            throttled => ("Throttled", throttled.Until.ToString("u", CultureInfo.InvariantCulture)),
            unavailable => ("Unavailable", unavailable.Reason),
            uncertain => ("Uncertain", uncertain.Reason)
        );
}
