using Microsoft.Extensions.Logging;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing.Edits;
using Syndicator.Sources;

namespace Syndicator.Publishing;

/// <summary>
/// Looks at a publication's source, judges the issues of these days, announces those that are ready and were not announced before, and follows the changes
/// of those that were.
/// </summary>
internal sealed class WatchIssues : IDisposable
{
    private readonly Publication _publication;
    private readonly IssueTable _issues;
    private readonly AnnounceReady _announce;
    private readonly TimeProvider _clock;
    private readonly KnownIssues _known;
    private readonly CurrentIssues _current;
    private readonly IssueThreads _threads;
    private readonly JudgeIssue _judge;
    private readonly JudgedIssues _judged;
    private readonly FollowIssues _follow;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private SourceTroubles? _troubles;

    /// <summary>Who waits for a page does not wait for a source that does not answer.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>The last report with its texts, as long as there is memory for it.</summary>
    private WeakReference<WatchReport>? _whole;

    /// <param name="publication">Whose issues these are.</param>
    /// <param name="source">Where they come from. What was read is kept in memory: an unchanged file is not read again.</param>
    /// <param name="askPage">Null: pages are not asked.</param>
    public WatchIssues(
        Publication publication,
        IIssueSource source,
        PageProbe? askPage,
        IssueTable issues,
        AnnounceIssue announce,
        ProposeEdits edits,
        TakeBackIssue takeBack,
        TextRulesResolver rules,
        TimeProvider clock,
        ILogger<WatchIssues> logger
    )
    {
        (_publication, _issues, _clock) = (publication, issues, clock);
        _known = new KnownIssues(source, publication.Format);
        _current = new CurrentIssues(publication, _known, clock);
        _threads = new IssueThreads(publication, rules);
        _judge = new JudgeIssue(publication.Id, _known, issues, askPage, _threads);
        _judged = new JudgedIssues(publication, _known, _current, issues);
        _announce = new AnnounceReady(publication, _current, announce, issues, logger);
        _follow = new FollowIssues(publication, _known, issues, edits, takeBack, _threads, logger);
    }

    /// <summary>What the last look found, without texts: see <see cref="WatchedIssue.Brief"/>; null before the first.</summary>
    public WatchReport? LastReport { get; private set; }

    /// <summary>One look at everything; what is ready is announced.</summary>
    /// <returns>What is as it was at the look before has no texts.</returns>
    /// <exception cref="Storage.StorageException">The database failed.</exception>
    public Task<WatchReport> RunAsync(CancellationToken cancellationToken) => LookAsync(announces: true, cancellationToken);

    /// <summary>
    /// The last look's report with its texts, for people who want to see how things stand: where they are not there any more they are judged anew, without asking the source, and
    /// where a look is under way that takes long, the report has none. Before the first look it is one that announces nothing.
    /// </summary>
    public async Task<WatchReport> ReportAsync(CancellationToken cancellationToken)
    {
        if (_whole is { } kept && kept.TryGetTarget(out var whole))
        {
            return whole;
        }

        if (LastReport is not { } brief)
        {
            return await LookAsync(announces: false, cancellationToken);
        }

        return await _oneAtATime.WaitAsync(s_patience, cancellationToken)
            ? await ReleasingAsync(() => LookNowAsync(announces: false, asksSource: false, cancellationToken))
            : brief;
    }

    /// <summary>
    /// An issue of the source judged now, whatever its age; null when the source has none of that key. Nothing is announced. What was saved since the last look
    /// is looked for once more.
    /// </summary>
    /// <param name="mayBeNew">Whether that is done for a key as well that the last look did not meet.</param>
    public async Task<(WatchedIssue Issue, string Text)?> FindAsync(string key, CancellationToken cancellationToken, bool mayBeNew = true)
    {
        var isFirst = LastReport is null;
        await LookOnceAsync(cancellationToken);
        var (isListed, found) = await FindKnownAsync(key, cancellationToken);
        if (found is not null || isFirst || !(isListed || mayBeNew))
        {
            return found;
        }

        await LookAsync(announces: false, cancellationToken);
        return (await FindKnownAsync(key, cancellationToken)).Found;
    }

