using System.Text.Json;
using Syndicator.App.Commands;
using Syndicator.Tests.Alarms;
using Syndicator.Tests.Configuration;

namespace Syndicator.Tests.Commands;

/// <summary>The program itself calls a real receiver.</summary>
public sealed class WebhookCommandTests : IDisposable
{
    private readonly ProgramProcess _program = new();
    private readonly TestConfiguration _configuration = new();

    [Fact]
    public async Task A_test_call_arrives_and_the_answer_is_printed()
    {
        await using var receiver = await WebhookServer.StartAsync(202);
        var (exitCode, output, error) = await TestAsync(receiver.Address);
        (exitCode, output, error).ShouldBe((ExitCode.Done, "202 noted\n", ""));
        using var json = JsonDocument.Parse(receiver.Calls.ShouldHaveSingleItem().Body);
        json.RootElement.GetProperty("type").GetString().ShouldBe("webhook.test");
        json.RootElement.GetProperty("text").GetString().ShouldBe("The Weekly Crab: This is a test; nothing is wrong.");
    }

    [Fact]
    public async Task A_receiver_that_refuses_is_a_finding_and_one_that_is_not_there_is_unreachable()
    {
        await using var receiver = await WebhookServer.StartAsync(403);
        var refused = await TestAsync(receiver.Address);
        refused.ExitCode.ShouldBe(ExitCode.Findings);
        refused.Error.ShouldContain("status 403: it does not accept the address or the signature");

        var missing = await TestAsync("env:NO_SUCH_HOOK");
        missing.ExitCode.ShouldBe(ExitCode.Unreachable);
        missing.Error.ShouldContain("The environment variable NO_SUCH_HOOK is not set.");
    }

    [Fact]
    public async Task Without_a_webhook_it_says_where_to_write_one()
    {
        var (exitCode, _, error) = await TestAsync(null);
        exitCode.ShouldBe(ExitCode.Configuration);
        error.ShouldBe("weekly has no webhook. Add `webhook` with its `url` to publication.yaml.\n");
    }

    public void Dispose()
    {
        _program.Dispose();
        _configuration.Dispose();
    }

    private Task<(int ExitCode, string Output, string Error)> TestAsync(string? url)
    {
        var webhook = url is null ? "" : $"\nwebhook:\n  url: {url}\n";
        _configuration.Write("weekly/publication.yaml", TestConfiguration.SoundPublication + webhook);
        _configuration.AddTemplates("weekly");
        return _program.RunAsync("webhook", "test", "--config", _configuration.Root);
    }
}
