namespace Syndicator.Issues;

/// <summary>
/// Whether an issue is finished: all reasons at once, in the order of its lines. Errors hold it, warnings do not. Pure; whether the
/// page is there is asked elsewhere. The codes are explained in <c>docs/diagnostics.md</c>.
/// </summary>
internal static class IssueCheck
{
    /// <param name="issue">As the reader gave it; its own diagnostics are part of the result.</param>
    /// <param name="markdown">The text it was read from.</param>
    /// <param name="context">What it is compared with.</param>
    public static IReadOnlyList<Diagnostic> Run(Issue issue, string markdown, CheckContext context)
    {
        var findings = new IssueCheckFindings(issue, markdown);
        IssueCheckText.Run(findings);
        IssueCheckSections.Run(findings, context);
        IssueCheckSequence.Run(findings, context);
        IssueCheckCopies.Run(findings, context);
        IssueCheckCalls.Run(findings, context);
        IssueCheckDays.Run(findings);
        if (Mojibake.Find(markdown) is { } damage)
        {
            findings.Add(damage.ToDiagnostic(issue.File));
        }

        return findings.InOrder();
    }

    /// <summary>Whether nothing holds the issue.</summary>
    public static bool IsReady(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);
}
