namespace Syndicator;

/// <summary>When a day begins somewhere.</summary>
internal static class StartOfDay
{
    public static DateTimeOffset Of(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
