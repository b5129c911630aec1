namespace Syndicator.Issues;

/// <summary>How a publication writes its issues: which heading has which role, and where the pages are.</summary>
internal sealed record IssueFormat
{
    /// <summary>The site's root with a final slash: <c>https://this-week-in-rust.org/</c>.</summary>
    public required string Site { get; init; }

    /// <summary>
    /// Path of an issue's page below <see cref="Site"/>; <c>{year}</c>, <c>{month}</c>, <c>{day}</c> (padded), <c>{slug}</c> and <c>{number}</c> are filled in.
    /// </summary>
    public required string PagePath { get; init; }

    /// <summary>Headings by role, compared without case, trailing colon and typographic quotes. A trailing <c>*</c> matches any rest.</summary>
    public required IReadOnlyDictionary<SectionRole, IReadOnlyList<string>> Headings { get; init; }

    /// <summary>How <em>This Week in Rust</em> is written and published, 2013 until today.</summary>
    public static IssueFormat ThisWeekInRust { get; } =
        new()
        {
            Site = "https://this-week-in-rust.org/",
            PagePath = "blog/{year}/{month}/{day}/{slug}/",
            Headings = DefaultHeadings.All,
        };
}
