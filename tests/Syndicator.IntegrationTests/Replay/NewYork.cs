namespace Syndicator.IntegrationTests.Replay;

/// <summary>The newsletter's clock.</summary>
internal static class NewYork
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static DateTimeOffset At(DateOnly day, int hour, int minute)
    {
        var local = day.ToDateTime(new TimeOnly(hour, minute));
        return new DateTimeOffset(local, s_zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
