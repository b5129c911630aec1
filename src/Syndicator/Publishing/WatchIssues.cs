using Microsoft.Extensions.Logging;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Sources;

namespace Syndicator.Publishing;

/// <summary>How many lines, links and characters a text may have for an account's network.</summary>
internal delegate Networks.TextRules TextRulesResolver(Account account);

/// <summary>Looks at a publication's source, judges the issues of these days, and announces those that are ready and were not announced before.</summary>
/// <param name="publication">Whose issues these are. What was read is kept in memory: an unchanged file is not read again.</param>
internal sealed class WatchIssues(
    Publication publication,
    IIssueSource source,
    IssueTable issues,
    AnnounceIssue announce,
    TextRulesResolver rules,
    TimeProvider clock,
    ILogger<WatchIssues> logger
) : IDisposable
{
    private readonly IssueComposer _composer = new(publication, TemplateSet.Read(publication).Templates);
    private readonly Dictionary<string, KnownFile> _files = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private SourceTrouble? _sourceTrouble;

    /// <summary>What the last look found; null before the first.</summary>
    public WatchReport? LastReport { get; private set; }

    /// <summary>One look at everything; what is ready is announced.</summary>
    /// <exception cref="Storage.StorageException">The database failed.</exception>
    public Task<WatchReport> RunAsync(CancellationToken cancellationToken) => LookAsync(announces: true, cancellationToken);

    /// <summary>The last look's report, or a look that announces nothing where there was none yet: for people who want to see how things stand.</summary>
    public async Task<WatchReport> ReportAsync(CancellationToken cancellationToken) =>
        LastReport ?? await LookAsync(announces: false, cancellationToken);

    private async Task<WatchReport> LookAsync(bool announces, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var troubles = await ReadAsync(cancellationToken);
            var earlier = _files.Values.Select(file => file.Trace).ToList();
            var context = CheckContext.At(clock.GetUtcNow(), publication.Zone, publication.Format, earlier);
            var seen = new List<WatchedIssue>();
            foreach (var file in Current())
            {
                seen.Add(await JudgeAsync(file, context, announces, cancellationToken));
            }

            LastReport = new WatchReport(clock.GetUtcNow(), seen, troubles, _files.Count) { SourceTrouble = _sourceTrouble };
            return LastReport;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        source.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>Composes for every account; what <c>preview</c> shows and <c>announce</c> stores.</summary>
    public IReadOnlyList<PostThread> Compose(Issue issue, string markdown)
    {
        var digest = new IssueDigest(issue, markdown);
        return [.. publication.Accounts.Select(account => _composer.Compose(digest, account, rules(account)))];
    }

    private async Task<IReadOnlyList<Diagnostic>> ReadAsync(CancellationToken cancellationToken)
    {
        var listing = await source.ListAsync(cancellationToken);
        _sourceTrouble = listing.Trouble;
        List<Diagnostic> troubles = [.. listing.Trouble is { } trouble ? [trouble.Problem] : (Diagnostic[])[], .. listing.Diagnostics];
        foreach (var name in _files.Keys.Except(listing.Files.Select(file => file.Name)).ToList())
        {
            _files.Remove(name);
        }

        foreach (var file in listing.Files)
        {
            switch (await source.ReadAsync(file, _files.GetValueOrDefault(file.Name)?.Fingerprint, cancellationToken))
            {
                case SourceReading.Changed changed:
                    var issue = IssueReader.Read(file.Path, changed.File.Text!, publication.Format);
                    _files[file.Name] = new KnownFile(changed.Fingerprint, EarlierIssue.From(issue), issue, changed.File.Text!);
                    break;
                case SourceReading.Trouble unread:
                    troubles.AddRange(unread.Diagnostics);
                    break;
            }
        }

        return troubles;
    }

    /// <summary>
    /// Issues of these days, by day, and the latest where there are none. Everything else is the archive: it is compared with, never announced, and its text
    /// is let go.
    /// </summary>
    private List<KnownFile> Current()
    {
        var latest = _files.Values.MaxBy(file => file.Trace.Date ?? DateOnly.MaxValue);
        var current = new List<KnownFile>();
        foreach (var (name, file) in _files)
        {
            if (file.Issue is null)
            {
                continue;
            }

            if (ReferenceEquals(file, latest) || IsRecent(file.Trace.Date))
            {
                current.Add(file);
            }
            else
            {
                _files[name] = file with { Issue = null, Markdown = null };
            }
        }

        return [.. current.OrderBy(file => file.Trace.Date)];
    }

    /// <summary>An issue of a day is recent while less than the configured time has passed since that day began, in the publication's zone.</summary>
    private bool IsRecent(DateOnly? date)
    {
        var oldest = TimeZoneInfo.ConvertTime(clock.GetUtcNow() - publication.AnnounceWithin, publication.Zone);
        return date is null || date.Value.ToDateTime(TimeOnly.MinValue) >= oldest.DateTime;
    }

    private async Task<WatchedIssue> JudgeAsync(KnownFile file, CheckContext context, bool announces, CancellationToken cancellationToken)
    {
        var issue = file.Issue!;
        var diagnostics = IssueCheck.Run(issue, file.Markdown!, context);
        var threads = Compose(issue, file.Markdown!);
        var stored = await issues.SeeAsync(publication.Id, issue, cancellationToken);
        var isDue =
            stored.AnnouncedAt is null
            && IssueCheck.IsReady(diagnostics)
            && IsRecent(issue.Date)
            && threads.Any(thread => thread.Posts.Count > 0);
        if (announces && isDue)
        {
            var enqueued = await announce.RunAsync(publication, issue, threads, "service", null, cancellationToken);
            logger.LogInformation(
                "{Publication}: {Issue} is ready; {Count} posts planned",
                publication.Id,
                stored.Key,
                enqueued.Deliveries.Count
            );
            stored = await issues.FindAsync(publication.Id, stored.Key, cancellationToken) ?? stored;
        }

        return new WatchedIssue(issue, stored, diagnostics, threads);
    }

    /// <param name="Fingerprint">Of the file when it was read.</param>
    /// <param name="Trace">What later issues are compared with.</param>
    /// <param name="Issue">Null for the archive.</param>
    private sealed record KnownFile(string Fingerprint, EarlierIssue Trace, Issue? Issue, string? Markdown);
}

/// <summary>What a look at the source found.</summary>
/// <param name="At">When.</param>
/// <param name="Issues">Of these days, by day.</param>
/// <param name="Troubles">Files and folders that could not be read.</param>
/// <param name="FileCount">All files, the archive's among them.</param>
internal sealed record WatchReport(DateTimeOffset At, IReadOnlyList<WatchedIssue> Issues, IReadOnlyList<Diagnostic> Troubles, int FileCount)
{
    /// <summary>When the source as a whole could not be asked; its problem is among the <see cref="Troubles"/>.</summary>
    public SourceTrouble? SourceTrouble { get; init; }
}

/// <param name="Issue">As it was read.</param>
/// <param name="Stored">As the store knows it.</param>
/// <param name="Diagnostics">Everything found wrong with it, by line.</param>
/// <param name="Threads">What it makes now; what was announced is in the outbox and may differ.</param>
internal sealed record WatchedIssue(
    Issue Issue,
    AnnouncedIssue Stored,
    IReadOnlyList<Diagnostic> Diagnostics,
    IReadOnlyList<PostThread> Threads
)
{
    public bool IsReady => IssueCheck.IsReady(Diagnostics);
}
