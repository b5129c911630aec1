namespace Syndicator.Issues;

/// <summary>Whether the sections that make an issue are there and written.</summary>
internal static class IssueCheckSections
{
    public static void Run(IssueCheckFindings findings, CheckContext context)
    {
        var issue = findings.Issue;
        if (issue.Crates.Count == 0)
        {
            CheckCrateSection(findings, context);
        }

        if (issue.Quotes.Count == 0)
        {
            CheckQuoteSection(findings, context);
        }

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

    private static void CheckCrateSection(IssueCheckFindings findings, CheckContext context)
    {
        const string remedy = "Name the crate, or say that there was none this week.";
        if (IsEmpty(findings.Issue, SectionRole.Crate, out var line))
        {
            findings.Hold("empty-crate", line, "The section for the crate of the week is not written yet.", remedy);
        }
        else if (line == 0 && IsExpected(context, SectionRole.Crate, findings.Issue))
        {
            findings.Hold("missing-crate", 0, "The issue has no section for the crate of the week.", remedy);
        }
    }

    private static void CheckQuoteSection(IssueCheckFindings findings, CheckContext context)
    {
        const string remedy = "Add the quote, or say that there was none this week.";
        if (IsEmpty(findings.Issue, SectionRole.Quote, out var line))
        {
            findings.Hold("empty-quote", line, "The section for the quote of the week is not written yet.", remedy);
        }
        else if (line == 0 && IsExpected(context, SectionRole.Quote, findings.Issue))
        {
            findings.Hold("missing-quote", 0, "The issue has no section for the quote of the week.", remedy);
        }
    }

    /// <summary>Whether there is such a section and nobody wrote it.</summary>
    /// <param name="line">Of its heading; 0 where there is none.</param>
    private static bool IsEmpty(Issue issue, SectionRole role, out int line)
    {
        line = LineOfFirst(issue, other => other == role || other == SectionRole.CrateAndQuote);
        return line > 0 && !issue.Sections.Any(section => (section.Role == role || section.Role == SectionRole.CrateAndQuote) && IsWritten(section.Text));
    }

    /// <summary>Specials, which have no number, have neither section.</summary>
    private static bool IsWeekly(Issue issue) =>
        issue.Number is not null
        || LineOfFirst(issue, role => role is SectionRole.Crate or SectionRole.Quote or SectionRole.CrateAndQuote) > 0;

    private static bool IsExpected(CheckContext context, SectionRole role, Issue issue) =>
        IsWeekly(issue) && context.ExpectedSections.TryGetValue(role, out var since) && (issue.Date is null || issue.Date >= since);

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
