using System.Globalization;
using Syndicator.Configuration.Keys;

namespace Syndicator.Configuration.Values;

/// <summary>Texts, numbers, truth values, choices and points in time.</summary>
internal static class Plain
{
    private const int LongestText = 500;

    private static readonly string[] InstantForms =
    [
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
    ];

    /// <summary>One line for people to read.</summary>
    public static ScalarShape Text(string sample, int longest = LongestText) =>
        new(
            "a text",
            sample,
            text =>
                IsOneLine(text, longest)
                    ? Parsed.Good(text)
                    : Parsed.Bad("bad-text", $"{{0}} must be one line of 1 to {longest} characters.")
        )
        {
            Pattern = $"^[^\\r\\n]{{1,{longest}}}$",
        };

    public static ScalarShape Flag { get; } =
        new(
            "true or false",
            "true",
            text =>
                text switch
                {
                    "true" => Parsed.Good(true),
                    "false" => Parsed.Good(false),
                    _ => Parsed.Bad("wrong-type", "{0} must be true or false.", $"Write `{Truth(text)}`."),
                }
        )
        {
            Type = ScalarType.Boolean,
        };

    public static ScalarShape Count(int smallest, int largest, string sample) =>
        new(
            "a whole number",
            sample,
            text =>
                !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? Parsed.Bad("wrong-type", "{0} must be a whole number.", $"Write digits only, e.g. `{sample}`.")
                : number < smallest || number > largest
                    ? Parsed.Bad("out-of-range", $"{{0}} must be from {smallest} to {largest}.", $"Write e.g. `{sample}`.")
                : Parsed.Good(number)
        )
        {
            Type = ScalarType.Integer,
            Range = (smallest, largest),
        };

    /// <summary>US$, from 0 to 100.</summary>
    public static ScalarShape Money(string sample) =>
        new(
            "an amount of money",
            sample,
            text =>
                !decimal.TryParse(
                    text,
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var amount
                )
                    ? Parsed.Bad(
                        "wrong-type",
                        "{0} must be a number.",
                        $"Write US$ with a decimal point and without sign, e.g. `{sample}`."
                    )
                : amount is < 0 or > 100 ? Parsed.Bad("out-of-range", "{0} must be from 0 to 100 US$.", $"Write e.g. `{sample}`.")
                : Parsed.Good(amount)
        )
        {
            Type = ScalarType.Number,
            Range = (0, 100),
        };

    public static ScalarShape Day(string sample) =>
        new(
            "a day",
            sample,
            text =>
                DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? Parsed.Good(day)
                    : Parsed.Bad("bad-date", $"{{0}} is no day: `{Shown.Briefly(text)}`.", $"Write year, month and day: `{sample}`.")
        )
        {
            Format = "date",
        };

    /// <summary>A point in time with its distance from UTC.</summary>
    public static ScalarShape Instant(string sample) =>
        new(
            "a point in time",
            sample,
            text =>
                DateTimeOffset.TryParseExact(
                    text,
                    InstantForms,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var instant
                )
                    ? Parsed.Good(instant)
                    : Parsed.Bad(
                        "bad-time",
                        $"{{0}} is no point in time: `{Shown.Briefly(text)}`.",
                        $"Write day, time and distance from UTC: `{sample}`, or `Z` for UTC."
                    )
        )
        {
            Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$",
        };

    /// <summary>One of a few words. Not generic over enumerations: the words are the configuration's own.</summary>
    public static ScalarShape Choice(string what, string code, IReadOnlyDictionary<string, object> meanings) =>
        new(
            what,
            meanings.Keys.First(),
            text =>
                meanings.TryGetValue(text, out var meaning)
                    ? Parsed.Good(meaning)
                    : Parsed.Bad(code, $"{{0}} must be {what}, not `{Shown.Briefly(text)}`.", Nearest.Remedy(text, [.. meanings.Keys]))
        )
        {
            Choices = [.. meanings.Keys],
        };

    private static bool IsOneLine(string text, int longest = LongestText) =>
        text.Length > 0 && text.Length <= longest && text.Trim().Length > 0 && !text.Any(char.IsControl);

    private static string Truth(string text) => text.ToLowerInvariant() is "yes" or "on" or "true" or "1" or "y" ? "true" : "false";
}
