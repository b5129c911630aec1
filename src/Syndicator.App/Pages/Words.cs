using System.Globalization;
using Syndicator.Publishing;

namespace Syndicator.App.Pages;

/// <summary>Numbers, days and names as the pages write them, the same on every machine.</summary>
public static class Words
{
    private static CultureInfo Plain => CultureInfo.InvariantCulture;

    /// <summary><c>Wed 26 Nov 2026, 15:15</c> by the zone's clocks.</summary>
    public static string Instant(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy, HH:mm", Plain);

    /// <summary>The same by the clocks that the instant is written by.</summary>
    public static string Local(DateTimeOffset at) => at.ToString("ddd d MMM yyyy, HH:mm", Plain);

    /// <summary><c>Wed 26 Nov, 15:15</c>, where the year goes without saying.</summary>
    public static string Brief(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM, HH:mm", Plain);

    /// <summary><c>15:15</c>, where the day goes without saying.</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", Plain);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Plain);

    /// <summary><c>Wednesday, 26 November 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("dddd, d MMMM yyyy", Plain);

    /// <summary><c>Thu 26 Nov</c>, where the year goes without saying.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("ddd d MMM", Plain);

    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", Plain);

    /// <summary><c>America/New_York, UTC-05:00</c>.</summary>
    public static string Zone(TimeZoneInfo zone, DateTimeOffset at)
    {
        var offset = zone.GetUtcOffset(at);
        return zone.Id is "UTC" or "Etc/UTC"
            ? "UTC"
            : $"{zone.Id}, UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString("hh\\:mm", Plain)}";
    }

    /// <summary><c>15 minutes</c>, <c>2 hours</c>, <c>36 hours</c>, in the largest unit that is whole.</summary>
    public static string Duration(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? Count(time.Days, "day", "days")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? Count((int)time.TotalHours, "hour", "hours")
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? Count((int)time.TotalMinutes, "minute", "minutes")
        : Count((int)time.TotalSeconds, "second", "seconds");

    public static string Money(decimal dollars) => "US$ " + dollars.ToString("0.00##", Plain);

    /// <summary>Where the currency goes without saying: <c>0.20</c>.</summary>
    public static string Cents(decimal dollars) => dollars.ToString("0.00##", Plain);

    public static string Number(long number) => number.ToString(Plain);

    /// <summary>To the nearest whole number.</summary>
    public static string Number(double number) => number.ToString("0", Plain);

    /// <summary><c>12.5</c>.</summary>
    public static string Tenths(double number) => number.ToString("0.#", Plain);

    /// <summary><c>9 Nov</c>, where the year goes without saying.</summary>
    public static string BriefDay(DateOnly day) => day.ToString("d MMM", Plain);

    /// <summary><c>40 seconds</c>, <c>3 hours</c>, <c>2 days</c>: in the unit of which there are at least one and a half.</summary>
    public static string Span(TimeSpan time) =>
        time.TotalDays >= 1.5 ? Count((int)Math.Round(time.TotalDays), "day", "days")
        : time.TotalHours >= 1.5 ? Count((int)Math.Round(time.TotalHours), "hour", "hours")
        : time.TotalMinutes >= 1.5 ? Count((int)Math.Round(time.TotalMinutes), "minute", "minutes")
        : Count((int)Math.Round(time.TotalSeconds), "second", "seconds");

    /// <summary><c>1 reason</c>, <c>2 reasons</c>.</summary>
    public static string Count(int number, string one, string many) => Number(number) + " " + (number == 1 ? one : many);

    /// <summary><c>eve</c> of <c>desk:eve</c>, at the beginning of a sentence.</summary>
    public static string Who(string actor) => Actors.IsPerson(actor) ? Actors.NameOf(actor) : "The program";

    /// <summary>What posts are about, by the key that groups them: <c>issue 678</c>, <c>the round that closes 24 Nov</c>; the key itself where it says it best, nothing where the post itself says all.</summary>
    public static string About(string key, TimeZoneInfo zone) =>
        key.Split('-') switch
        {
            ["issue", var number] => "issue " + number,
            ["calls", "issue", var number] => "issue " + number,
            ["round", ..]
                when DateTimeOffset.TryParseExact(key[6..], "yyyy-MM-dd-HHmm", Plain, DateTimeStyles.AssumeUniversal, out var closes) =>
                $"the round that closes {TimeZoneInfo.ConvertTime(closes, zone).ToString("d MMM", Plain)}",
            ["call", _] or ["thanks", ..] => "",
            _ => key,
        };

    public static string Network(string network) =>
        network switch
        {
            "x" => "X",
            "mastodon" => "Mastodon",
            "bluesky" => "Bluesky",
            "dry-run" => "Dry run",
            _ => network,
        };

    /// <summary>Of <c>news/2</c>, the second post of a part: <c>News and picks, 2</c>.</summary>
    public static string Part(string part) =>
        part.Split('/') is [var name, var number] ? $"{NameOfPart(name)}, {number}" : NameOfPart(part);

    private static string NameOfPart(string part) =>
        part switch
        {
            "lead" => "Announcement",
            "crate" => "Crate of the week",
            "quote" => "Quote of the week",
            "news" => "News and picks",
            "testing" => "Calls for testing",
            "projects" => "Calls for participation",
            "speakers" => "Calls for speakers",
            "fcp" => "Final comment period",
            "events" => "Events",
            "invitation" or "invite" => "Invitation to nominate",
            "thanks" => "Thanks for a nomination",
            "call" => "Call for participation",
            "speakers-call" => "Call for speakers",
            "call-reminder" => "Reminder of a call",
            "call-extended" => "Extension of a call",
            "calls" => "All calls of an issue",
            _ => part,
        };

    public static string Job(string job) =>
        job switch
        {
            "watch" => "Looks for issues",
            "deliver" => "Sends what is due",
            "invite" => "Invites nominations",
            "collect" => "Reads what people nominate",
            "calls" => "Posts about calls for participation",
            "engagement" => "Counts likes, boosts and replies",
            "health" => "Judges whether all is well",
            _ => job,
        };
}
