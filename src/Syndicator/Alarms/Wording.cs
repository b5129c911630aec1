using System.Globalization;

namespace Syndicator.Alarms;

/// <summary>How the texts of reasons are put.</summary>
internal static class Wording
{
    /// <summary>What others wrote is cut here.</summary>
    private const int Longest = 200;

    /// <summary><c>2026-11-18 15:15 -05:00</c>.</summary>
    public static string At(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>Another's words, in quotation marks, without the full stop of their sentence.</summary>
    public static string Said(string words) => $"“{Line(words).TrimEnd('.')}”";

    /// <summary>Another's words on one line, and short.</summary>
    public static string Line(string words) => OneLine.Of(words.Trim(), Longest);

    /// <summary>The first of them, and how many more there are.</summary>
    public static string List(IReadOnlyList<string> items, int most, string separator) =>
        string.Join(separator, items.Take(most))
        + (items.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{separator}and {items.Count - most} more") : "");
}
