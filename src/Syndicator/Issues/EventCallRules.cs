using System.Globalization;

namespace Syndicator.Issues;

/// <summary>
/// When a row of the event calls cannot be right, as a clause for people; null when it can. The clauses name no issue's day, so that a row that is printed
/// again says the same of itself.
/// </summary>
internal static class EventCallRules
{
    /// <summary>A call that closed so long ago was not left over from the week before.</summary>
    private const int LongAgo = 180;

    private const int FarAhead = 2 * 365;

    /// <summary>A conference lasts no longer.</summary>
    private const int LongestEvent = 60;

    public static string? Contradiction(this EventCall call, DateOnly? issueDay) =>
        Contradiction(call.Closing, call.EventDate, call.EventOn, issueDay);

    /// <param name="eventDate">The event's days as written.</param>
    /// <param name="issueDay">Null: the row is not judged by any.</param>
    public static string? Contradiction(Closing closing, string? eventDate, DateOnly? eventOn, DateOnly? issueDay) =>
        OfTheEvent(eventDate, eventOn, issueDay)
        ?? closing.Match(
            open: _ => null,
            rolling: _ => null,
            at: at => OfTheClosing(at.Day, eventOn, issueDay),
            unreadable: unreadable => unreadable.Why
        );

    /// <summary>Whether it was open once and was over when the issue came: left standing, not mistaken.</summary>
    public static bool ClosedBefore(this EventCall call, DateOnly issueDay) =>
        call.ClosesOn < issueDay
        && Days(call.ClosesOn.Value, issueDay) <= LongAgo
        && OfTheEvent(call.EventDate, call.EventOn, issueDay) is null
        && !(call.EventOn < call.ClosesOn);

    private static string? OfTheEvent(string? eventDate, DateOnly? eventOn, DateOnly? issueDay) =>
        eventOn is not { } on ? null
        : LastDay(eventDate) is { } last && Days(on, last) is < 0 or > LongestEvent
            ? $"the event cannot last from {Day(on)} to {Day(last)}: a year may be off"
        : on < issueDay ? $"the event ({Day(on)}) began before the issue came: the year may be off"
        : issueDay is { } now && Days(now, on) > FarAhead ? $"the event ({Day(on)}) is more than two years ahead: the year may be off"
        : null;

    private static string? OfTheClosing(DateOnly closes, DateOnly? eventOn, DateOnly? issueDay) =>
        eventOn < closes ? $"the event ({Day(eventOn.Value)}) is before its call closes ({Day(closes)})"
        : issueDay is not { } now ? null
        : Days(closes, now) > LongAgo ? $"the call closed on {Day(closes)}, long before the issue came: the year may be off"
        : Days(closes, now) > 0 ? $"the call closed on {Day(closes)}, before the issue came"
        : Days(now, closes) > FarAhead ? $"the call closes on {Day(closes)}, more than two years ahead: the year may be off"
        : null;

    /// <summary>The second day that is written in full; null when there is none.</summary>
    private static DateOnly? LastDay(string? eventDate) =>
        WrittenDate.Find(eventDate) is { } first ? WrittenDate.Find(eventDate.AsSpan(first.End))?.Day : null;

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
