using System.Globalization;

namespace Syndicator.App.Commands;

/// <summary>An instant as people write it at the command line and in forms (ISO 8601).</summary>
internal static class LocalInstant
{
    private const string Example = "Write it as 2026-11-19T09:00 in the publication's zone, or with its offset: 2026-11-19T09:00+01:00.";

    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd' 'HH:mm",
        "yyyy-MM-dd' 'HH:mm:ss",
    ];

    private static readonly string[] s_withOffset = [.. s_formats.Select(format => format + "zzz")];

    private static readonly string[] s_inUtc = [.. s_formats.Select(format => format + "'Z'")];

    /// <summary>The instant, or what is wrong. Without an offset the time is the zone's own; one that the zone skips or has twice is refused.</summary>
    /// <param name="called">Where it was written, for the message.</param>
    public static (DateTimeOffset? Instant, string? Problem) Read(string text, TimeZoneInfo zone, string called = "--at") =>
        Parse(text, zone)
            .Match<(DateTimeOffset?, string?)>(
                instant => (instant.At, null),
                _ => (null, $"{called} {text} is no time. {Example}"),
                _ => (null, $"{called} {text} does not exist in {zone.Id}: clocks are put forward then. {Example}"),
                _ => (null, $"{called} {text} comes twice in {zone.Id}: clocks are put back then. Write the offset with it.")
            );

    public static LocalReading Parse(string text, TimeZoneInfo zone)
    {
        var culture = CultureInfo.InvariantCulture;
        return DateTimeOffset.TryParseExact(text, s_withOffset, culture, DateTimeStyles.None, out var instant)
            || DateTimeOffset.TryParseExact(text, s_inUtc, culture, DateTimeStyles.AssumeUniversal, out instant)
                ? new LocalReading.Instant(instant)
            : DateTime.TryParseExact(text, s_formats, culture, DateTimeStyles.None, out var local) ? OfZone(local, zone)
            : new LocalReading.NoTime();
    }

    private static LocalReading OfZone(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            return new LocalReading.Skipped();
        }

        if (!zone.IsAmbiguousTime(local))
        {
            return new LocalReading.Instant(new DateTimeOffset(local, zone.GetUtcOffset(local)));
        }

        // The greater offset is that of summer, which comes first.
        var offsets = zone.GetAmbiguousTimeOffsets(local).OrderDescending().ToList();
        return new LocalReading.Twice(new DateTimeOffset(local, offsets[0]), new DateTimeOffset(local, offsets[^1]));
    }
}
