using Syndicator.Issues;

namespace Syndicator.Publishing;

/// <summary>Asks an issue's page: what is wrong with it, or null when it answers with the issue's title.</summary>
internal delegate Task<Diagnostic?> PageProbe(Issue issue, CancellationToken cancellationToken);

/// <summary>Says of an issue of the source everything that keeps it from going out, and keeps that it was seen.</summary>
/// <param name="askPage">Null: pages are not asked.</param>
internal sealed class JudgeIssue(string publication, KnownIssues known, IssueTable issues, PageProbe? askPage, IssueThreads threads)
{
    /// <param name="one">With its text.</param>
    /// <param name="isMissed">Whether it is new, and too old to be announced by itself.</param>
    public async Task<WatchedIssue> RunAsync(KnownIssue one, CheckContext context, bool isMissed, CancellationToken cancellationToken)
    {
        var issue = one.Issue!;
        var stored = await issues.SeeAsync(publication, issue, one.File.IsDraft, isMissed, cancellationToken);
        var diagnostics = IssueCheck.Run(issue, one.Text!, context).ToList();
        if (stored.AnnouncedAt is null && !one.File.IsDraft)
        {
            diagnostics.AddRange(await AskAroundAsync(one, stored, context.Today, cancellationToken));
        }

        return new WatchedIssue(
            issue,
            one.File.IsDraft,
            stored,
            diagnostics,
            await threads.ComposeAsync(issue, one.Text!, context.Earlier, cancellationToken)
        );
    }

    /// <summary>What the text alone does not tell: whether its page is there, and whether it went out under another number.</summary>
    private async Task<IReadOnlyList<Diagnostic>> AskAroundAsync(
        KnownIssue one,
        AnnouncedIssue stored,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var issue = one.Issue!;
        var found = new List<Diagnostic>();
        if (await issues.FindTwinAsync(publication, stored.Key, issue, cancellationToken) is { } twin)
        {
            found.Add(AnnouncedUnderAnotherNumber(stored, issue, twin));
            // Both in the source are two issues of one day; one that took the other's place is the same.
            if (stored.SameAs is null && known.All.All(other => other.Key != twin.Key))
            {
                await issues.SeeSameAsync(stored, twin.Key, cancellationToken);
                known.Keep(one with { IsFollowed = false });
            }
        }

        // A page of tomorrow cannot be there yet, and that the day is to come was said.
        if (askPage is not null && issue.Date <= today && stored is { SkippedAt: null, SameAs: null })
        {
            if (await askPage(issue, cancellationToken) is { } problem)
            {
                found.Add(problem);
            }
            else if (stored.PageSeenAt is null)
            {
                await issues.SeePageAsync(stored, cancellationToken);
            }
        }

        return found;
    }

    private static Diagnostic AnnouncedUnderAnotherNumber(AnnouncedIssue stored, Issue issue, AnnouncedIssue twin) =>
        new Diagnostic(
            "announced-already",
            Severity.Error,
            new SourcePosition(issue.File, Math.Max(1, issue.TitleLine)),
            $"Its day is that of {twin.Title}, which was announced already.",
            $"If the number was corrected, nothing is to be done: what the posts say of it is proposed as edits. If it is another issue: `syndicator announce {stored.Key} --anyway REASON`."
        );
}
