namespace Syndicator.Issues;

/// <summary>What an issue is judged against.</summary>
/// <param name="Today">The publication's calendar day.</param>
/// <param name="Earlier">The other issues that are known, in any order; the issue itself may be among them.</param>
internal sealed record CheckContext(DateOnly Today, IReadOnlyList<EarlierIssue> Earlier)
{
    /// <summary>Sections every issue has, each since the day it was introduced. The default is that of <em>This Week in Rust</em>.</summary>
    public IReadOnlyDictionary<SectionRole, DateOnly> ExpectedSections { get; init; } =
        new Dictionary<SectionRole, DateOnly> { [SectionRole.Quote] = new(2015, 2, 16), [SectionRole.Crate] = new(2015, 9, 7) };

    /// <summary>The day it is in the publication's zone.</summary>
    public static CheckContext At(DateTimeOffset now, TimeZoneInfo zone, IReadOnlyList<EarlierIssue> earlier) =>
        new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), earlier);

    /// <summary>The same, expecting only sections the publication has headings for: a newsletter without crates does not miss them.</summary>
    public static CheckContext At(DateTimeOffset now, TimeZoneInfo zone, IssueFormat format, IReadOnlyList<EarlierIssue> earlier)
    {
        var context = At(now, zone, earlier);
        return context with
        {
            ExpectedSections = context.ExpectedSections.Where(section => format.Headings.ContainsKey(section.Key)).ToDictionary(),
        };
    }
}
