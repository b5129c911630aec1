using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Syndicator.App.Pages;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Tests.Hosting;
using Syndicator.Tests.Pages;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Alarms;

public sealed class NothingSecretOnSqliteTests() : NothingSecretTests(new SqliteServer());

/// <summary>The address and the key of a webhook are planted, and looked for wherever they could come to light.</summary>
public abstract class NothingSecretTests(TestServer server) : AlarmSuite(server)
{
    private const string Path = "/services/T0PLANTED/B0PLANTED/hunter2hunter2";
    private const string Key = "whsec_cGxhbnRlZC1wbGFudGVkLXBsYW50ZWQ=";

    [Fact]
    public async Task No_log_no_row_and_no_health_answer_holds_the_address_or_the_key()
    {
        var log = new Lines();
        Loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        await using var receiver = await WebhookServer.StartAsync(context =>
        {
            // As many servers do: the error repeats what was asked for.
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync($"Cannot POST {context.Request.Path} {context.Request.Headers["webhook-signature"]}");
        });
        Variables["KEY"] = Key;
        Publication = Samples.Publication("alpha") with { Webhook = new WebhookOptions("env:HOOK", "env:KEY") };
        await AnnounceAsync(7, "lead");
        Network().Always(new PublishOutcome.Refused(RefusalKind.Account, "revoked"));
        await DeliverAsync();
        await RunJobsAsync();
        await WatchAsync();
        foreach (
            var address in new[]
            {
                receiver.Address,
                "http://127.0.0.1:1/",
                "https://127.0.0.1:1/",
                "http://no.such.invalid/",
                "gopher://x/",
            }
        )
        {
            Variables["HOOK"] = new Uri(new Uri(address), Path).AbsoluteUri;
            await SendAsync();
            await PassAsync(TimeSpan.FromHours(7));
        }

        receiver.Calls.ShouldHaveSingleItem().Request.ShouldBe("POST " + Path);
        var told = await SeenAsync();
        told.ShouldContain("webhook-failing");
        log.All.ShouldContain(line => line.Contains("alarm account-paused of alpha raised", StringComparison.Ordinal));
        log.All.ShouldContain(line => line.Contains("webhook call", StringComparison.Ordinal));
        foreach (var secret in new[] { "PLANTED", "hunter2", "cGxhbnRlZC", "planted-planted" })
        {
            told.ShouldNotContain(secret);
            string.Join('\n', log.All).ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task What_a_test_call_shows_does_not_repeat_the_address()
    {
        await using var receiver = await WebhookServer.StartAsync(context => context.Response.WriteAsync($"Got {context.Request.Path}"));
        var answer = await Client.SendAsync(new WebhookOptions(new Uri(new Uri(receiver.Address), Path).AbsoluteUri), "msg_1", "{}");
        answer.Match(taken => taken.Body, _ => "", _ => "").ShouldBe("Got (address)");
    }

    /// <summary>Every row of alarms and calls, the health page in both forms, and the desk.</summary>
    private async Task<string> SeenAsync()
    {
        var rows = await Database.ReadAsync(
            async connection =>
                (await connection.QueryAsync("select * from alarms"))
                    .Concat(await connection.QueryAsync("select * from webhook_calls"))
                    .ToList(),
            Cancellation
        );
        var problems = (await ReasonsAsync()).Select(ViewOf.Problem).ToArray();
        await using var desk = await DeskServer.StartAsync(SampleWeek.Ready with { Problems = problems }, problems);
        var seen = JsonSerializer.Serialize(rows);
        foreach (var (path, accept) in new[] { ("/", "*/*"), ("/health/ready", "*/*"), ("/health/ready", "application/json") })
        {
            using var response = await desk.GetAsync(path, request => request.Headers.Accept.Add(new(accept)));
            seen += await response.Content.ReadAsStringAsync(Cancellation);
        }

        return seen;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> All => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Nothing is open.
        }
    }
}
