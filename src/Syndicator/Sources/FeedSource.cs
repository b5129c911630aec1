using System.Text;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Sources.Feeds;
using Syndicator.Sources.Web;

namespace Syndicator.Sources;

/// <summary>
/// Issues of an Atom or RSS feed: each entry one, from its own HTML or from the Markdown behind it. All asking is done while listing; reading takes what is kept.
/// </summary>
internal sealed class FeedSource : IIssueSource
{
    private readonly Uri _feed;
    private readonly TimeZoneInfo _zone;
    private readonly string _titles;
    private readonly WebReader _reader;
    private readonly KeptDocuments _kept;
    private readonly FeedMarkdown? _markdown;
    private readonly SourcePatience _patience;

    /// <summary>Null until a feed was read, from the disk or from its server.</summary>
    private Contents? _contents;

    /// <param name="zone">The publication's, in which entries have their days.</param>
    /// <param name="folder">This source's own, and nobody else's: <c>data/sources/this-week-in-rust/feed</c>. Made when missing.</param>
    public FeedSource(SourceOptions.Feed options, TimeZoneInfo zone, string folder, WebReader reader, TimeProvider clock)
    {
        _feed = options.Url;
        _zone = zone;
        _titles = options.Titles;
        _reader = reader;
        _kept = new KeptDocuments(folder);
        _markdown = options.Markdown is null ? null : new FeedMarkdown(options.Markdown, reader, _kept, clock);
        _patience = new SourcePatience(clock);
    }

    public async Task<SourceListing> ListAsync(CancellationToken cancellationToken)
    {
        _contents ??= _kept.Find(_feed) is { } before ? Read(before).Contents : null;
        if (!_patience.IsWaiting)
        {
            await AskAsync(cancellationToken);
            await (_markdown?.AskAsync(_contents?.Issues ?? [], cancellationToken) ?? Task.CompletedTask);
        }

        return Listing();
    }

    public Task<SourceReading> ReadAsync(SourceFile file, string? known, CancellationToken cancellationToken) =>
        Task.FromResult(file.Fingerprint == known ? new SourceReading.Unchanged() : Read(file));

    public void Dispose()
    {
        // The reader is the program's; nothing else is kept open.
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var question = new WebQuestion(_feed, _feed, _contents?.Version)
        {
            Accept = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5",
        };
        var answer = await _reader.GetAsync(question, cancellationToken);
        var problem = answer.Match(Take, () => null, Refused, NotRead, NotRead);
        if (problem is null)
        {
            _patience.Succeed();
        }
        else
        {
            _patience.Fail(problem, (answer as WebAnswer.Refused)?.RetryAfter);
        }
    }

    /// <summary>A document that is no feed changes nothing.</summary>
    /// <returns>What is wrong with it.</returns>
    private Diagnostic? Take(WebAnswer.Document document)
    {
        var now = new KeptDocument(_feed, document.Version, document.ContentType, "feed", document.Bytes);
        var (contents, problem) = Read(now);
        if (contents is not null)
        {
            _contents = contents;
            _kept.Keep(now);
            _kept.KeepOnly([_feed, .. _markdown?.Addresses(contents.Issues) ?? []]);
        }

        return problem;
    }

    private (Contents? Contents, Diagnostic? Problem) Read(KeptDocument document)
    {
        var reading = FeedReader.Read(document.Bytes, document.ContentType, document.Version.Address);
        if (reading.Feed is null)
        {
            return (null, reading.Diagnostics.First(diagnostic => diagnostic.Severity == Severity.Error));
        }

        var diagnostics = reading.Diagnostics.ToList();
        return (new Contents(document.Version, FeedIssue.Choose(reading.Feed, _titles, _zone, diagnostics), diagnostics), null);
    }

    private Diagnostic Refused(WebAnswer.Refused refused) =>
        refused.Status is 401 or 403 or 404 or 410
            ? Error(
                "feed-refused",
                WebTrouble.Sentence(refused),
                "Correct source.feed in publication.yaml, or see whether the site lets programs read it."
            )
            : Error("feed-refused", WebTrouble.Sentence(refused), "It is asked again by itself.");

    private Diagnostic NotRead(WebAnswer answer) =>
        Error(
            "feed-unreachable",
            WebTrouble.Sentence(answer),
            "It is asked again by itself; if it stays so, see whether the address is right."
        );

    private Diagnostic Error(string code, string reason, string remedy) =>
        new(code, Severity.Error, new SourcePosition(_feed.AbsoluteUri), $"The feed cannot be read: {reason}", remedy);

    private SourceListing Listing()
    {
        var issues = _contents?.Issues ?? [];
        // What stands behind an older entry may not have been asked for yet.
        var files = issues
            .Where(issue => _markdown is null || _markdown.HashOf(issue) is not null || _markdown.ProblemOf(issue) is not null)
            .Select(issue => new SourceFile(issue.Path, issue.Entry.Id, Fingerprint(issue)))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        return new SourceListing([.. files], [.. Diagnostics(issues)], _patience.Trouble) { IsWindow = true };
    }

    private IEnumerable<Diagnostic> Diagnostics(IReadOnlyList<FeedIssue> issues)
    {
        var unkept = _kept.Problem is { } problem ? new[] { problem } : [];
        // Where there is no text at all, reading it says so.
        var unread = _markdown is null
            ? []
            : issues.Where(issue => _markdown.HashOf(issue) is not null).Select(_markdown.ProblemOf).OfType<Diagnostic>();
        return [.. _contents?.Diagnostics ?? [], .. unread, .. unkept];
    }

    private string Fingerprint(FeedIssue issue) => _markdown is null ? issue.Hash : $"{issue.Hash}-{_markdown.HashOf(issue)}";

    private SourceReading Read(SourceFile file)
    {
        if (_contents?.Issues.FirstOrDefault(issue => issue.Entry.Id == file.Name) is not { } issue)
        {
            return Missing(file, "entry-vanished", "The feed has this entry no longer.", null);
        }

        if (_markdown is not null)
        {
            return _markdown.Find(issue) is { } document ? Decoded(issue, document.Bytes)
                : _markdown.ProblemOf(issue) is { } problem ? new SourceReading.Trouble([problem])
                : Missing(file, "entry-vanished", "What was kept of this entry is gone.", "It is asked for again at the next look.");
        }

        return issue.Markdown(_contents.Version.Address) is { } text
            ? Decoded(issue, Encoding.UTF8.GetBytes(text))
            : Missing(
                file,
                "entry-empty",
                "This entry of the feed has no text.",
                "Put the issue's text into the feed, or name its Markdown in publication.yaml."
            );
    }

    private SourceReading Decoded(FeedIssue issue, ReadOnlyMemory<byte> bytes)
    {
        var file = IssueFile.Decode(issue.Path, bytes);
        return file.Text is null
            ? new SourceReading.Trouble(file.Diagnostics)
            : new SourceReading.Changed(file, Fingerprint(issue), issue.Entry.Link);
    }

    private static SourceReading.Trouble Missing(SourceFile file, string code, string message, string? remedy) =>
        new([new Diagnostic(code, Severity.Error, new SourcePosition(file.Path), message, remedy)]);

    /// <param name="Version">For the next question, and where relative links begin.</param>
    /// <param name="Issues">The latest first.</param>
    /// <param name="Diagnostics">Of the feed and its entries.</param>
    private sealed record Contents(WebVersion Version, IReadOnlyList<FeedIssue> Issues, IReadOnlyList<Diagnostic> Diagnostics);
}
