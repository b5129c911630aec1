using Microsoft.Extensions.Logging;
using Syndicator.Configuration;

namespace Syndicator.Publishing;

/// <summary>Announces by itself what is ready, of these days, and was neither announced nor skipped before.</summary>
internal sealed class AnnounceReady(
    Publication publication,
    CurrentIssues current,
    AnnounceIssue announce,
    IssueTable issues,
    ILogger<WatchIssues> log
)
{
    /// <param name="judged">As it was judged just now, with its threads.</param>
    /// <param name="text">Its Markdown.</param>
    /// <returns>As it is after that.</returns>
    public async Task<WatchedIssue> RunAsync(WatchedIssue judged, string text, CancellationToken cancellationToken)
    {
        var isDue =
            judged is { IsDraft: false, IsReady: true, Stored: { AnnouncedAt: null, SkippedAt: null, SameAs: null } }
            && current.IsRecent(judged.Issue.Date)
            && judged.Threads.Any(thread => thread.Posts.Count > 0);
        if (!isDue)
        {
            return judged;
        }

        var enqueued = await announce.RunAsync(publication, judged.Issue, text, judged.Threads, Actors.Service, null, cancellationToken);
        log.LogInformation(
            "{Publication}: {Issue} is ready; {Count} posts planned",
            publication.Id,
            judged.Stored.Key,
            enqueued.Deliveries.Count
        );
        return judged with { Stored = await issues.FindAsync(publication.Id, judged.Stored.Key, cancellationToken) ?? judged.Stored };
    }
}
