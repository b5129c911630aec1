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
        Time(closing.Time, IsEnglish(language)) is { } time
            ? $"{DayOf(closing, language, thisYear)}, {time}"
            : DayOf(closing, language, thisYear);

    /// <summary>Where there is no room for more.</summary>
    public static string DayOf(Closing.At closing, string language, int thisYear)
    {
        var form =
            !IsEnglish(language) ? "yyyy-MM-dd"
            : closing.Day.Year == thisYear ? "dddd d MMMM"
            : "dddd d MMMM yyyy";
        return closing.Day.ToString(form, CultureInfo.InvariantCulture);
    }

    public static bool IsEnglish(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Time and zone as the issue states them, and nothing where it states none: that such a day is taken to end anywhere on Earth decides until when it is told of, and is no
    /// fact to be told.
    /// </summary>
    private static string? Time(string? written, bool isEnglish) =>
        isEnglish && written?.Equals("AoE", StringComparison.OrdinalIgnoreCase) == true ? AnywhereOnEarth : written;
}
