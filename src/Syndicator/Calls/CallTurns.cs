using Syndicator.Configuration;
using Syndicator.Configuration.Values;

namespace Syndicator.Calls;

/// <summary>When posts about calls can be made: one turn a day.</summary>
internal static class CallTurns
{
    private const int DaysAhead = 31;

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

    /// <summary>By the publication's clocks.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, Publication publication) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, publication.Zone).DateTime);
}
