using System.Globalization;
using System.Text;

namespace Syndicator.Alarms;

/// <summary>How the texts of reasons are put.</summary>
internal static class Wording
{
    /// <summary>What others wrote is cut here, in characters.</summary>
    private const int Longest = 200;

    /// <summary><c>2026-11-18 15:15 -05:00</c>.</summary>
    public static string At(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>Another's words, in quotation marks, without the full stop of their sentence.</summary>
    public static string Said(string words) => $"“{Line(words).TrimEnd('.')}”";

    /// <summary>Another's words on one line, short, and without characters that could disturb a terminal or turn the reading direction.</summary>
    public static string Line(string words)
    {
        var line = new StringBuilder();
        var count = 0;
        foreach (var rune in words.Trim().EnumerateRunes())
        {
            if (++count > Longest)
            {
                return line.Append('…').ToString();
            }

            line.Append(Disturbs(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }

    /// <summary>The first of them, and how many more there are.</summary>
    public static string List(IReadOnlyList<string> items, int most, string separator) =>
        string.Join(separator, items.Take(most))
        + (items.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{separator}and {items.Count - most} more") : "");

    private static bool Disturbs(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
