namespace Syndicator.Configuration;

/// <summary>How calls for participation are announced.</summary>
internal sealed record CallOptions
{
    /// <summary>Most posts about calls that an account makes on one day. Default 2.</summary>
    public int PerDay { get; init; } = 2;

    /// <summary>How long before a call closes it is reminded of, the longest first. Default 7d and 2d.</summary>
    public IReadOnlyList<TimeSpan> Reminders { get; init; } = [TimeSpan.FromDays(7), TimeSpan.FromDays(2)];

    /// <summary>How long after the last issue that printed it a call without a closing day counts as open. Default 30d.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The shortest; null: there are no reminders.</summary>
    public TimeSpan? LastReminder => Reminders.Count == 0 ? null : Reminders[^1];
}

/// <summary>How an account tells of calls.</summary>
internal enum CallPosting
{
    /// <summary>Not at all, beside what its threads say.</summary>
    Off,

    /// <summary>Each in a post of its own.</summary>
    Each,

    /// <summary>All of an issue in one post.</summary>
    Digest,
}
