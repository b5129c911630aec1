namespace Syndicator.Issues;

/// <summary>What an issue is judged against.</summary>
/// <param name="Today">The publication's calendar day.</param>
/// <param name="Earlier">The other issues that are known, in any order; the issue itself may be among them.</param>
internal sealed record CheckContext(DateOnly Today, IReadOnlyList<EarlierIssue> Earlier)
{
    /// <summary>The day it is in the publication's zone.</summary>
    public static CheckContext At(DateTimeOffset now, TimeZoneInfo zone, IReadOnlyList<EarlierIssue> earlier) =>
        new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), earlier);
}
