using System.Globalization;
using Quartz;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Schedules as Quartz cron expressions. The one place of this room that names Quartz: what it accepts is what will run.</summary>
internal static class Cron
{
    private static readonly char[] Blanks = [' ', '\t'];

    public static ScalarShape Shape(string sample) => new("a Quartz cron expression", sample, Parse);

    public static Parsed Parse(string text)
    {
        var fields = Fields(text);
        if (text.Length > 200 || !CronExpression.TryParse(text, out _))
        {
            return Parsed.Bad("bad-cron", $"{{0}} is no Quartz cron expression: `{Shown.Briefly(text)}`.", Remedy(fields));
        }

        return fields is ["*", not "*", ..] or ["*", _, not "*", ..]
            ? Parsed.Bad(
                "bad-cron",
                "{0} would run every second of the minutes it names.",
                $"Write 0 for the seconds: `0 {string.Join(' ', fields[1..])}`."
            )
            : Parsed.Good(text);
    }

    /// <summary>The first firing after an instant; null when there is none.</summary>
    public static DateTimeOffset? Next(string cron, TimeZoneInfo zone, DateTimeOffset after) =>
        new CronExpression(cron).WithTimeZone(zone).GetNextValidTimeAfter(after);

    /// <summary>
    /// Whether it names hours between 01:00 and 03:00, where clocks of zones with daylight saving change and an hour is missing or comes twice.
    /// Expressions for the whole day, also in steps, do not count: the next firing is never far.
    /// </summary>
    public static bool NamesHoursOfClockChange(string cron) =>
        Fields(cron) is [_, _, var hours, ..] && hours != "*" && hours.Split(',').Any(NamesChange);

    private static bool NamesChange(string part)
    {
        var (range, step) = part.Split('/') is [var before, var after] ? (before, Hour(after) ?? 1) : (part, 1);
        var isStepped = range.Length < part.Length;
        if (range == "*")
        {
            return false;
        }

        var (first, last) = range.Split('-') is [var from, var to] ? (Hour(from), Hour(to)) : (Hour(range), isStepped ? 23 : Hour(range));
        if (first is not { } start || last is not { } end || (start == 0 && end == 23))
        {
            return false;
        }

        // A range may run over midnight: 22-2.
        return Enumerable
            .Range(0, 24)
            .Any(offset => offset % step == 0 && offset <= (end - start + 24) % 24 && (start + offset) % 24 is 1 or 2);
    }

    private static int? Hour(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour > 0 | text == "0" ? hour : null;

    private static string[] Fields(string text) => text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    private static string Remedy(string[] fields) =>
        fields.Length == 5
            ? $"Quartz has the seconds first and `?` for one of the two days: `0 {string.Join(' ', WithQuestionMark(fields))}`."
            : "Write second, minute, hour, day of month, month, day of week, e.g. `0 0/10 * * * ?` for every ten minutes.";

    private static string[] WithQuestionMark(string[] unix) => unix[4] == "*" ? [.. unix[..4], "?"] : [.. unix[..2], "?", .. unix[3..]];
}
