using System.Text;
using Syndicator.Calls;
using Syndicator.Calls.Feeds;
using Syndicator.Issues;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Calls.Feeds;

/// <summary>Calls of our own invention, as the store has them.</summary>
internal static class FeedSamples
{
    public static readonly DateTimeOffset ChangedAt = new(2026, 7, 22, 18, 30, 5, TimeSpan.Zero);

    private static readonly CallIssue s_issue = new("issue-6", 6, new DateOnly(2026, 7, 22), "The Gazette 6", "https://gazette.example/6");

    public static readonly Call Conference = new()
    {
        Id = CallId.Parse("01990000-0000-7000-8000-000000000001"),
        Publication = "gazette",
        Kind = CallKind.Event,
        Identity = "tide.example/cfp",
        Printed = new CallText("Tide Days 2026", "https://tide.example/cfp?a=1", EndOfDay(new DateOnly(2026, 8, 31)), 90)
        {
            Place = "Graz, AT",
            EventDate = "2026-11-02 - 2026-11-04",
            EventOn = new DateOnly(2026, 11, 2),
        },
        FirstIssue = s_issue,
        LastIssue = s_issue,
        Version = 3,
    };

    public static readonly Call Timed = Conference with
    {
        Id = CallId.Parse("01990000-0000-7000-8000-000000000002"),
        Identity = "ebb.example",
        Printed = new CallText(
            "EbbConf Call for Speakers",
            "https://ebb.example/",
            new Closing.At(new DateTimeOffset(2026, 8, 11, 6, 59, 0, TimeSpan.Zero), new DateOnly(2026, 8, 10), "11:59 PM PDT"),
            91
        ),
        Version = 1,
    };

    public static readonly Call Task = Conference with
    {
        Id = CallId.Parse("01990000-0000-7000-8000-000000000003"),
        Kind = CallKind.Project,
        Identity = "lamp.example/issues/1",
        Printed = new CallText("Write <b>the</b> guide & test ]]>", "https://lamp.example/issues/1", new Closing.Open(), 80)
        {
            Group = "Lamp",
            Tags = ["easy", "mentored"],
        },
        FirstIssue = s_issue with { Key = "issue-5", Number = 5, Day = new DateOnly(2026, 7, 15) },
        Version = 2,
    };

    public static readonly IReadOnlyList<Call> All = [Conference, Timed, Task];

    /// <summary>Anywhere on Earth.</summary>
    public static Closing.At EndOfDay(DateOnly day) =>
        new(new DateTimeOffset(day.AddDays(1).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), day, null);

    public static CallFeed Feed(params Call[] calls) =>
        new(Samples.Publication(), [.. calls.Select(call => new ListedCall(call, ChangedAt))])
        {
            ChangedAt = calls.Length == 0 ? DateTimeOffset.UnixEpoch : ChangedAt,
        };

    /// <summary>Everything that others write of a call is this text.</summary>
    public static Call Saying(string text) =>
        Conference with
        {
            Printed = new CallText(text, text, new Closing.At(ChangedAt, new DateOnly(2026, 7, 22), text), 1)
            {
                Group = text,
                Tags = [text, "easy"],
                Place = text,
                EventDate = text,
            },
            LastIssue = s_issue with { Title = text, Url = text },
        };

    /// <summary>Lines that are unfolded, each without its ending.</summary>
    public static IReadOnlyList<string> Unfolded(byte[] calendar) =>
        Encoding.UTF8.GetString(calendar).Replace("\r\n ", "", StringComparison.Ordinal).TrimEnd('\r', '\n').Split("\r\n");
}
