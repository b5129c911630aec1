using Syndicator.Configuration;
using Syndicator.Configuration.Values;

namespace Syndicator.Calls;

/// <summary>When posts about calls can be made: one turn a day.</summary>
internal static class CallTurns
{
    private const int DaysAhead = 31;

    /// <summary>How far turns are known: what comes later is too far to plan with.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(DaysAhead);

    /// <summary>
    /// Now, and the first time of each later day that the schedule names; every day's beginning where there is no schedule and somebody announces calls by hand.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> From(Publication publication, DateTimeOffset now)
    {
        var turns = new List<DateTimeOffset> { now };
        var last = DayOf(now, publication).AddDays(DaysAhead);
        while (true)
        {
            var midnight = StartOfDay.Of(DayOf(turns[^1], publication).AddDays(1), publication.Zone);
            // Where clocks change at midnight that instant may be of the day before.
            midnight = DayOf(midnight, publication) > DayOf(turns[^1], publication) ? midnight : midnight.AddHours(1);
            var next = publication.Schedules.Calls is { } cron ? Cron.Next(cron, publication.Zone, midnight.AddSeconds(-1)) : midnight;
            if (next is not { } turn || DayOf(turn, publication) > last)
            {
                return turns;
            }

            turns.Add(turn.ToUniversalTime());
        }
    }

    /// <summary>The last turn that is not after an instant: the first time of its day that the schedule names. Null when weeks before had none.</summary>
    public static DateTimeOffset? LastUntil(Publication publication, DateTimeOffset instant)
    {
        var day = DayOf(instant, publication);
        for (var back = 0; back <= DaysAhead; back++)
        {
            if (FirstOf(publication, day.AddDays(-back)) is { } turn && turn <= instant)
            {
                return turn;
            }
        }

        return null;
    }

    /// <summary>When the schedule fires next, on the same day perhaps; null where there is no schedule, or it never does.</summary>
    public static DateTimeOffset? NextFiring(Publication publication, DateTimeOffset now) =>
        publication.Schedules.Calls is { } cron ? Cron.Next(cron, publication.Zone, now) : null;

    private static DateTimeOffset? FirstOf(Publication publication, DateOnly day)
    {
        var midnight = StartOfDay.Of(day, publication.Zone);
        return publication.Schedules.Calls is not { } cron ? midnight
            : Cron.Next(cron, publication.Zone, midnight.AddSeconds(-1)) is { } turn && DayOf(turn, publication) == day ? turn
            : null;
    }

    /// <summary>By the publication's clocks.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, Publication publication) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, publication.Zone).DateTime);
}
