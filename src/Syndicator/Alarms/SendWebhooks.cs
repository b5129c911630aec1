using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Metrics;

namespace Syndicator.Alarms;

/// <summary>Sends the calls that are queued. Safe to run at any time, in any number of processes; may be killed at any instruction.</summary>
/// <param name="worker">Who this is, among all workers on the database.</param>
internal sealed class SendWebhooks(WebhookCalls calls, WebhookClient client, ILogger<SendWebhooks> log, string worker)
{
    /// <summary>After so many failed attempts people are told that the webhook is in trouble.</summary>
    public const int WorthTelling = 3;

    /// <summary>One look sends no more, so that a slow receiver cannot keep health from being watched.</summary>
    private const int MostAtOnce = 20;

    private const string NotConfigured = "No webhook is configured any more.";

    /// <summary>After each failed attempt; when there is none left, the call is given up.</summary>
    private static readonly TimeSpan[] s_waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
    ];

    public static TimeSpan LongestWait => s_waits[^1];

    /// <summary>The oldest first, until one is not taken: what does not answer now is not asked twice in one look.</summary>
    /// <param name="stop">Finishes the request under way and starts no new one.</param>
    /// <returns>How many were taken.</returns>
    public async Task<int> RunAsync(Publication publication, CancellationToken stop)
    {
        await calls.ForgetOldAsync(publication.Id);
        if (publication.Webhook is not { } webhook)
        {
            await calls.GiveUpAllAsync(publication.Id, NotConfigured);
            return 0;
        }

        for (var taken = 0; taken < MostAtOnce; taken++)
        {
            stop.ThrowIfCancellationRequested();
            if (await calls.ClaimAsync(publication.Id, worker, stop) is not { } call || !await SendAsync(publication, webhook, call))
            {
                return taken;
            }
        }

        return MostAtOnce;
    }

    private async Task<bool> SendAsync(Publication publication, WebhookOptions webhook, WebhookCall call)
    {
        var answer = await client.SendAsync(webhook, call.Id, call.Body);
        if (answer.Problem is not { } problem)
        {
            Instruments.Called(publication.Id, "taken");
            await calls.DoneAsync(call);
            log.LogInformation("{Publication}: webhook call {Call} ({Type}) was taken", publication.Id, call.Id, call.Type);
            return true;
        }

        if (answer.IsFinal || call.Attempts > s_waits.Length)
        {
            Instruments.Called(publication.Id, "given-up");
            await calls.GiveUpAsync(call, worker, problem);
            log.LogError("{Publication}: webhook call {Call} ({Type}) is given up: {Problem}", publication.Id, call.Id, call.Type, problem);
            return false;
        }

        Instruments.Called(publication.Id, "failed");
        var wait = s_waits[call.Attempts - 1];
        await calls.RetryAsync(call, worker, problem, wait);
        log.LogWarning(
            "{Publication}: webhook call {Call} ({Type}) waits {Wait}: {Problem}",
            publication.Id,
            call.Id,
            call.Type,
            wait,
            problem
        );
        return false;
    }
}
