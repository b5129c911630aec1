using System.Globalization;
using Syndicator.Issues;

namespace Syndicator.Composing;

/// <summary>The days of an event as posts say days. Only what is nothing but a day, or a span of days, is said anew; all else stays as somebody wrote it.</summary>
internal static class WrittenDays
{
    /// <summary>What is longer is no event, or a slip.</summary>
    private const int LongestSpan = 60;

    /// <summary>Between two days of a span.</summary>
    private static readonly string[] s_until = ["-", "–", "—", "to", "until"];

    /// <summary>Between two days that need not be a span.</summary>
    private static readonly string[] s_and = ["&", "and"];

    /// <param name="written">In a row, with words before it perhaps: <c>Event date: 2026-10-14 - 2026-10-17</c>.</param>
    /// <param name="language">Of the posts.</param>
    /// <returns><c>14–17 October 2026</c>; in other languages than English, in digits.</returns>
    public static string Of(string written, string language)
    {
        var days = PostText.FromFirstDigit(written);
        return (Read(PostText.TrimEnd(written.Trim())) ?? Read(days)) is var (first, last) ? Words(first, last, language) : days;
    }

    /// <summary>Null when it is anything but one day or one span.</summary>
    private static (DateOnly First, DateOnly Last)? Read(string days)
    {
        if (WrittenDate.Find(days) is not { Start: 0 } first)
        {
            return null;
        }

        var rest = days[first.End..].Trim();
        if (rest.Length == 0)
        {
            return (first.Day, first.Day);
        }

        return Split(rest, s_until) is { } end ? Span(first.Day, LastDay(end, first.Day))
            : Split(rest, s_and) is { } second && LastDay(second, first.Day) is { } next && next == first.Day.AddDays(1) ? (first.Day, next)
            : null;
    }

    /// <summary>What comes behind one of the words that may join two days.</summary>
    private static string? Split(string rest, string[] words) =>
        words.FirstOrDefault(word => rest.StartsWith(word, StringComparison.Ordinal)) is { } found ? rest[found.Length..].Trim() : null;

    private static (DateOnly, DateOnly)? Span(DateOnly first, DateOnly? last) =>
        last is { } end && end > first && end.DayNumber - first.DayNumber <= LongestSpan ? (first, end) : null;

    /// <summary>A whole day, or the number of one in the same month.</summary>
    private static DateOnly? LastDay(string text, DateOnly first) =>
        WrittenDate.Find(text) is { Start: 0 } last && last.End == text.Length ? last.Day
        : text.Length <= 2
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
        && day >= 1
        && day <= DateTime.DaysInMonth(first.Year, first.Month)
            ? new DateOnly(first.Year, first.Month, day)
        : null;

    private static string Words(DateOnly first, DateOnly last, string language)
    {
        if (!ClosingWords.IsEnglish(language))
        {
            return first == last ? PostText.Day(first) : $"{PostText.Day(first)} – {PostText.Day(last)}";
        }

        return first == last ? Day(first, "d MMMM yyyy")
            : (first.Year, first.Month) == (last.Year, last.Month) ? $"{Day(first, "%d")}–{Day(last, "d MMMM yyyy")}"
            : first.Year == last.Year ? $"{Day(first, "d MMMM")} – {Day(last, "d MMMM yyyy")}"
            : $"{Day(first, "d MMMM yyyy")} – {Day(last, "d MMMM yyyy")}";
    }

    private static string Day(DateOnly day, string form) => day.ToString(form, CultureInfo.InvariantCulture);
}
