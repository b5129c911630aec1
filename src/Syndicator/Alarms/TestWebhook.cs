using Syndicator.Configuration;

namespace Syndicator.Alarms;

/// <summary>Calls the webhook once, now, for a person who wants to see whether it works. Nothing is kept.</summary>
internal sealed class TestWebhook(WebhookClient client, TimeProvider clock)
{
    public Task<WebhookAnswer> RunAsync(Publication publication, WebhookOptions webhook)
    {
        var now = clock.GetUtcNow();
        return client.SendAsync(webhook, WebhookCalls.NewId(now), WebhookPayload.Test(publication, now).ToJson());
    }
}
