using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndicator.Issues;

/// <summary>
/// Time zones as people write them beside a deadline. An abbreviation counts where everybody who uses it now means the same
/// (https://data.iana.org/time-zones/tzdb/, and https://www.rfc-editor.org/rfc/rfc5322#section-4.3 for those of the United States); the others are named with
/// what they may mean, for people to choose.
/// </summary>
internal static class ClosingZone
{
    /// <summary>Offsets in minutes. CET and the like say winter or summer themselves, whatever the day.</summary>
    private static readonly Dictionary<string, int> s_fixed = new(StringComparer.Ordinal)
    {
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["Z"] = 0,
        ["WET"] = 0,
        ["WEST"] = 60,
        ["CET"] = 60,
        ["CEST"] = 120,
        ["EET"] = 120,
        ["EEST"] = 180,
        ["MSK"] = 180,
        ["TRT"] = 180,
        ["WAT"] = 60,
        ["CAT"] = 120,
        ["SAST"] = 120,
        ["EAT"] = 180,
        ["PKT"] = 300,
        ["NPT"] = 345,
        ["SGT"] = 480,
        ["HKT"] = 480,
        ["AWST"] = 480,
        ["JST"] = 540,
        ["KST"] = 540,
        ["ACST"] = 570,
        ["ACDT"] = 630,
        ["AEST"] = 600,
        ["AEDT"] = 660,
        ["NZST"] = 720,
        ["NZDT"] = 780,
        ["HST"] = -600,
        ["AKST"] = -540,
        ["AKDT"] = -480,
        ["PST"] = -480,
        ["PDT"] = -420,
        ["MST"] = -420,
        ["MDT"] = -360,
        ["EST"] = -300,
        ["EDT"] = -240,
        ["NST"] = -210,
        ["NDT"] = -150,
        ["BRT"] = -180,
        ["ART"] = -180,
    };

    private static readonly Dictionary<string, string> s_severalMeanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["IST"] = "India, Ireland or Israel",
        ["BST"] = "Britain in summer or of Bangladesh",
        ["CST"] = "North America, China or Cuba",
        ["CDT"] = "North America or Cuba",
        ["AST"] = "the Atlantic coast of America or of Arabia",
        ["ADT"] = "the Atlantic coast of America or of Arabia",
        ["GST"] = "the Gulf or of South Georgia",
        ["SST"] = "Samoa or Singapore",
        ["AMT"] = "the Amazon or of Armenia",
    };

    /// <summary>Those that follow the day's daylight saving.</summary>
    private static readonly Dictionary<string, string> s_followed = new(StringComparer.Ordinal)
    {
        ["PT"] = "America/Los_Angeles",
        ["MT"] = "America/Denver",
        ["CT"] = "America/Chicago",
        ["ET"] = "America/New_York",
    };

    /// <summary>Minutes from UTC: no place is further behind.</summary>
    private const int Westernmost = -12 * 60;

    /// <summary>Minutes from UTC: no place is further ahead.</summary>
    private const int Easternmost = 14 * 60;

    /// <summary>Where a day ends last: https://en.wikipedia.org/wiki/Anywhere_on_Earth.</summary>
    public static TimeZoneInfo AnywhereOnEarth { get; } = Fixed(Westernmost);

    /// <summary>By abbreviation or name (<c>Europe/Berlin</c>); null when it is no zone, or may be several.</summary>
    public static TimeZoneInfo? Find(string word) =>
        word.Equals("AoE", StringComparison.OrdinalIgnoreCase) ? AnywhereOnEarth
        : s_fixed.TryGetValue(word is "utc" or "gmt" ? word.ToUpperInvariant() : word, out var minutes) ? Fixed(minutes)
        : s_followed.TryGetValue(word, out var place) ? Named(place)
        : word.Contains('/') ? Named(word)
        : null;

    /// <summary>By distance from UTC (<c>UTC+2</c>, <c>+02:00</c>) or in words (<c>Pacific Time</c>).</summary>
    public static TimeZoneInfo? Find(string words, Match match)
    {
        if (match.Groups["sign"].Success)
        {
            return OfOffset(match);
        }

        return words.ToUpperInvariant() switch
        {
            var name when name.StartsWith("ANYWHERE", StringComparison.Ordinal) => AnywhereOnEarth,
            var name when name.Contains("SUMMER", StringComparison.Ordinal) => Find("CEST"),
            var name when name.Contains("EUROPEAN", StringComparison.Ordinal) => Find("CET"),
            var name => Find($"{name[0]}T"),
        };
    }

    /// <summary>What an abbreviation may stand for, where that is several things; null for all others.</summary>
    public static string? MeaningsOf(string word) => s_severalMeanings.GetValueOrDefault(word);

    private static TimeZoneInfo? OfOffset(Match match)
    {
        var hours = int.Parse(match.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture);
        var minutes = match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var offset = ((hours * 60) + minutes) * (match.Groups["sign"].Value == "+" ? 1 : -1);
        return minutes < 60 && offset is >= Westernmost and <= Easternmost ? Fixed(offset) : null;
    }

    private static TimeZoneInfo Fixed(int minutes)
    {
        var name = FormattableString.Invariant($"UTC{minutes:+0;-0;+0}");
        return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromMinutes(minutes), name, name);
    }

    private static TimeZoneInfo? Named(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}
