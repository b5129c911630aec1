namespace Syndicator.Alarms;

/// <summary>Something that is wrong, for the health page, the desk and the webhook alike. All texts are one line without secrets.</summary>
/// <param name="Code">One of <see cref="HealthCodes"/>.</param>
/// <param name="Publication">The publication's id.</param>
/// <param name="Subject">Whom it concerns; with the code and the publication the same for the same trouble: an account's name, an issue's key, a job's name.</param>
/// <param name="Text">What happened, since when, where.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Since">When the trouble began, as far as that is known.</param>
/// <param name="IsFailing">Whether it needs somebody: the health check fails and an alarm is raised. Otherwise it is a notice.</param>
internal sealed record HealthReason(
    string Code,
    string Publication,
    string Subject,
    string Text,
    string Remedy,
    DateTimeOffset Since,
    bool IsFailing
)
{
    /// <summary>Whether it says something of this process alone: shown, and never told by an alarm, which is of all instances.</summary>
    public bool IsOfThisProcess { get; init; }
}

/// <summary>Every code; docs/operations.md explains them.</summary>
internal static class HealthCodes
{
    public const string IssueNotAnnounced = "issue-not-announced";
    public const string IssueMissed = "issue-missed";
    public const string IssueUnfinished = "issue-unfinished";
    public const string AccountPaused = "account-paused";
    public const string PostRefused = "post-refused";
    public const string PostUnsettled = "post-unsettled";
    public const string PostStale = "post-stale";
    public const string EditsOpen = "edits-open";
    public const string CallsHeld = "calls-held";
    public const string SourceTrouble = "source-trouble";
    public const string MentionsUnread = "mentions-unread";
    public const string FileUnreadable = "file-unreadable";
    public const string JobFailed = "job-failed";
    public const string JobOverdue = "job-overdue";
    public const string WebhookFailing = "webhook-failing";
    public const string DiskLow = "disk-low";

    public static IReadOnlyList<string> All { get; } =
    [
        IssueNotAnnounced,
        IssueMissed,
        IssueUnfinished,
        AccountPaused,
        PostRefused,
        PostUnsettled,
        PostStale,
        EditsOpen,
        CallsHeld,
        SourceTrouble,
        MentionsUnread,
        FileUnreadable,
        JobFailed,
        JobOverdue,
        WebhookFailing,
        DiskLow,
    ];
}
