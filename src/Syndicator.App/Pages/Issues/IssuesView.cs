namespace Syndicator.App.Pages.Issues;

/// <summary>Everything the page Issues shows.</summary>
/// <param name="Source">Where issues are looked for.</param>
/// <param name="LookedAt">When the source was last looked at.</param>
/// <param name="Troubles">What could not be read there.</param>
/// <param name="Items">The newest first.</param>
public sealed record IssuesView(
    TimeZoneInfo Zone,
    string Source,
    DateTimeOffset LookedAt,
    IReadOnlyList<ReasonView> Troubles,
    IReadOnlyList<IssueRowView> Items,
    string? Previous,
    string? Next
);

public sealed record IssueRowView(string Key, int? Number, string Title, DateOnly? Date, PostStateView State);

/// <summary>One issue: whether it may go out and why not, and what every account says of it.</summary>
public sealed record IssuePageView
{
    public required TimeZoneInfo Zone { get; init; }
    public required IssueView Issue { get; init; }

    /// <summary>When it was judged; null: the source does not have it.</summary>
    public required DateTimeOffset? JudgedAt { get; init; }

    /// <summary>What is out or planned; before the announcement, what would be.</summary>
    public required IReadOnlyList<AccountView> Accounts { get; init; }

    /// <summary>Otherwise it is of the archive, about which hardly anything is to be decided.</summary>
    public required bool IsOfTheseDays { get; init; }

    public required bool IsAnnounced { get; init; }

    /// <summary>Whether there is an account that has not told of it.</summary>
    public required bool MayAnnounce { get; init; }
    public required bool MaySkip { get; init; }
    public required bool IsSkipped { get; init; }

    /// <summary>What is known of its way, the oldest first.</summary>
    public required IReadOnlyList<(DateTimeOffset At, string What)> History { get; init; }
}
