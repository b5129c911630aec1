using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Syndicator.App.Pages;
using Syndicator.Tests.Pages;

namespace Syndicator.Tests.Hosting;

public class HostHealthTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProblemView s_refused = new(true, "account-paused", "twir", "x", "X refuses us.", "Log in again.", s_noon);
    private static readonly ProblemView s_late = new(true, "job-overdue", "twir", "watch", "watch is late.", "See the log.", s_noon);
    private static readonly ProblemView s_stale = new(false, "post-stale", "twir", "issue-7/x", "x: 1 post.", "Stop it.", s_noon);

    [Fact]
    public async Task The_service_is_ready_when_nothing_is_wrong() => (await AskAsync()).ShouldBe((HttpStatusCode.OK, "ready\n"));

    [Fact]
    public async Task A_notice_leaves_it_ready_and_is_told() =>
        (await AskAsync(s_stale)).ShouldBe((HttpStatusCode.OK, "ready\nnotice: twir: post-stale: x: 1 post. Stop it.\n"));

    [Fact]
    public async Task What_fails_makes_it_unready_but_not_dead()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready, s_refused, s_late, s_stale);
        (await AskAsync(server)).ShouldBe(
            (
                HttpStatusCode.ServiceUnavailable,
                "twir: account-paused: X refuses us. Log in again.\ntwir: job-overdue: watch is late. See the log.\n"
                    + "notice: twir: post-stale: x: 1 post. Stop it.\n"
            )
        );
        using var live = await server.GetAsync("/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_program_that_asks_for_json_gets_every_reason()
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready, s_refused, s_stale);
        using var response = await server.GetAsync("/health/ready", request => request.Headers.Accept.Add(new("application/json")));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("status").GetString().ShouldBe("failing");
        var reasons = json.RootElement.GetProperty("reasons").EnumerateArray().ToList();
        reasons.Count.ShouldBe(2);
        reasons[0].GetProperty("code").GetString().ShouldBe("account-paused");
        reasons[0].GetProperty("remedy").GetString().ShouldBe("Log in again.");
        reasons[0].GetProperty("since").GetDateTimeOffset().ShouldBe(s_noon);
        reasons[0].GetProperty("failing").GetBoolean().ShouldBeTrue();
        reasons[1].GetProperty("failing").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Without_its_database_it_says_so() =>
        (await AskAsync(s_refused with { Code = DeskServer.Broken })).ShouldBe(
            (HttpStatusCode.ServiceUnavailable, "*: database: /data/x.db: It is busy. Wait.\n")
        );

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(params ProblemView[] problems)
    {
        await using var server = await DeskServer.StartAsync(SampleWeek.Ready, problems);
        return await AskAsync(server);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(DeskServer server)
    {
        using var response = await server.GetAsync(
            "/health/ready",
            request => request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("*/*"))
        );
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
