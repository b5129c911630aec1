using System.Globalization;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>What each trouble with the creating request means, and that it is said in a sentence.</summary>
public class MastodonFaultTests
{
    private const string Html = "<html><head><title>502 Bad Gateway</title></head></html>";
    private static readonly DateTimeOffset s_now = new TestClock().GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, """{"error":"Bad"}""", RefusalKind.Post, "Bad")]
    [InlineData(
        401,
        """{"error":"The access token is invalid"}""",
        RefusalKind.Account,
        "Give the account new credentials: `syndicator accounts login mastodon`"
    )]
    [InlineData(401, Html, RefusalKind.Account, "without saying why")]
    [InlineData(402, """{"error":"Pay"}""", RefusalKind.Budget, "Pay")]
    [InlineData(
        403,
        """{"error":"This action is outside the authorized scopes"}""",
        RefusalKind.Account,
        "does not include the right to post"
    )]
    [InlineData(
        403,
        """{"error":"Your login is currently disabled"}""",
        RefusalKind.Account,
        "then run `syndicator accounts resume mastodon`"
    )]
    [InlineData(403, """{"error":"This action is not allowed"}""", RefusalKind.Post, "does not allow this post")]
    [InlineData(403, Html, RefusalKind.Account, "See whether this machine may reach it")]
    [InlineData(404, Html, RefusalKind.Account, "Correct `server`")]
    [InlineData(404, """{"error":"Record not found"}""", RefusalKind.Post, "Record not found")]
    [InlineData(410, """{"error":"Gone"}""", RefusalKind.Account, "gone for good")]
    [InlineData(413, Html, RefusalKind.Post, "413")]
    [InlineData(422, """{"error":"Validation failed: Text contained a disallowed hashtag: x"}""", RefusalKind.Post, "disallowed hashtag")]
    [InlineData(422, """{"error":"This method requires an authenticated user"}""", RefusalKind.Account, "access token")]
    [InlineData(422, "", RefusalKind.Account, "access token")]
    [InlineData(422, """{"error":["many","kinds"]}""", RefusalKind.Post, "without saying why")]
    [InlineData(301, Html, RefusalKind.Account, "has another address")]
    public async Task Refusals_say_what_to_do(int status, string body, object kind, string reason)
    {
        var (outcome, ledger) = await PublishAsync(new Fault(FaultKind.Status, Status: status, Body: body));

        var refused = outcome.ShouldBeOfType<PublishOutcome.Refused>();
        refused.Kind.ShouldBe((RefusalKind)kind);
        refused.Reason.ShouldContain(reason);
        refused.Reason.ShouldEndWith(".");
        ledger.ShouldBe(0);
    }

    [Theory]
    [InlineData(200, Html)]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"id":{"a":1}}""")]
    [InlineData(200, """{"id":"\ud800"}""")]
    [InlineData(200, """{"scheduled_at":"2026-08-26T12:00:00.000Z","params":{}}""")]
    [InlineData(202, "")]
    [InlineData(302, Html)]
    [InlineData(307, Html)]
    [InlineData(408, Html)]
    [InlineData(500, """{"status":500,"error":"Internal Server Error"}""")]
    [InlineData(500, Html)]
    [InlineData(502, Html)]
    [InlineData(503, """{"error":"There was a temporary problem serving your request, please try again"}""")]
    [InlineData(504, "")]
    [InlineData(599, Html)]
    public async Task Everything_that_is_no_definite_answer_is_uncertain(int status, string body)
    {
        foreach (var after in new[] { false, true })
        {
            var (outcome, ledger) = await PublishAsync(new Fault(FaultKind.Status, after, Status: status, Body: body));

            outcome.ShouldBeOfType<PublishOutcome.Uncertain>().Reason.ShouldEndWith(".");
            ledger.ShouldBe(after ? 1 : 0);
        }
    }

    [Theory]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.Truncate)]
    [InlineData(FaultKind.Huge)]
    [InlineData(FaultKind.Endless)]
    [InlineData(FaultKind.Hang)]
    public async Task A_wire_in_trouble_is_uncertain_and_its_size_and_time_are_bounded(FaultKind kind)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var trial = await MastodonTrial.StartAsync();
        await trial.Network.GetTextRulesAsync(Cancellation);
        trial.Server.Plan(MastodonTrial.OnCreating(new Fault(kind, After: true, Status: 200, Body: """{"id":"1","url":""")));
        if (kind == FaultKind.Hang)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(1));
        }

        var outcome = await trial.Network.PublishAsync(trial.Post("one", "Text."), limit.Token);

        outcome.ShouldBeOfType<PublishOutcome.Uncertain>().Reason.ShouldContain("127.0.0.1");
        trial.Server.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_takes_no_connection_surely_took_no_post()
    {
        await using var trial = await MastodonTrial.StartAsync();
        await trial.Server.DisposeAsync();

        var outcome = await trial.Network.PublishAsync(trial.Post("one", "Text."), Cancellation);

        outcome.ShouldBeOfType<PublishOutcome.Unavailable>().Reason.ShouldContain("takes no connection");
    }

    [Theory]
    [InlineData("X-RateLimit-Reset", "2026-07-29T12:34:56.437812Z", "12:34:56.437812")]
    [InlineData("x-ratelimit-reset", "1785328496", "12:34:56")]
    [InlineData("Retry-After", "30", "12:00:30")]
    [InlineData("Retry-After", "Wed, 29 Jul 2026 12:00:45 GMT", "12:00:45")]
    [InlineData("X-RateLimit-Reset", "soon", "12:05:00")]
    [InlineData("X-Other", "1", "12:05:00")]
    [InlineData("X-RateLimit-Reset", "2026-07-29T11:00:00Z", "12:00:30")]
    [InlineData("X-RateLimit-Reset", "2036-07-29T11:00:00Z", "1.12:00:00")]
    public async Task Throttling_is_understood_in_every_form_and_never_longer_than_a_day(string header, string value, string until)
    {
        var fault = new Fault(FaultKind.Status, Status: 429, Headers: new Dictionary<string, string> { [header] = value }, Body: Html);

        var (outcome, _) = await PublishAsync(fault);

        var sinceMidnight = TimeSpan.Parse(until, CultureInfo.InvariantCulture);
        outcome.ShouldBe(new PublishOutcome.Throttled(new DateTimeOffset(s_now.Date, TimeSpan.Zero) + sinceMidnight));
    }

    [Theory]
    [InlineData(FaultKind.Status, 502, Html, typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 200, Html, typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 200, "{}", typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 200, "[1]", typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 200, """[{"id":"1"}]""", typeof(FindOutcome.CannotTell))]
    [InlineData(FaultKind.Status, 404, """{"error":"Record not found"}""", typeof(FindOutcome.CannotTell))]
    [InlineData(FaultKind.Status, 429, "", typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Status, 403, """{"error":"This action is outside the authorized scopes"}""", typeof(FindOutcome.Refused))]
    [InlineData(FaultKind.Drop, 0, "", typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Truncate, 200, "[", typeof(FindOutcome.Unavailable))]
    [InlineData(FaultKind.Huge, 200, "", typeof(FindOutcome.Unavailable))]
    public async Task A_look_up_that_is_not_answered_plainly_finds_nothing_and_misses_nothing(
        FaultKind kind,
        int status,
        string body,
        Type outcome
    )
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Plan(new Fault(kind, Path: "/api/v1/accounts/" + trial.Server.Us.Id, Status: status, Body: body, Times: 2));

        (await trial.Network.FindAsync(trial.Post("one", "Text."), trial.Clock.GetUtcNow(), Cancellation)).ShouldBeOfType(outcome);
    }

    private static async Task<(PublishOutcome Outcome, int Ledger)> PublishAsync(Fault fault)
    {
        await using var trial = await MastodonTrial.StartAsync(clock: new TestClock());
        trial.Server.Plan(MastodonTrial.OnCreating(fault));
        var outcome = await trial.Network.PublishAsync(trial.Post("one", "Text."), Cancellation);
        $"{outcome}".ShouldNotContain(FakeMastodon.Token);
        return (outcome, trial.Server.Ledger.Count);
    }
}
