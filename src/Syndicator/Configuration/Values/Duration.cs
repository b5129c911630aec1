using System.Globalization;
using System.Text.RegularExpressions;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>
/// Durations as configuration writes them: whole numbers with <c>d</c>, <c>h</c>, <c>m</c> or <c>s</c>, largest unit first, each at most once:
/// <c>15m</c>, <c>36h</c>, <c>7d</c>, <c>1h30m</c>. At most 3650 days.
/// </summary>
internal static partial class Duration
{
    public const string Pattern = "^(?=[0-9])([0-9]{1,5}d)?([0-9]{1,5}h)?([0-9]{1,6}m)?([0-9]{1,8}s)?$";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static ScalarShape Shape(string sample) => new("a duration", sample, Parse) { Pattern = Pattern };

    public static Parsed Parse(string text)
    {
        var match = Written().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return Parsed.Bad("bad-duration", "{0} is no duration.", Remedy(text));
        }

        var duration =
            TimeSpan.FromDays(Part(match, "d"))
            + TimeSpan.FromHours(Part(match, "h"))
            + TimeSpan.FromMinutes(Part(match, "m"))
            + TimeSpan.FromSeconds(Part(match, "s"));
        return duration <= Longest
            ? Parsed.Good(duration)
            : Parsed.Bad("bad-duration", "{0} is longer than 3650 days.", "Write a shorter duration, e.g. `7d`.");
    }

    private static int Part(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static string Remedy(string text) =>
        text.Length is > 0 and < 6 && text.All(char.IsAsciiDigit)
            ? $"Add the unit: `{text}m` for minutes, `{text}h` for hours, `{text}d` for days."
            : "Write whole numbers with d, h, m or s, largest first: `15m`, `36h`, `7d`, `1h30m`.";

    [GeneratedRegex(
        @"\A(?:(?<d>[0-9]{1,5})d)?(?:(?<h>[0-9]{1,5})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,8})s)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Written();
}
