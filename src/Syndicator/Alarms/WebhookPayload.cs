using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Alarms;

/// <summary>What a call says; described in docs/operations.md. Members may be added, none changes its meaning.</summary>
/// <param name="Text">The whole on a line, where Slack and Mattermost look for it.</param>
/// <param name="Content">The same, where Discord looks for it.</param>
/// <param name="Round">Of a digest of nominations only.</param>
internal sealed record WebhookPayload(
    string Type,
    DateTimeOffset Timestamp,
    WebhookData Data,
    string Text,
    string Content,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WebhookRound? Round = null
)
{
    public const string AlarmRaised = "alarm.raised";
    public const string AlarmCleared = "alarm.cleared";
    public const string WebhookTest = "webhook.test";
    public const string NominationsDigest = "nominations.digest";

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

    /// <param name="key">Which round: <c>round-2026-11-24-2000</c>.</param>
    /// <param name="text">Of a few lines, at most 1800 characters.</param>
    /// <param name="remedy">What to do, as a sentence.</param>
    public static WebhookPayload Digest(
        Publication publication,
        string key,
        WebhookRound round,
        string text,
        string remedy,
        DateTimeOffset now
    )
    {
        var reason = new HealthReason("digest", publication.Id, key, text, remedy, now, false);
        return Of(NominationsDigest, reason, now, $"{text}\n{remedy}") with { Round = round };
    }

    public string ToJson() => JsonSerializer.Serialize(this, WebhookJson.Default.WebhookPayload);

    private static WebhookPayload Of(string type, HealthReason reason, DateTimeOffset now, string line)
    {
        var guarded = Guard(line);
        var data = new WebhookData(reason.Publication, reason.Code, reason.Subject, reason.Text, reason.Remedy, reason.Since);
        return new WebhookPayload(type, now, data, guarded, guarded);
    }

    /// <summary>
    /// Chats take <c>@everyone</c> and <c>&lt;!channel&gt;</c> for calls to all, <c>[x](y)</c> for a link that hides where it leads, and three backticks for
    /// code up to the end; a title or another's words must make none.
    /// </summary>
    private static string Guard(string line)
    {
        var guarded = line.Replace("@", "@\u2060", StringComparison.Ordinal)
            .Replace('<', '‹')
            .Replace('>', '›')
            .Replace("](", "]\u2060(", StringComparison.Ordinal)
            .Replace("```", "'''", StringComparison.Ordinal);
        return guarded.Length <= Longest ? guarded : guarded[..(char.IsHighSurrogate(guarded[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}

/// <summary>The reason that an alarm was raised for.</summary>
internal sealed record WebhookData(string Publication, string Code, string Subject, string Text, string Remedy, DateTimeOffset Since);

/// <summary>A round of nominations, some hours before it closes.</summary>
/// <param name="Issue">The number of the issue it is for; null where that is not known.</param>
/// <param name="Unread">Mentions that nobody has sorted or read.</param>
/// <param name="Trouble">Sources that cannot be read, by name.</param>
internal sealed record WebhookRound(
    DateTimeOffset Closes,
    int? Issue,
    IReadOnlyList<WebhookLeader> Leaders,
    int Unread,
    IReadOnlyList<string> Trouble
);

/// <param name="Kind"><c>crate</c>, <c>quote</c>, <c>link</c>, <c>call</c>.</param>
/// <param name="IsTied">Whether others of the kind have as much support and none has more.</param>
internal sealed record WebhookLeader(
    string Id,
    string Kind,
    string Name,
    int Nominators,
    int Endorsements,
    int Support,
    bool IsTied,
    IReadOnlyList<string> Marks
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext;
