using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.Sources.Feeds;

/// <summary>
/// The instants of feeds: RFC 3339 and its kin (https://www.w3.org/TR/NOTE-datetime), and RFC 822 with what became of it. What names no day that exists, or a
/// zone that nobody knows, is none. A time without a zone is UTC, and so is the day without a time.
/// </summary>
internal static partial class FeedDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static readonly Dictionary<string, int> _hoursOfZones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["Z"] = 0,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
    };

    /// <summary>In UTC; null when it cannot be read.</summary>
    public static DateTimeOffset? Parse(string written)
    {
        // Longer texts are no dates, and the patterns need not look at them.
        var text = written.Length > 100 ? "" : written.Trim();
        return Iso().Match(text) is { Success: true } iso ? At(iso, Number(iso, "month"), Number(iso, "year"))
            : Mail().Match(text) is { Success: true } mail ? At(mail, MonthOf(mail.Groups["name"].Value), YearOf(mail.Groups["year"].Value))
            : null;
    }

    private static DateTimeOffset? At(Match match, int month, int year)
    {
        var (day, hour, minute) = (Number(match, "day"), Number(match, "hour"), Number(match, "minute"));
        var second = Number(match, "second");
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        // A leap second counts as the last one of its minute.
        return hour <= 23 && minute <= 59 && second <= 60 && ZoneOf(match.Groups["zone"].Value) is { } zone
            ? new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), TimeSpan.Zero) - zone
            : null;
    }

    private static TimeSpan? ZoneOf(string zone)
    {
        if (zone.Length == 0)
        {
            return TimeSpan.Zero;
        }

        if (zone[0] is not ('+' or '-'))
        {
            return _hoursOfZones.TryGetValue(zone, out var hours) ? TimeSpan.FromHours(hours) : null;
        }

        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var minutes = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(digits[2..], CultureInfo.InvariantCulture);
        return minutes > 24 * 60 ? null : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }

    private static int MonthOf(string name) => (Months.IndexOf(name[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1;

    /// <summary>Two and three digits as RFC 2822, section 4.3, reads them.</summary>
    private static int YearOf(string written)
    {
        var year = int.Parse(written, CultureInfo.InvariantCulture);
        return written.Length switch
        {
            2 => year + (year < 50 ? 2000 : 1900),
            3 => year + 1900,
            _ => year,
        };
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Length: > 0 } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})([Tt ]\s*(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})([.,][0-9]+)?)?)?\s*(?<zone>[A-Za-z]{1,3}|[+-][0-9]{2}(:?[0-9]{2})?)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Iso();

    [GeneratedRegex(
        @"^(\p{L}+\.?,?\s*)?(?<day>[0-9]{1,2})[\s-]+(?<name>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?,?[\s-]+(?<year>[0-9]{2,4})(,?\s+(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.[0-9]+)?)?)?\s*(?<zone>[A-Z]{1,4}|[+-][0-9]{2}(:?[0-9]{2})?)?(\s*\([^)]*\))?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Mail();
}
