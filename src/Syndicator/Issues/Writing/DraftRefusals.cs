namespace Syndicator.Issues.Writing;

/// <summary>Why a draft is not touched at all.</summary>
internal static class DraftRefusals
{
    private static readonly HashSet<string> s_unreadable = new(StringComparer.Ordinal)
    {
        "file-too-large",
        "line-too-long",
        "block-too-long",
        "nested-too-deeply",
        "conflict-marker",
        "unclosed-comment",
    };

    public static IReadOnlyList<Diagnostic> Of(Issue issue, string markdown)
    {
        if (Mojibake.Find(markdown)?.ToDiagnostic(issue.File) is { Severity: Severity.Error } damage)
        {
            return [damage];
        }

        var findings = new IssueCheckFindings(issue, markdown);
        IssueCheckText.Run(findings);
        var found = findings.InOrder().Where(finding => s_unreadable.Contains(finding.Code)).ToList();
        if (found.Count > 0 || issue.Sections.Any(IsOfDrafts))
        {
            return found;
        }

        return
        [
            new Diagnostic(
                "not-a-draft",
                Severity.Error,
                new SourcePosition(issue.File),
                "The file has no section for the crate or the quote of the week.",
                "Name the draft of an issue, or add its headings to the publication's section roles."
            ),
        ];
    }

    private static bool IsOfDrafts(Section section) => section.Role is SectionRole.Crate or SectionRole.Quote;
}
