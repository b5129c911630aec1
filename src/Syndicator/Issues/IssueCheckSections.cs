namespace Syndicator.Issues;

/// <summary>Whether the sections that make an issue are there and written.</summary>
internal static class IssueCheckSections
{
    public static void Run(IssueCheckFindings findings, CheckContext context)
    {
        var issue = findings.Issue;
        Check(findings, SectionRole.Crate, issue.Crates.Count, context, "crate", "Name the crate, or say that there was none this week.");
        Check(findings, SectionRole.Quote, issue.Quotes.Count, context, "quote", "Add the quote, or say that there was none this week.");
        if (issue.CommunityLinks.Count == 0 && IsWeekly(issue) && LineOfFirst(issue, role => role == SectionRole.News) == 0)
        {
            findings.Hold(
                "no-community-link",
                LineOfFirst(issue, IsCommunity),
                "The issue has no community link at all.",
                "Add the week's articles and news."
            );
        }

        if (issue.Number is null && IsWeekly(issue) && !issue.Diagnostics.Any(diagnostic => diagnostic.Code == "unreadable-number"))
        {
            findings.Hold("missing-number", 1, "The issue has no number.", "Add \"Number: N\" below the title.");
        }
    }

    /// <param name="count">How many the reader found.</param>
    private static void Check(IssueCheckFindings findings, SectionRole role, int count, CheckContext context, string what, string remedy)
    {
        if (count > 0)
        {
            return;
        }

        var line = 0;
        foreach (var section in findings.Issue.Sections)
        {
            if (section.Role == role || section.Role == SectionRole.CrateAndQuote)
            {
                line = line == 0 ? section.Line : line;
                if (IsWritten(section.Text))
                {
                    return;
                }
            }
        }

        if (line > 0)
        {
            findings.Hold($"empty-{what}", line, $"The section for the {what} of the week is not written yet.", remedy);
        }
        else if (IsWeekly(findings.Issue) && IsExpected(context, role, findings.Issue.Date))
        {
            findings.Hold($"missing-{what}", 0, $"The issue has no section for the {what} of the week.", remedy);
        }
    }

    /// <summary>Specials, which have no number, have neither section.</summary>
    private static bool IsWeekly(Issue issue) =>
        issue.Number is not null
        || LineOfFirst(issue, role => role is SectionRole.Crate or SectionRole.Quote or SectionRole.CrateAndQuote) > 0;

    private static bool IsExpected(CheckContext context, SectionRole role, DateOnly? date) =>
        context.ExpectedSections.TryGetValue(role, out var since) && (date is null || date >= since);

    /// <summary>Whether anything stands before the invitation to nominate, or before the footer.</summary>
    private static bool IsWritten(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (IsBoilerplate(line))
            {
                return false;
            }

            if (line.IndexOfAnyExcept(" \t-–—*_".AsSpan()) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBoilerplate(ReadOnlySpan<char> line) =>
        line.StartsWith("Please submit", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Submit your", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Discuss on", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Email list hosting", StringComparison.OrdinalIgnoreCase)
        || line.Contains(" is edited by", StringComparison.OrdinalIgnoreCase);

    private static bool IsCommunity(SectionRole role) => role is >= SectionRole.Community and <= SectionRole.Miscellaneous;

    private static int LineOfFirst(Issue issue, Func<SectionRole, bool> isWanted) =>
        issue.Sections.FirstOrDefault(section => isWanted(section.Role))?.Line ?? 0;
}
