using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.Issues;

/// <summary>Time of day and zone in the words beside a closing day: <c>at 7:59am UTC</c>, <c>23:59 (UTC+2)</c>, <c>23h59 CET</c>, <c>AoE</c>, <c>Europe/Berlin</c>.</summary>
internal static partial class ClosingTime
{
    /// <summary>Of a pattern: never needed for so few words, unless the machine stands still.</summary>
    private const int PatienceMilliseconds = 5_000;

    /// <summary>Words that change nothing, even beside a time of day.</summary>
    private static readonly HashSet<string> s_ordinary = new(
        """
        a and at by call cfp cfps cfs chance close closed closes closing day deadline due end ends eod event extended extension final for from h has been hrs in is
        last new now o clock of on open papers proposals proposal speakers submissions submit t talks the till time to until was
        mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Words that say a time no clock shows.</summary>
    private static readonly HashSet<string> s_vague = new(
        ["afternoon", "approximately", "around", "before", "circa", "early", "evening", "late", "local", "midnight", "morning", "night"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <param name="closes">The whole, for messages.</param>
    /// <param name="rest">The same without its days.</param>
    public static Closing Read(string closes, DateOnly day, string rest)
    {
        var times = TimeOfDay().Matches(rest);
        var time = times is [var only] ? Minutes(only) : null;
        if (times.Count > 1 || (times.Count == 1 && time is null))
        {
            return new Closing.Unreadable(closes, $"\"{closes}\" names no time of day that can be told");
        }

        var words = times.Count == 0 ? rest : Without(rest, times[0]);
        var (zones, why) = ZonesIn(words, time is not null);
        if (why is not null)
        {
            return new Closing.Unreadable(closes, why);
        }

        // A day without a time ends where the next one begins.
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(time ?? (24 * 60));
        var instants =
            zones.Count == 0
                ? [WallClock.InstantOf(local, ClosingZone.AnywhereOnEarth)]
                : zones.Select(zone => WallClock.InstantOf(local, zone.Zone)).Distinct().ToList();
        string[] written = [.. times.Select(match => match.Value.Trim()), .. zones.Select(zone => zone.Written)];
        return instants is [var instant]
            ? new Closing.At(instant, day, written.Length == 0 ? null : string.Join(' ', written))
            : new Closing.Unreadable(closes, $"the time zones in \"{closes}\" contradict each other");
    }

    /// <summary>From midnight; null when no clock shows it.</summary>
    private static int? Minutes(Match time)
    {
        if (time.Groups["noon"].Success)
        {
            return 12 * 60;
        }

        var hour = int.Parse(time.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = time.Groups["minute"].Success ? int.Parse(time.Groups["minute"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var isPossible = time.Groups["half"].Success
            ? hour is >= 1 and <= 12 && minute < 60
            : (hour < 24 && minute < 60) || (hour, minute) == (24, 0);
        return !isPossible ? null
            : !time.Groups["half"].Success ? (hour * 60) + minute
            : (hour % 12 * 60) + minute + (time.Groups["half"].ValueSpan[0] is 'p' or 'P' ? 12 * 60 : 0);
    }

    /// <returns>Every zone that is named, or why one cannot be told.</returns>
    private static (List<WrittenZone> Zones, string? Why) ZonesIn(string words, bool isTimed)
    {
        var zones = new List<WrittenZone>();
        foreach (var match in Offset().Matches(words).Concat(ZonePhrase().Matches(words)))
        {
            var written = match.Value.Trim();
            if (ClosingZone.Find(written, match) is not { } zone)
            {
                return (zones, $"\"{written}\" is no time zone");
            }

            zones.Add(new WrittenZone(written, zone));
            words = Without(words, match);
        }

        foreach (var word in Word().Matches(words).Select(match => match.Value))
        {
            if (ClosingZone.Find(word) is { } zone)
            {
                zones.Add(new WrittenZone(word, zone));
            }
            else if (Doubt(word, isTimed) is { } doubt)
            {
                return (zones, doubt);
            }
        }

        return (zones, null);
    }

    private static string? Doubt(string word, bool isTimed) =>
        ClosingZone.MeaningsOf(word) is { } meanings ? $"\"{word}\" is the time of {meanings}"
        : s_ordinary.Contains(word) ? null
        : s_vague.Contains(word) ? $"\"{word}\" is no time of day that can be told"
        : isTimed
        || word.Any(char.IsDigit)
        || word.Contains('/')
        || IsAbbreviation(word)
        || ClosingZone.Find(word.ToUpperInvariant()) is not null
            ? $"what \"{word}\" says of the time cannot be told"
        : null;

    private static bool IsAbbreviation(string word) => word.Length is >= 2 and <= 5 && word.All(char.IsAsciiLetterUpper);

    private static string Without(string words, Match match) =>
        string.Concat(words.AsSpan(0, match.Index), new string(' ', match.Length), words.AsSpan(match.Index + match.Length));

    private sealed record WrittenZone(string Written, TimeZoneInfo Zone);

    [GeneratedRegex(
        @"(?<![\w:+\-−–./])((?<hour>[0-9]{1,2})([:h](?<minute>[0-9]{2})(:[0-9]{2})?(\s*(?<half>[ap]\.?m)\b\.?)?|\s*(?<half>[ap]\.?m)\b\.?)(?!\d)|(12 )?(?<noon>noon)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatienceMilliseconds
    )]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(
        @"(?<![\w/])((UTC|GMT)\s?)?(?<sign>[+\-−–])(?<hours>[0-9]{1,2})(:?(?<minutes>[0-9]{2}))?(?![\d:])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatienceMilliseconds
    )]
    private static partial Regex Offset();

    [GeneratedRegex(
        @"(?<![\w/])(?<phrase>anywhere\s+on\s+earth|(pacific|mountain|central|eastern)(\s+time)?|central\s+european(\s+summer)?\s+time)(?![\w/]|\s+european)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        PatienceMilliseconds
    )]
    private static partial Regex ZonePhrase();

    [GeneratedRegex(@"[\p{L}\d_]+([/+\-][\p{L}\d_]+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Word();
}
