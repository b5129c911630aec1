using Syndicator.Composing;
using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.Publishing;

/// <summary>What a look at the source found.</summary>
/// <param name="At">When.</param>
/// <param name="Issues">Of these days, by day; the latest in any case.</param>
/// <param name="Trouble">Why the source as a whole could not be asked; null when it could.</param>
/// <param name="FileTroubles">Files that could not be read.</param>
/// <param name="FileCount">All files, the archive's among them.</param>
internal sealed record WatchReport(
    DateTimeOffset At,
    IReadOnlyList<WatchedIssue> Issues,
    SourceTrouble? Trouble,
    IReadOnlyList<Diagnostic> FileTroubles,
    int FileCount
)
{
    /// <summary>Everything that could not be read, the source first.</summary>
    public IReadOnlyList<Diagnostic> Troubles => Trouble is null ? FileTroubles : [Trouble.Problem, .. FileTroubles];

    /// <summary>The latest published issue, or the latest draft where there is none.</summary>
    public WatchedIssue? Current => Issues.LastOrDefault(issue => !issue.IsDraft) ?? (Issues.Count > 0 ? Issues[^1] : null);
}

/// <param name="Issue">As it was read.</param>
/// <param name="IsDraft">Whether it lies among the unfinished: it is judged, and never announced.</param>
/// <param name="Stored">As the store knows it.</param>
/// <param name="Diagnostics">Everything found wrong with it, by line; what its page and the store say last.</param>
/// <param name="Threads">What it makes now; what was announced is in the outbox and may differ.</param>
internal sealed record WatchedIssue(
    Issue Issue,
    bool IsDraft,
    AnnouncedIssue Stored,
    IReadOnlyList<Diagnostic> Diagnostics,
    IReadOnlyList<PostThread> Threads
)
{
    public bool IsReady => IssueCheck.IsReady(Diagnostics);

    /// <summary>What is kept of it in memory: how it stands, and no texts.</summary>
    public WatchedIssue Brief() =>
        this with
        {
            Issue = new Issue
            {
                File = Issue.File,
                Number = Issue.Number,
                Date = Issue.Date,
                Title = Issue.Title,
                Url = Issue.Url,
            },
            Threads = [],
        };
}
