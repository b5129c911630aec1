using System.Globalization;

namespace Syndicator.Issues;

/// <summary>When the days of an event and of its call cannot be right: see <see cref="CallRules"/>.</summary>
internal static class EventCallRules
{
    /// <summary>A call that closed so long ago was not left over from the week before.</summary>
    private const int LongAgo = 180;

    private const int FarAhead = 2 * 365;

    /// <summary>A conference lasts no longer.</summary>
    private const int LongestEvent = 60;

    /// <param name="closes">Null: no day is known.</param>
    /// <param name="eventDate">The event's days as written.</param>
    /// <param name="issueDay">Null: the row is not judged by any.</param>
    public static IEnumerable<string> Contradictions(DateOnly? closes, string? eventDate, DateOnly? eventOn, DateOnly? issueDay) =>
        new[]
        {
            OfTheSpan(eventDate, eventOn),
            eventOn is { } on ? OfTheEvent(on, issueDay) : null,
            eventOn < closes ? $"the event ({Day(eventOn.Value)}) is before its call closes ({Day(closes.Value)})" : null,
            closes is { } last ? OfTheClosing(last, issueDay) : null,
        }.OfType<string>();

    /// <summary>Whether it was open once and was over when the issue came: left standing, not mistaken.</summary>
    public static bool ClosedBefore(this EventCall call, DateOnly? issueDay) =>
        call.ClosesOn < issueDay
        && Days(call.ClosesOn.Value, issueDay.Value) <= LongAgo
        && Contradictions(call.ClosesOn, call.EventDate, call.EventOn, issueDay).Count() == 1;

    private static string? OfTheSpan(string? eventDate, DateOnly? eventOn) =>
        eventOn is { } on && LastDay(eventDate) is { } last && Days(on, last) is < 0 or > LongestEvent
            ? $"the event cannot last from {Day(on)} to {Day(last)}: a year may be off"
            : null;

    private static string? OfTheEvent(DateOnly on, DateOnly? issueDay) =>
        on < issueDay ? $"the event ({Day(on)}) began before the issue came: the year may be off"
        : issueDay is { } now && Days(now, on) > FarAhead ? $"the event ({Day(on)}) is more than two years ahead: the year may be off"
        : null;

    private static string? OfTheClosing(DateOnly closes, DateOnly? issueDay) =>
        issueDay is not { } now ? null
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
