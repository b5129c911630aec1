using Microsoft.Extensions.Logging;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Publishing.Edits;
using Syndicator.Sources;

namespace Syndicator.Publishing;

/// <summary>How many lines, links and characters a text may have for an account's network.</summary>
internal delegate Networks.TextRules TextRulesResolver(Account account);

/// <summary>Asks an issue's page: what is wrong with it, or null when it answers with the issue's title.</summary>
internal delegate Task<Diagnostic?> PageProbe(Issue issue, CancellationToken cancellationToken);

/// <summary>
/// Looks at a publication's source, judges the issues of these days, announces those that are ready and were not announced before, and follows the changes
/// of those that were.
/// </summary>
/// <param name="publication">Whose issues these are.</param>
/// <param name="source">Where they come from. What was read is kept in memory: an unchanged file is not read again.</param>
/// <param name="askPage">Null: pages are not asked.</param>
internal sealed class WatchIssues(
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
) : IDisposable
{
    private readonly KnownIssues _known = new(source, publication.Format);
    private readonly IssueComposer _composer = new(publication, TemplateSet.Read(publication).Templates);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Keys of the issues that the source has had since the program started.</summary>
    private readonly HashSet<string> _had = new(StringComparer.Ordinal);

    /// <summary>Files that another one of the same number and day goes before.</summary>
    private HashSet<string> _copies = new(StringComparer.Ordinal);

    /// <summary>What the last look found; null before the first.</summary>
    public WatchReport? LastReport { get; private set; }

    /// <summary>One look at everything; what is ready is announced.</summary>
    /// <exception cref="Storage.StorageException">The database failed.</exception>
    public Task<WatchReport> RunAsync(CancellationToken cancellationToken) => LookAsync(announces: true, cancellationToken);

    /// <summary>The last look's report, or a look that announces nothing where there was none yet: for people who want to see how things stand.</summary>
    public async Task<WatchReport> ReportAsync(CancellationToken cancellationToken) =>
        LastReport ?? await LookAsync(announces: false, cancellationToken);

    /// <summary>An issue of the source judged now, whatever its age; null when the source has none of that key. Nothing is announced.</summary>
    public async Task<(WatchedIssue Issue, string Text)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await ReportAsync(cancellationToken);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await _known.LoadAsync(key, cancellationToken) is { } known
                ? (await JudgeAsync(known, Context(), null, cancellationToken), known.Text!)
                : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>What an issue of this publication is judged against now.</summary>
    public async Task<CheckContext> ContextAsync(CancellationToken cancellationToken)
    {
        await ReportAsync(cancellationToken);
        return Context();
    }

    /// <summary>Composes for every account; what <c>preview</c> shows and <c>announce</c> stores.</summary>
    public IReadOnlyList<PostThread> Compose(Issue issue, string markdown)
    {
        var digest = new IssueDigest(issue, markdown);
        return [.. publication.Accounts.Select(account => _composer.Compose(digest, account, rules(account)))];
    }

    public void Dispose()
    {
        _known.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<WatchReport> LookAsync(bool announces, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var memory = await issues.RememberAsync(publication.Id, cancellationToken);
            var troubles = await _known.ReadAsync(known => Matters(known, memory), cancellationToken);
            var context = Context();
            var copies = FindCopies(memory);
            if (announces)
            {
                await FollowAsync(context, memory, cancellationToken);
                await TakeBackAsync(context, memory, troubles.Source is not null, cancellationToken);
            }

            var seen = new List<WatchedIssue>();
            foreach (var known in await CurrentAsync(memory, cancellationToken))
            {
                var judged = await JudgeAsync(known, context, memory, cancellationToken);
                seen.Add(announces ? await AnnounceAsync(judged, known.Text!, cancellationToken) : judged);
            }

            return LastReport = new WatchReport(clock.GetUtcNow(), seen, troubles.Source, [.. troubles.Files, .. copies], _known.All.Count);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private CheckContext Context() => CheckContext.At(clock.GetUtcNow(), publication.Zone, publication.Format, _known.Earlier);

    /// <summary>Everything else is the archive: it is compared with, never announced, and its text is let go.</summary>
    private bool Matters(KnownIssue known, IssueMemory memory) =>
        IsRecent(known.Trace.Date)
        || IsMissed(known, memory)
        || (!known.IsFollowed && memory.KeyOf(known.Key, known.Trace.Date) is not null);

    /// <summary>An issue of a day is recent while less than the configured time has passed since that day began, in the publication's zone.</summary>
    private bool IsRecent(DateOnly? date)
    {
        var oldest = TimeZoneInfo.ConvertTime(clock.GetUtcNow() - publication.AnnounceWithin, publication.Zone);
        return date is null || date.Value.ToDateTime(TimeOnly.MinValue) >= oldest.DateTime;
    }

    /// <summary>Whether it came after every issue that was ever seen, and is too old to go out by itself.</summary>
    private bool IsMissed(KnownIssue known, IssueMemory memory) =>
        !known.File.IsDraft && memory.NewestSeen is { } newest && known.Trace.Date is { } date && date > newest && !IsRecent(date);

    /// <summary>Issues of these days, those that were missed, and the latest where there are none; by day. A draft that was published is not looked at.</summary>
    private async Task<IReadOnlyList<KnownIssue>> CurrentAsync(IssueMemory memory, CancellationToken cancellationToken)
    {
        var latest = _known.Latest?.File;
        var current = new List<KnownIssue>();
        foreach (var known in _known.All.ToList())
        {
            if (_copies.Contains(known.File.Name))
            {
                continue;
            }

            if (known.File == latest || IsRecent(known.Trace.Date) || IsMissed(known, memory))
            {
                if (known.Issue is not null || known.Fingerprint.Length > 0)
                {
                    current.Add(known.Issue is null ? await _known.LoadAsync(known.Key, cancellationToken) ?? known : known);
                }
            }
            else if (known.IsFollowed && known.Issue is not null)
            {
                _known.Keep(known.WithoutText());
            }
        }

        var published = current.Where(known => !known.File.IsDraft).Select(known => known.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. current
                .Where(known => known.Issue is not null && (!known.File.IsDraft || !published.Contains(known.Key)))
                .OrderBy(known => known.Trace.Date),
        ];
    }

    private async Task<WatchedIssue> JudgeAsync(
        KnownIssue known,
        CheckContext context,
        IssueMemory? memory,
        CancellationToken cancellationToken
    )
    {
        var issue = known.Issue!;
        var isMissed = memory is not null && IsMissed(known, memory);
        var stored = await issues.SeeAsync(publication.Id, issue, known.File.IsDraft, isMissed, cancellationToken);
        var diagnostics = IssueCheck.Run(issue, known.Text!, context).ToList();
        if (stored.AnnouncedAt is null && !known.File.IsDraft)
        {
            diagnostics.AddRange(await AskAroundAsync(known, stored, context.Today, cancellationToken));
        }

        return new WatchedIssue(issue, known.File.IsDraft, stored, diagnostics, Compose(issue, known.Text!));
    }

    /// <summary>What the text alone does not tell: whether its page is there, and whether it went out under another number.</summary>
    private async Task<IReadOnlyList<Diagnostic>> AskAroundAsync(
        KnownIssue known,
        AnnouncedIssue stored,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var issue = known.Issue!;
        var found = new List<Diagnostic>();
        if (await issues.FindTwinAsync(publication.Id, stored.Key, issue, cancellationToken) is { } twin)
        {
            found.Add(AnnouncedUnderAnotherNumber(stored, issue, twin));
            // Both in the source are two issues of one day; one that took the other's place is the same.
            if (_known.All.All(other => other.Key != twin.Key))
            {
                await issues.SeeSameAsync(stored, twin.Key, cancellationToken);
                _known.Keep(known with { IsFollowed = false });
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

    private async Task<WatchedIssue> AnnounceAsync(WatchedIssue judged, string text, CancellationToken cancellationToken)
    {
        var isDue =
            judged is { IsDraft: false, IsReady: true, Stored: { AnnouncedAt: null, SkippedAt: null, SameAs: null } }
            && IsRecent(judged.Issue.Date)
            && judged.Threads.Any(thread => thread.Posts.Count > 0);
        if (!isDue)
        {
            return judged;
        }

        var enqueued = await announce.RunAsync(publication, judged.Issue, text, judged.Threads, "service", null, cancellationToken);
        logger.LogInformation(
            "{Publication}: {Issue} is ready; {Count} posts planned",
            publication.Id,
            judged.Stored.Key,
            enqueued.Deliveries.Count
        );
        return judged with { Stored = await issues.FindAsync(publication.Id, judged.Stored.Key, cancellationToken) ?? judged.Stored };
    }

    /// <summary>Two files that are one issue: neither may be announced beside the other, nor drive its edits.</summary>
    private List<Diagnostic> FindCopies(IssueMemory memory)
    {
        var announced = memory.Announced.Select(issue => issue.File).ToHashSet(StringComparer.Ordinal);
        var copies = _known.Copies(known => announced.Contains(known.File.Path));
        _copies = copies.Select(copy => copy.File.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. copies.Select(copy => new Diagnostic(
                "issue-twice",
                Severity.Error,
                new SourcePosition(copy.File.Path),
                $"Another file is {copy.Trace.Name} of the same day as well; this one is not read.",
                "Remove one of them, or correct its number."
            )),
        ];
    }

    /// <summary>What never left of an issue waits while the issue is gone from the source, a draft again, or unfinished.</summary>
    private async Task TakeBackAsync(CheckContext context, IssueMemory memory, bool isSourceInTrouble, CancellationToken cancellationToken)
    {
        foreach (var key in await takeBack.ListOpenAsync(publication.Id, cancellationToken))
        {
            var known = _known
                .All.Where(known => !_copies.Contains(known.File.Name) && memory.KeyOf(known.Key, known.Trace.Date) == key)
                .OrderBy(known => known.File.IsDraft)
                .FirstOrDefault();
            if (known is null ? !_had.Contains(key) || isSourceInTrouble || _known.IsWindow : !_had.Add(key) && known.Issue is null)
            {
                // Announced from a file elsewhere, or nobody can tell now.
                continue;
            }

            if (WhyNot(known, context) is { } why)
            {
                await takeBack.HoldAsync(publication.Id, key, why, cancellationToken);
            }
            else
            {
                await takeBack.LetGoAsync(publication, key, cancellationToken);
            }
        }
    }

    private static string? WhyNot(KnownIssue? known, CheckContext context)
    {
        if (known is null)
        {
            return "it is not in the source any more";
        }

        if (known.File.IsDraft)
        {
            return "it is a draft again";
        }

        var holds = known.Issue is null
            ? []
            : IssueCheck
                .Run(known.Issue, known.Text!, context)
                .Where(diagnostic => diagnostic.Severity == Severity.Error)
                .Select(diagnostic => diagnostic.Code)
                .Distinct(StringComparer.Ordinal)
                .ToList();
        return holds.Count == 0 ? null : $"it is not finished ({string.Join(", ", holds)})";
    }

    /// <summary>What changed since it was announced: its posts follow, or an editor is asked.</summary>
    private async Task FollowAsync(CheckContext context, IssueMemory memory, CancellationToken cancellationToken)
    {
        foreach (
            var known in _known
                .All.Where(known =>
                    known is { IsFollowed: false, Issue: not null, File.IsDraft: false } && !_copies.Contains(known.File.Name)
                )
                .ToList()
        )
        {
            var key = memory.KeyOf(known.Key, known.Trace.Date);
            var isSettled = key is null || await FollowAsync(known, key, context, cancellationToken);
            _known.Keep(known with { IsFollowed = isSettled });
        }
    }

    /// <param name="key">Under which it was announced.</param>
    /// <returns>False when the text is unfinished, for instance in the middle of a merge: nobody is asked about such a change.</returns>
    private async Task<bool> FollowAsync(KnownIssue known, string key, CheckContext context, CancellationToken cancellationToken)
    {
        var announced = await issues.FindAnnouncedTextAsync(publication.Id, key, cancellationToken);
        if (announced is null || announced == known.Text)
        {
            return true;
        }

        var issue = known.Issue!;
        var wasUnfinished = (await issues.FindAsync(publication.Id, key, cancellationToken))?.AnywayReason is not null;
        if (!wasUnfinished && !IssueCheck.IsReady(IssueCheck.Run(issue, known.Text!, context)))
        {
            return false;
        }

        var carried = await edits.RunAsync(
            publication,
            key,
            announced,
            known.Text!,
            Compose(Earlier(issue, announced), announced),
            Compose(issue, known.Text!),
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
}
