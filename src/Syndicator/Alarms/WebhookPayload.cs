using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Alarms;

/// <summary>What a call says; described in docs/operations.md. Members may be added, none changes its meaning.</summary>
/// <param name="Text">The whole on a line, where Slack and Mattermost look for it.</param>
/// <param name="Content">The same, where Discord looks for it.</param>
internal sealed record WebhookPayload(string Type, DateTimeOffset Timestamp, WebhookData Data, string Text, string Content)
{
    public const string AlarmRaised = "alarm.raised";
    public const string AlarmCleared = "alarm.cleared";
    public const string WebhookTest = "webhook.test";

    /// <summary>Discord refuses more than 2000 characters.</summary>
    private const int Longest = 1900;

    public static WebhookPayload Raised(Publication publication, HealthReason reason, DateTimeOffset now) =>
        Of(AlarmRaised, reason, now, $"{publication.Name}: {reason.Text} {reason.Remedy}");

    public static WebhookPayload Cleared(Publication publication, HealthReason reason, DateTimeOffset now) =>
        Of(
            AlarmCleared,
            reason,
            now,
            $"{publication.Name}: over since {Wording.At(now, publication.Zone)}: {reason.Code} of {reason.Subject}, told at {Wording.At(reason.Since, publication.Zone)}."
        );

    public static WebhookPayload Test(Publication publication, DateTimeOffset now)
    {
        var reason = new HealthReason(
            "test",
            publication.Id,
            "webhook",
            "This is a test; nothing is wrong.",
            "Nothing is to be done.",
            now,
            false
        );
        return Of(WebhookTest, reason, now, $"{publication.Name}: {reason.Text}");
    }

    public string ToJson() => JsonSerializer.Serialize(this, WebhookJson.Default.WebhookPayload);

    private static WebhookPayload Of(string type, HealthReason reason, DateTimeOffset now, string line)
    {
        var guarded = Guard(line);
        var data = new WebhookData(reason.Publication, reason.Code, reason.Subject, reason.Text, reason.Remedy, reason.Since);
        return new WebhookPayload(type, now, data, guarded, guarded);
    }

    /// <summary>Chats take <c>@everyone</c> and <c>&lt;!channel&gt;</c> for calls to all; a title or a network's words must not make one.</summary>
    private static string Guard(string line)
    {
        var guarded = line.Replace("@", "@\u2060", StringComparison.Ordinal).Replace('<', '‹').Replace('>', '›');
        return guarded.Length <= Longest ? guarded : guarded[..(char.IsHighSurrogate(guarded[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}

/// <summary>The reason that an alarm was raised for.</summary>
internal sealed record WebhookData(string Publication, string Code, string Subject, string Text, string Remedy, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext;
