using System.Text.Json;
using Dapper;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Alarms;

public sealed class WatchHealthOnSqliteTests() : WatchHealthTests(new SqliteServer());

public sealed class WatchHealthOnPostgreSqlTests() : WatchHealthTests(new PostgreSqlServer());

public abstract class WatchHealthTests(TestServer server) : AlarmSuite(server)
{
    [Fact]
    public async Task What_fails_raises_one_alarm_and_queues_one_call()
    {
        FreeSpace = 1_000_000;
        await WatchAsync();
        await WatchAsync();

        (await AlarmsAsync()).ShouldBe(["disk-low/data-folder open"]);
        var call = (await CallsAsync()).ShouldHaveSingleItem();
        call.ShouldStartWith("alarm.raised disk-low");
    }

    [Fact]
    public async Task An_alarm_is_over_when_its_reason_has_been_gone_for_five_minutes()
    {
        FreeSpace = 1_000_000;
        await WatchAsync();
        FreeSpace = 1_000_000_000;
        await PassAsync(TimeSpan.FromMinutes(4));
        await WatchAsync();
        (await AlarmsAsync()).ShouldBe(["disk-low/data-folder open"]);

        await PassAsync(TimeSpan.FromMinutes(1));
        await WatchAsync();
        await WatchAsync();

        (await AlarmsAsync()).ShouldBe(["disk-low/data-folder over"]);
        (await CallsAsync()).ShouldBe(["alarm.raised disk-low", "alarm.cleared disk-low"]);
    }

    [Fact]
    public async Task What_flickers_is_one_alarm()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            FreeSpace = minute % 4 == 0 ? 1_000_000 : 1_000_000_000;
            await WatchAsync();
            await PassAsync(TimeSpan.FromMinutes(1));
        }

        (await CallsAsync()).ShouldBe(["alarm.raised disk-low"]);
    }

    [Fact]
    public async Task A_reason_that_comes_back_after_its_alarm_was_over_is_a_new_alarm()
    {
        foreach (var free in new[] { 1_000_000, 1_000_000_000, 1_000_000 })
        {
            FreeSpace = free;
            await WatchAsync();
            await PassAsync(TimeSpan.FromMinutes(5));
            await WatchAsync();
        }

        (await AlarmsAsync()).ShouldBe(["disk-low/data-folder over", "disk-low/data-folder open"]);
        (await CallsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_keep_an_alarm_open()
    {
        FreeSpace = 1_000_000;
        await WatchAsync();
        await JumpAsync(TimeSpan.FromDays(-300));
        FreeSpace = 1_000_000_000;
        await RunJobsAsync();
        await WatchAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await WatchAsync();

        (await AlarmsAsync()).ShouldBe(["disk-low/data-folder over"]);
    }

    [Fact]
    public async Task Two_instances_at_once_raise_and_clear_once()
    {
        var databases = new List<Syndicator.Storage.Database> { Database };
        for (var i = 0; i < 3; i++)
        {
            databases.Add(await OpenAgainAsync());
        }

        FreeSpace = 1_000_000;
        await Task.WhenAll(databases.Select(database => Task.Run(() => WatchAsync(database))));
        FreeSpace = 1_000_000_000;
        await PassAsync(TimeSpan.FromMinutes(6));
        await Task.WhenAll(databases.Select(database => Task.Run(() => WatchAsync(database))));

        (await CallsAsync()).ShouldBe(["alarm.raised disk-low", "alarm.cleared disk-low"]);
    }

    [Fact]
    public async Task A_notice_raises_nothing_and_without_a_webhook_nobody_is_called()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Post, "Too long."));
        await DeliverAsync();
        await WatchAsync();
        (await AlarmsAsync()).ShouldBeEmpty();

        Publication = Publication with { Webhook = null };
        FreeSpace = 1_000_000;
        await WatchAsync();
        (await AlarmsAsync()).ShouldBe(["disk-low/data-folder open"]);
        (await CallsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_fails_in_one_process_is_shown_and_a_job_that_no_process_runs_is_an_alarm()
    {
        await RunJobsAsync();
        Jobs.Began(Publication.Id);
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        Jobs.Failed(Publication.Id, "watch", new IOException("lost"));
        await WatchAsync();
        (await CodesAsync()).ShouldBe(["job-failed"]);
        (await AlarmsAsync()).ShouldBeEmpty();

        await AdvanceAsync(TimeSpan.FromMinutes(6));
        await WatchAsync();
        (await AlarmsAsync()).ShouldBe(["job-overdue/deliver open", "job-overdue/watch open"], "health runs now");
    }

    [Fact]
    public async Task An_alarm_whose_reason_became_a_notice_stays_open()
    {
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Throttled(Clock.GetUtcNow().AddHours(3)));
        await DeliverAsync();
        await PassAsync(TimeSpan.FromHours(2.1));
        await WatchAsync();
        (await AlarmsAsync()).ShouldContain("account-paused/alpha open");

        Publication = Publication with { AlarmAfter = TimeSpan.FromHours(12) };
        await PassAsync(TimeSpan.FromMinutes(10));
        await WatchAsync();
        (await CodesAsync()).ShouldContain("notice account-paused");
        (await AlarmsAsync()).ShouldContain("account-paused/alpha open");
    }

    protected override Task PrepareAsync()
    {
        Publication = Samples.Publication("alpha") with { Webhook = new WebhookOptions("https://hooks.example/") };
        return RunJobsAsync();
    }

    private Task<List<string>> AlarmsAsync() =>
        Database.ReadAsync(
            async connection =>
                (
                    await connection.QueryAsync<(string Code, string Subject, long? Cleared)>(
                        "select code, subject, cleared_at from alarms order by raised_at, code, subject"
                    )
                )
                    .Select(row => $"{row.Code}/{row.Subject} {(row.Cleared is null ? "open" : "over")}")
                    .ToList(),
            Cancellation
        );

    private Task<List<string>> CallsAsync() =>
        Database.ReadAsync(
            async connection =>
                (await connection.QueryAsync<(string Type, string Body)>("select type, body from webhook_calls order by created_at, id"))
                    .Select(row =>
                        $"{row.Type} {JsonDocument.Parse(row.Body).RootElement.GetProperty("data").GetProperty("code").GetString()}"
                    )
                    .ToList(),
            Cancellation
        );
}
