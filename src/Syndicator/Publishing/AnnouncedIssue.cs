using Syndicator.Issues;

namespace Syndicator.Publishing;

/// <summary>An issue as the store knows it.</summary>
/// <param name="Key"><c>issue-666</c>; see <see cref="KeyOf"/>.</param>
/// <param name="FirstSeenAt">When the program first read it.</param>
/// <param name="ReadyAt">When it was first found ready, or announced anyway; null before.</param>
/// <param name="AnnouncedAt">When its posts were put into the outbox; null before.</param>
/// <param name="AnywayReason">Why an editor announced it although it was not ready.</param>
internal sealed record AnnouncedIssue(
    string Publication,
    string Key,
    int? Number,
    DateOnly? Date,
    string Title,
    string? Url,
    string File,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset? ReadyAt,
    DateTimeOffset? AnnouncedAt,
    string? AnywayReason
)
{
    /// <summary>Whether it lies among the drafts.</summary>
    public bool IsDraft { get; init; }

    /// <summary>When its page first answered with its title; null before, and where pages are not asked.</summary>
    public DateTimeOffset? PageSeenAt { get; init; }

    /// <summary>When it was found new and already too old to be announced by itself; null for all others.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>When an editor decided that it is never announced; null when nobody did.</summary>
    public DateTimeOffset? SkippedAt { get; init; }
    public string? SkippedBy { get; init; }
    public string? SkipReason { get; init; }

    /// <summary>The key under which it was announced before its number was corrected; null for all others.</summary>
    public string? SameAs { get; init; }

    /// <summary>How far the day of an announced issue may be corrected; an issue of the same number further away is another one.</summary>
    private const int DaysOfCorrection = 3;

    private const int LongestSlug = 60;

    /// <summary>
    /// The same for the same issue wherever its file lies: <c>issue-666</c>, without a number <c>issue-2013-07-05-a-special</c>, and without either the file's name.
    /// Where that name is taken by an issue of another week, whose number was wrong for a while, the store adds the day.
    /// </summary>
    public static string KeyOf(Issue issue) =>
        (issue.Number, issue.Date) switch
        {
            ({ } number, _) => FormattableString.Invariant($"issue-{number}"),
            (_, { } date) => FormattableString.Invariant($"issue-{date:yyyy-MM-dd}-{Short(PageUrl.Slug(issue.Title))}").TrimEnd('-'),
            _ => $"issue-{Path.GetFileNameWithoutExtension(issue.File)}",
        };

    /// <summary>The key of an issue whose own is taken by one of another week.</summary>
    public static string KeyOfDay(string key, DateOnly? day) => FormattableString.Invariant($"{key}-{day:yyyy-MM-dd}");

    private static string Short(string slug) => slug.Length <= LongestSlug ? slug : slug[..LongestSlug];

    /// <summary>Whether what becomes of it is decided: another issue cannot have its key any more.</summary>
    public bool IsSettled => AnnouncedAt is not null || SkippedAt is not null || SameAs is not null;

    /// <summary>Whether an issue of this key may be this one, by its day.</summary>
    public bool MayBe(DateOnly? day) =>
        Date is not { } own || day is not { } other || Math.Abs(other.DayNumber - own.DayNumber) <= DaysOfCorrection;
}
