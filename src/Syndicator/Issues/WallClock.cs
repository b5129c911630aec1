namespace Syndicator.Issues;

/// <summary>What a clock on a wall shows, as an instant.</summary>
internal static class WallClock
{
    /// <summary>
    /// A time that a change of the clocks leaves out counts by the offset before the change, one that it repeats the first time:
    /// https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5.
    /// </summary>
    /// <param name="local">A day later and earlier has to be in the calendar too.</param>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        var offset =
            zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
