using System.Globalization;
using Syndicator.Calls;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Calls;

/// <summary>Calls nobody made, and a publication that posts about calls on weekdays at three in New York.</summary>
internal static class PlannedCalls
{
    public const string Weekdays = "0 0 15 ? * MON-FRI";

    /// <summary>Its issue comes on Wednesdays; the first is of 18 November 2026.</summary>
    public static Publication Publication(string schedule = Weekdays) =>
        Samples.Publication("alpha", "beta") with
        {
            Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
            Schedules = new Schedules("0 0/5 * * * ?", "0 * * * * ?", Calls: schedule),
        };

    public static CallIssue Issue(string day = "2026-11-18") =>
        new($"issue-{day}", 678, Day(day), $"The Gazette of {day}", $"https://gazette.example/{day}/");

    /// <param name="title">Also its address.</param>
    public static Call Project(string title, string project = "", int line = 0, string issue = "2026-11-18") =>
        Call(CallKind.Project, title, new Closing.Open(), line, issue) with
        {
            Identity = $"github.com/owner/{(project.Length == 0 ? title : project)}/issues/{title}",
        };

    /// <param name="closes">A day, which ends anywhere on Earth, or an instant.</param>
    public static Call Event(string title, string closes, string issue = "2026-11-18") =>
        Call(CallKind.Event, title, At(closes), 100, issue);

    public static Call Rolling(string title, string issue = "2026-11-18") =>
        Call(CallKind.Event, title, new Closing.Rolling("Rolling deadline"), 100, issue);

    public static Closing.At At(string closes) =>
        closes.Contains('T')
            ? new Closing.At(Instant(closes), DateOnly.FromDateTime(Instant(closes).UtcDateTime), "as stated")
            : new Closing.At(new DateTimeOffset(Day(closes).AddDays(1), new TimeOnly(12, 0), TimeSpan.Zero), Day(closes), null);

    public static Call Call(CallKind kind, string title, Closing closing, int line, string issue) =>
        new()
        {
            Id = new CallId(Guid.CreateVersion7()),
            Publication = "gazette",
            Kind = kind,
            Identity = $"example.org/{title}",
            Printed = new CallText(title, $"https://example.org/{title}", closing, line),
            FirstIssue = Issue(issue),
            LastIssue = Issue(issue),
        };

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
