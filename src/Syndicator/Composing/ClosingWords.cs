using System.Globalization;
using Syndicator.Issues;

namespace Syndicator.Composing;

/// <summary>Until when, for people: in words where the program knows the language's, else in digits.</summary>
internal static class ClosingWords
{
    private const string AnywhereOnEarth = "anywhere on Earth";

    /// <param name="language">Of the posts.</param>
    /// <param name="thisYear">The year that goes without saying.</param>
    public static string Of(Closing.At closing, string language, int thisYear) =>
        $"{DayOf(closing, language, thisYear)}, {Time(closing.Time, IsEnglish(language))}";

    /// <summary>Where there is no room for more.</summary>
    public static string DayOf(Closing.At closing, string language, int thisYear)
    {
        var form =
            !IsEnglish(language) ? "yyyy-MM-dd"
            : closing.Day.Year == thisYear ? "dddd d MMMM"
            : "dddd d MMMM yyyy";
        return closing.Day.ToString(form, CultureInfo.InvariantCulture);
    }

    private static bool IsEnglish(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>Time and zone as the issue states them; a time alone, and none, are meant anywhere on Earth.</summary>
    private static string Time(string? written, bool isEnglish)
    {
        var anywhere = isEnglish ? AnywhereOnEarth : "AoE";
        if (
            written is null
            || written.Equals("AoE", StringComparison.OrdinalIgnoreCase)
            || written.Equals(AnywhereOnEarth, StringComparison.OrdinalIgnoreCase)
        )
        {
            return anywhere;
        }

        return HasZone(written) ? written : $"{written} {anywhere}";
    }

    /// <summary>Whether anything but a time of day stands there.</summary>
    private static bool HasZone(string written) =>
        written
            .Replace("a.m.", "", StringComparison.OrdinalIgnoreCase)
            .Replace("p.m.", "", StringComparison.OrdinalIgnoreCase)
            .Replace("am", "", StringComparison.OrdinalIgnoreCase)
            .Replace("pm", "", StringComparison.OrdinalIgnoreCase)
            .Any(c => char.IsLetter(c) || c is '+' or '-' or '−');
}
