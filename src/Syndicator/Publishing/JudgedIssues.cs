using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Publishing;

/// <summary>What was said of the issues of these days when they were judged last: nothing of one that went out is said anew as long as nothing changes.</summary>
internal sealed class JudgedIssues(Publication publication, KnownIssues known, CurrentIssues current, IssueTable issues)
{
    private readonly Dictionary<string, Judged> _judged = new(StringComparer.Ordinal);

    /// <summary>An issue that went out, or will not go out by itself, and that is as it was when it was judged; null: it is to be judged.</summary>
    public async Task<WatchedIssue?> AsBeforeAsync(
        KnownIssue one,
        CheckContext context,
        IssueMemory memory,
        CancellationToken cancellationToken
    ) =>
        _judged.TryGetValue(one.File.Path, out var before)
        && before.Fingerprint == one.Fingerprint
        && (before.Today, before.ChangeCount) == (context.Today, known.ChangeCount)
        && (before.Issue.Stored.AnnouncedAt is not null || !(current.IsRecent(one.Trace.Date) || current.IsMissed(one, memory)))
        && await issues.FindAsync(publication.Id, before.Issue.Stored.Key, cancellationToken) == before.Issue.Stored
            ? before.Issue
            : null;

    public void Keep(KnownIssue one, CheckContext context, WatchedIssue judged) =>
        _judged[one.File.Path] = new Judged(one.Fingerprint, context.Today, known.ChangeCount, judged.Brief());

    public void KeepOnly(IReadOnlyList<WatchedIssue> seen)
    {
        foreach (var gone in _judged.Keys.Except(seen.Select(issue => issue.Issue.File)).ToList())
        {
            _judged.Remove(gone);
        }
    }

    /// <summary>Without texts: see <see cref="WatchedIssue.Brief"/>.</summary>
    public WatchedIssue BriefOf(WatchedIssue issue) => _judged.GetValueOrDefault(issue.Issue.File)?.Issue ?? issue.Brief();

    /// <param name="Fingerprint">Of the file.</param>
    /// <param name="ChangeCount">Of the source.</param>
    /// <param name="Issue">Without texts.</param>
    private sealed record Judged(string Fingerprint, DateOnly Today, int ChangeCount, WatchedIssue Issue);
}
