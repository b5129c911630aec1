using Syndicator.Configuration;

namespace Syndicator.Calls;

/// <summary>All that a plan is made of, as it stands at one moment.</summary>
internal sealed record CallSituation
{
    public required Publication Publication { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Those that may still be told of, and those printed lately.</summary>
    public required IReadOnlyList<Call> Calls { get; init; }

    /// <summary>What was said of them, and everything that was said in the last days, on every account.</summary>
    public IReadOnlyList<CallPost> Posts { get; init; } = [];

    /// <summary>Posts about calls that have not left yet, by account and post key.</summary>
    public IReadOnlySet<(string Account, string PostKey)> Waiting { get; init; } = new HashSet<(string, string)>();

    /// <summary>Keys of posts for which the publication has no words, or which do not fit.</summary>
    public IReadOnlySet<string> Unsayable { get; init; } = new HashSet<string>();

    /// <summary>Announced issues of the last weeks, the newest first.</summary>
    public IReadOnlyList<CallIssue> Issues { get; init; } = [];

    /// <summary>When posts can be made: now, and the first time of every later day that the schedule names, for some weeks.</summary>
    public required IReadOnlyList<DateTimeOffset> Turns { get; init; }

    /// <summary>When the schedule fires next, on the same day perhaps; null where it does not.</summary>
    public DateTimeOffset? NextFiring { get; init; }

    /// <summary>The first turn of a later day; where none is near, one that is later than anything to plan with.</summary>
    public DateTimeOffset NextTurn => Turns is [_, var next, ..] ? next : Now + CallTurns.Horizon;

    /// <summary>By the publication's clocks.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The day of the newest issue that is known.</summary>
    public DateOnly NewestIssueOn =>
        Issues.Select(issue => issue.Day).Concat(Calls.Select(call => call.LastIssue.Day)).DefaultIfEmpty(Today).Max();

    /// <summary>Since when posts about an issue may have been made: an editor may announce it the evening before its day.</summary>
    public DateTimeOffset EveOf(DateOnly day) => StartOfDay.Of(day.AddDays(-1), Publication.Zone);

    public DateOnly DayOf(DateTimeOffset instant) => CallTurns.DayOf(instant, Publication);
}
