using Microsoft.Extensions.Logging;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing.Edits;

namespace Syndicator.Publishing;

/// <summary>What becomes of announced issues: their changes are carried to their posts, and what never left waits while an issue is taken back.</summary>
internal sealed class FollowIssues(
    Publication publication,
    KnownIssues known,
    IssueTable issues,
    ProposeEdits edits,
    TakeBackIssue takeBack,
    IssueThreads threads,
    ILogger logger
)
{
    /// <summary>Keys of the issues that the source has had since the program started.</summary>
    private readonly HashSet<string> _had = new(StringComparer.Ordinal);

    /// <param name="isSourceInTrouble">Whether what the source does not show now may be there all the same.</param>
    public async Task RunAsync(CheckContext context, IssueMemory memory, bool isSourceInTrouble, CancellationToken cancellationToken)
    {
        foreach (var one in known.Chosen.Where(one => one is { IsFollowed: false, Issue: not null, File.IsDraft: false }).ToList())
        {
            var key = memory.KeyOf(one.Key, one.Trace.Date);
            var isSettled = key is null || await CarryAsync(one, key, context, cancellationToken);
            known.Keep(one with { IsFollowed = isSettled });
        }

        foreach (var key in await takeBack.ListOpenAsync(publication.Id, cancellationToken))
        {
            var one = known
                .Chosen.Where(one => memory.KeyOf(one.Key, one.Trace.Date) == key)
                .OrderBy(one => one.File.IsDraft)
                .FirstOrDefault();
            one = one is { IsSpared: true } ? await known.LoadAsync(one, cancellationToken) ?? one : one;
            await TakeBackAsync(key, one, context, isSourceInTrouble, cancellationToken);
        }
    }

    /// <summary>What changed since it was announced: its posts follow, or an editor is asked.</summary>
    /// <param name="key">Under which it was announced.</param>
    /// <returns>False when the text is unfinished, for instance in the middle of a merge: nobody is asked about such a change.</returns>
    private async Task<bool> CarryAsync(KnownIssue one, string key, CheckContext context, CancellationToken cancellationToken)
    {
        var announced = await issues.FindAnnouncedTextAsync(publication.Id, key, cancellationToken);
        if (announced is null || announced == one.Text)
        {
            return true;
        }

        var issue = one.Issue!;
        var wasUnfinished = (await issues.FindAsync(publication.Id, key, cancellationToken))?.AnywayReason is not null;
        if (!wasUnfinished && !IssueCheck.IsReady(IssueCheck.Run(issue, one.Text!, context)))
        {
            return false;
        }

        var carried = await edits.RunAsync(
            publication,
            key,
            announced,
            one.Text!,
            await threads.ComposeAsync(Earlier(issue, announced), announced, context.Earlier, cancellationToken),
            await threads.ComposeAsync(issue, one.Text!, context.Earlier, cancellationToken),
            cancellationToken
        );
        logger.LogInformation(
            "{Publication}: {Issue} changed after its announcement; {Followed} waiting posts follow, {Held} are held, {Proposed} edits are proposed",
            publication.Id,
            key,
            carried.FollowedCount,
            carried.HeldCount,
            carried.ProposedCount
        );
        return true;
    }

    /// <summary>The issue as it was announced. Where the source itself names the page, as feeds do, it is the page still.</summary>
    private Issue Earlier(Issue issue, string announced)
    {
        var earlier = IssueReader.Read(issue.File, announced, publication.Format);
        return publication.Source is SourceOptions.Feed ? earlier with { Url = issue.Url } : earlier;
    }

    /// <summary>What never left waits while its issue is gone from the source, a draft again, or unfinished.</summary>
    /// <param name="one">Null: the source does not show it. That says nothing where it was announced from a file elsewhere.</param>
    private async Task TakeBackAsync(
        string key,
        KnownIssue? one,
        CheckContext context,
        bool isSourceInTrouble,
        CancellationToken cancellationToken
    )
    {
        if (one is null)
        {
            if (_had.Contains(key) && !isSourceInTrouble && !known.IsWindow)
            {
                await takeBack.HoldAsync(publication.Id, key, "it is not in the source any more", cancellationToken);
            }

            return;
        }

        _had.Add(key);
        if (one.File.IsDraft)
        {
            await takeBack.HoldAsync(publication.Id, key, "it is a draft again", cancellationToken);
        }
        else if (one.Issue is not null)
        {
            var holds = IssueCheck.Run(one.Issue, one.Text!, context).Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
            await (
                holds.Count == 0
                    ? takeBack.LetGoAsync(publication, key, cancellationToken)
                    : takeBack.HoldAsync(publication.Id, key, $"it is not finished ({Codes(holds)})", cancellationToken)
            );
        }
    }

    private static string Codes(IEnumerable<Diagnostic> diagnostics) =>
        string.Join(", ", diagnostics.Select(diagnostic => diagnostic.Code).Distinct(StringComparer.Ordinal));
}
