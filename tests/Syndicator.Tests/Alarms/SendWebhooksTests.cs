using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Syndicator.Alarms;
using Syndicator.Configuration;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Alarms;

public sealed class SendWebhooksOnSqliteTests() : SendWebhooksTests(new SqliteServer());

public sealed class SendWebhooksOnPostgreSqlTests() : SendWebhooksTests(new PostgreSqlServer());

public abstract class SendWebhooksTests(TestServer server) : AlarmSuite(server)
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task A_call_is_signed_and_says_what_happened()
    {
        await using var receiver = await WebhookServer.StartAsync(200);
        await RaiseAsync(receiver.Address, Key);
        (await SendAsync()).ShouldBe(1);
        (await SendAsync()).ShouldBe(0);

        var call = receiver.Calls.ShouldHaveSingleItem();
        call.Request.ShouldBe("POST /hooks/a1b2");
        call.ContentType.ShouldBe("application/json; charset=utf-8");
        call.Timestamp.ShouldBe(Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        // As https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md has it.
        using var hmac = new HMACSHA256(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var expected = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}.{call.Body}")));
        call.Signature.ShouldBe("v1," + expected);
        using var json = JsonDocument.Parse(call.Body);
        var root = json.RootElement;
        root.GetProperty("type").GetString().ShouldBe("alarm.raised");
        root.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow());
        root.GetProperty("data").GetProperty("publication").GetString().ShouldBe("gazette");
        root.GetProperty("data").GetProperty("code").GetString().ShouldBe("disk-low");
        root.GetProperty("data").GetProperty("subject").GetString().ShouldBe("data-folder");
        root.GetProperty("data").GetProperty("since").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow());
        root.GetProperty("text").GetString().ShouldStartWith("The Gazette: /var/lib/syndicator has 1 MB left");
        root.GetProperty("content").GetString().ShouldBe(root.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_a_key_a_call_is_not_signed()
    {
        await using var receiver = await WebhookServer.StartAsync(204);
        await RaiseAsync(receiver.Address);
        await SendAsync();
        receiver.Calls.ShouldHaveSingleItem().Signature.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_fails_is_called_again_with_the_same_id_and_body()
    {
        await using var receiver = await WebhookServer.StartAsync(500, 503, 200);
        await RaiseAsync(receiver.Address, Key);
        await SendAsync();
        await SendAsync();
        receiver.Calls.Count.ShouldBe(1, "the first wait is five seconds");
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await SendAsync();
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        (await SendAsync()).ShouldBe(1);

        receiver.Calls.Count.ShouldBe(3);
        receiver.Calls.Select(call => (call.Id, call.Body)).Distinct().ShouldHaveSingleItem();
        receiver.Calls.Select(call => call.Timestamp).ShouldBeUnique();
        receiver.Calls.Select(call => call.Signature).ShouldBeUnique();
    }

    [Fact]
    public async Task After_seven_attempts_a_call_is_given_up_and_people_are_told()
    {
        await using var receiver = await WebhookServer.StartAsync(500);
        await RaiseAsync(receiver.Address);
        FreeSpace = null;
        foreach (var wait in new[] { 0, 5, 60, 300, 1800, 7200, 21600, 21600, 21600 })
        {
            await PassAsync(TimeSpan.FromSeconds(wait));
            await SendAsync();
        }

        receiver.Calls.Count.ShouldBe(7);
        var told = (await ReasonsAsync()).ShouldHaveSingleItem();
        told.Code.ShouldBe("webhook-failing");
        told.Text.ShouldContain("The receiver answered with status 500. 1 call was given up.");
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_not_called_again()
    {
        await using var receiver = await WebhookServer.StartAsync(410);
        await RaiseAsync(receiver.Address);
        await SendAsync();
        await AdvanceAsync(TimeSpan.FromDays(1));
        await SendAsync();
        receiver.Calls.Count.ShouldBe(1);
        (await ProblemAsync()).ShouldBe("The receiver answered with status 410: it is gone and wants no further calls.");
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var elsewhere = await WebhookServer.StartAsync(200);
        await using var receiver = await WebhookServer.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await RaiseAsync(receiver.Address);
        await SendAsync();
        elsewhere.Calls.ShouldBeEmpty();
        (await ProblemAsync()).ShouldBe("The receiver answered with status 307: it has moved, and redirections are not followed.");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_receiver_that_does_not_answer_is_left_after_ten_seconds()
    {
        var arrived = new TaskCompletionSource();
        using var end = new SemaphoreSlim(0);
        await using var receiver = await WebhookServer.StartAsync(_ =>
        {
            arrived.TrySetResult();
            return end.WaitAsync(Cancellation);
        });
        await RaiseAsync(receiver.Address);
        var sending = Task.Run(() => SendAsync(), Cancellation);
        await arrived.Task.WaitAsync(Cancellation);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await sending;
        end.Release();
        (await ProblemAsync()).ShouldBe("The receiver did not answer within 10 seconds.");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_without_end_is_read_to_its_limit_and_counts_by_its_status()
    {
        await using var receiver = await WebhookServer.StartAsync(async context =>
        {
            var block = new byte[8192];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        await RaiseAsync(receiver.Address);
        (await SendAsync()).ShouldBe(1);
        receiver.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_receiver_that_refuses_the_connection_or_speaks_something_else_is_told_from_one_that_answers()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await RaiseAsync($"http://127.0.0.1:{port}/");
        await SendAsync();
        (await ProblemAsync()).ShouldBe("The receiver cannot be connected to.");

        using var odd = new TcpListener(IPAddress.Loopback, 0);
        odd.Start();
        var greeting = GreetAsync(odd);
        Publication = Publication with { Webhook = new WebhookOptions($"http://127.0.0.1:{((IPEndPoint)odd.LocalEndpoint).Port}/") };
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await SendAsync();
        await greeting;
        (await ProblemAsync()).ShouldBe("The receiver broke off, or does not speak HTTP.");
    }

    [Theory]
    [InlineData(null, null, "The address is missing: The environment variable HOOK is not set. Set it before the program starts.")]
    [InlineData("ftp://hooks.example/", null, "The webhook's address is no http or https address.")]
    [InlineData(
        "http://127.0.0.1:1/",
        "",
        "The key is missing: The environment variable KEY is not set. Set it before the program starts."
    )]
    [InlineData("http://127.0.0.1:1/", "whsec_%", "The key in env:KEY begins with whsec_, and what follows is no base64.")]
    public async Task A_secret_that_is_missing_or_wrong_is_told(string? address, string? key, string problem)
    {
        if (address is not null)
        {
            Variables["HOOK"] = address;
        }

        await RaiseAsync("env:HOOK", key);
        await SendAsync();
        (await ProblemAsync()).ShouldBe(problem);
    }

    [Fact]
    public async Task A_call_whose_sender_was_killed_is_sent_when_its_lease_has_ended()
    {
        await using var receiver = await WebhookServer.StartAsync(200);
        await RaiseAsync(receiver.Address);
        var killed = await new WebhookCalls(Database, Clock).ClaimAsync(Publication.Id, "killed", Cancellation);
        killed.ShouldNotBeNull();
        var other = await OpenAgainAsync();
        (await SendAsync("worker-2", other)).ShouldBe(0, "the one that was killed may still be at it");

        await AdvanceAsync(WebhookCalls.Lease);
        (await SendAsync("worker-2", other)).ShouldBe(1);
        receiver.Calls.ShouldHaveSingleItem().Id.ShouldBe(killed.Id);
    }

    [Fact]
    public async Task Many_senders_at_once_send_each_call_once()
    {
        await using var receiver = await WebhookServer.StartAsync(200);
        await RaiseAsync(receiver.Address);
        for (var minute = 0; minute < 4; minute++)
        {
            FreeSpace = minute % 2 == 0 ? null : 1_000_000;
            await PassAsync(TimeSpan.FromMinutes(5));
            await WatchAsync();
        }

        var databases = new List<Syndicator.Storage.Database> { Database, await OpenAgainAsync(), await OpenAgainAsync() };
        await Task.WhenAll(databases.Select((database, i) => Task.Run(() => SendAsync($"worker-{i}", database))));
        while (await SendAsync() > 0) { }

        receiver.Calls.Count.ShouldBe(5);
        receiver.Calls.Select(call => call.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_silence_a_call()
    {
        await using var receiver = await WebhookServer.StartAsync(500, 200);
        await RaiseAsync(receiver.Address);
        await SendAsync();
        await JumpAsync(TimeSpan.FromDays(-400));
        (await SendAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_a_webhook_that_is_no_longer_configured_is_given_up_without_a_word()
    {
        await RaiseAsync("https://hooks.example/");
        FreeSpace = null;
        Publication = Publication with { Webhook = null };
        await SendAsync();
        (await ProblemAsync()).ShouldBe("No webhook is configured any more.");
        (await ReasonsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_called_out_by_a_title_or_a_networks_words()
    {
        var reason = new HealthReason("post-refused", "gazette", "x", "<!channel> @everyone look", "No.", Clock.GetUtcNow(), true);
        var payload = WebhookPayload.Raised(Publication, reason, Clock.GetUtcNow());
        payload.Text.ShouldNotContain("<!channel>");
        payload.Text.ShouldNotContain("@everyone");
        payload.Data.Text.ShouldBe("<!channel> @everyone look");

        var code = WebhookPayload.Raised(
            Publication,
            reason with
            {
                Text = "“```rust let x” [safe](https://bad.example)",
            },
            Clock.GetUtcNow()
        );
        code.Content.ShouldNotContain("```");
        code.Content.ShouldNotContain("](");
    }

    protected override Task PrepareAsync()
    {
        Publication = Samples.Publication("alpha");
        return RunJobsAsync();
    }

    private async Task RaiseAsync(string address, string? key = null)
    {
        if (key?.Length > 0)
        {
            Variables["KEY"] = key;
        }

        Publication = Publication with { Webhook = new WebhookOptions(address, key is null ? null : "env:KEY") };
        FreeSpace = 1_000_000;
        await WatchAsync();
    }

    private Task<string?> ProblemAsync() =>
        Database.ReadAsync(
            connection => connection.ExecuteScalarAsync<string?>("select max(last_problem) from webhook_calls where done_at is null"),
            Cancellation
        );

    private static async Task GreetAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync("220 mail.example ready\r\n"u8.ToArray(), Cancellation);
        await stream.ReadExactlyAsync(new byte[1], Cancellation);
    }
}