    /// <summary>What an issue of this publication is judged against now.</summary>
    public async Task<CheckContext> ContextAsync(CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Context();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Composes for every account what <c>announce</c> stores.</summary>
    public async Task<IReadOnlyList<PostThread>> ComposeAsync(Issue issue, string markdown, CancellationToken cancellationToken) =>
        await _threads.ComposeAsync(issue, markdown, (await ContextAsync(cancellationToken)).Earlier, cancellationToken);

    /// <summary>Lets go of what the source holds open, as soon as no look is under way.</summary>
    public async Task CloseAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            _known.Dispose();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _known.Dispose();
        _oneAtATime.Dispose();
    }

    /// <returns>Whether the last look met and could read it; and as it is now, null when that look is not up to date.</returns>
    private async Task<(bool IsListed, (WatchedIssue Issue, string Text)? Found)> FindKnownAsync(
        string key,
        CancellationToken cancellationToken
    )
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var listed = _known.Find(key);
            return listed is not null && await _known.LoadAsync(listed, cancellationToken) is { } known
                ? (true, (await _judge.RunAsync(known, Context(), isMissed: false, cancellationToken), known.Text!))
                : (listed is { Fingerprint.Length: > 0 }, null);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task LookOnceAsync(CancellationToken cancellationToken)
    {
        if (LastReport is null)
        {
            await LookAsync(announces: false, cancellationToken);
        }
    }

    private async Task<WatchReport> LookAsync(bool announces, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        return await ReleasingAsync(() => LookNowAsync(announces, asksSource: true, cancellationToken));
    }

    private async Task<WatchReport> ReleasingAsync(Func<Task<WatchReport>> look)
    {
        try
        {
            return await look();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<WatchReport> LookNowAsync(bool announces, bool asksSource, CancellationToken cancellationToken)
    {
        var memory = await _issues.RememberAsync(_publication.Id, cancellationToken);
        var troubles =
            asksSource || _troubles is null
                ? _troubles = await _known.ReadAsync(known => _current.Matters(known, memory), cancellationToken)
                : _troubles;
        var context = Context();
        var copies = _current.PassOverCopies(memory);
        if (announces)
        {
            await _follow.RunAsync(context, memory, troubles.Source is not null, cancellationToken);
        }

        var (seen, isWhole) = (new List<WatchedIssue>(), true);
        foreach (var known in _current.List(memory))
        {
            if (announces && await _judged.AsBeforeAsync(known, context, memory, cancellationToken) is { } before)
            {
                isWhole = false;
                seen.Add(before);
            }
            // What could not be read just now is not asked for again.
            else if (known.Fingerprint.Length > 0 && await _known.LoadAsync(known, cancellationToken) is { } loaded)
            {
                seen.Add(await JudgeAsync(loaded, context, memory, announces, cancellationToken));
            }
        }

        _judged.KeepOnly(seen);
        var report = new WatchReport(_clock.GetUtcNow(), seen, troubles.Source, [.. troubles.Files, .. copies], _known.All.Count);
        _whole = isWhole ? new WeakReference<WatchReport>(report) : null;
        LastReport = report with { Issues = [.. seen.Select(issue => _judged.BriefOf(issue))] };
        return report;
    }

    private CheckContext Context() => CheckContext.At(_clock.GetUtcNow(), _publication.Zone, _publication.Format, _known.Earlier);

    private async Task<WatchedIssue> JudgeAsync(
        KnownIssue loaded,
        CheckContext context,
        IssueMemory memory,
        bool announces,
        CancellationToken cancellationToken
    )
    {
        var judged = await _judge.RunAsync(loaded, context, _current.IsMissed(loaded, memory), cancellationToken);
        judged = announces ? await _announce.RunAsync(judged, loaded.Text!, cancellationToken) : judged;
        _judged.Keep(loaded, context, judged);
        _known.Spare(loaded.File.Name);

        return judged;
    }
}
