using System.Globalization;
using Syndicator.Calls;
using Syndicator.Publishing;

namespace Syndicator.Alarms;

/// <summary>What the store tells about a publication's health, at one moment.</summary>
/// <param name="Issues">Of the last weeks: neither drafts nor skipped.</param>
/// <param name="Posts">What has not gone out: open, or refused and of these issues; by issue, account and place in the thread.</param>
/// <param name="Watermarks">By job.</param>
/// <param name="Edits">Issues with proposed edits that wait for an editor.</param>
/// <param name="Calls">Webhook calls in trouble, the newest first.</param>
/// <param name="Unread">Sources whose mentions cannot be read.</param>
/// <param name="HeldCalls">Calls for participation that wait for an editor's word.</param>
internal sealed record HealthFacts(
    IReadOnlyList<IssueFact> Issues,
    IReadOnlyList<PostFact> Posts,
    IReadOnlyList<PauseFact> Pauses,
    IReadOnlyDictionary<string, DateTimeOffset> Watermarks,
    IReadOnlyList<EditFact> Edits,
    IReadOnlyList<CallFact> Calls,
    IReadOnlyList<UnreadFact> Unread,
    IReadOnlyList<HeldCall> HeldCalls
);

internal sealed class IssueFact
{
    public string IssueKey { get; set; } = "";
    public string Title { get; set; } = "";
    public string PublishedOn { get; set; } = "";
    public DateTimeOffset FirstSeenAt { get; set; }
    public DateTimeOffset? AnnouncedAt { get; set; }

    public DateTimeOffset? MissedAt { get; set; }

    public DateOnly Date => DateOnly.ParseExact(PublishedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed class PostFact
{
    public string IssueKey { get; set; } = "";
    public string Account { get; set; } = "";
    public string IdempotencyKey { get; set; } = "";
    public string State { get; set; } = "";
    public string? HeldReason { get; set; }
    public string? Refusal { get; set; }

    /// <summary>When it came into this state.</summary>
    public DateTimeOffset Since { get; set; }

    public HeldReason? Held => HeldReason is null ? null : HeldReasons.Parse(HeldReason);
}

internal sealed class PauseFact
{
    public string Account { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Detail { get; set; } = "";
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset? UntilAt { get; set; }

    /// <summary>Of an editor's pause.</summary>
    public string? PausedBy { get; set; }
}

internal sealed class EditFact
{
    public string IssueKey { get; set; } = "";
    public long Count { get; set; }

    /// <summary>Of the oldest.</summary>
    public DateTimeOffset Since { get; set; }
}

internal sealed class UnreadFact
{
    /// <summary>The account's or the forum topic's name.</summary>
    public string Source { get; set; } = "";
    public string Trouble { get; set; } = "";
    public DateTimeOffset TroubleSince { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
}

internal sealed class CallFact
{
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset NextAt { get; set; }
    public DateTimeOffset? GivenUpAt { get; set; }
    public string? LastProblem { get; set; }
}
