using System.Globalization;
using Syndicator.Sources.Web;

namespace Syndicator.Sources;

/// <summary>The Markdown behind a feed's entries. The latest ones may still change and are asked for at every look, older ones when their entry changes.</summary>
/// <param name="pattern">An address with the placeholders of a page path.</param>
internal sealed class FeedMarkdown(string pattern, WebReader reader, KeptDocuments kept, TimeProvider clock)
{
    private const int LatestCount = 5;

    /// <summary>Older ones in one look; the rest in later looks, so that an archive does not hold up the week's issue.</summary>
    private const int MostOlder = 20;

    private readonly SourcePatience _patience = new(clock);
    private readonly Dictionary<string, Diagnostic> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, State?> _states = new(StringComparer.Ordinal);

    /// <summary>The server, where the configuration names it; one that an entry's title would name is none of ours.</summary>
    private readonly Uri? _configured =
        Uri.TryCreate(pattern.Split('{')[0], UriKind.Absolute, out var start)
        && pattern.Split('{')[0].LastIndexOf('/') > start.Scheme.Length + "://".Length
            ? start
            : null;

    /// <param name="issues">The latest first.</param>
    public async Task AskAsync(IReadOnlyList<FeedIssue> issues, CancellationToken cancellationToken)
    {
        var older = issues.Skip(LatestCount).Where(issue => StateOf(issue)?.Reason != issue.Hash).Take(MostOlder);
        foreach (var issue in issues.Take(LatestCount).Concat(older).ToList())
        {
            if (_patience.IsWaiting)
            {
                return;
            }

            await AskAsync(issue, cancellationToken);
        }
    }

    /// <summary>The hash of what is kept for it; null when there is nothing.</summary>
    public string? HashOf(FeedIssue issue) => StateOf(issue)?.Hash;

    /// <summary>What is kept for it; null when there is nothing (any more).</summary>
    public KeptDocument? Find(FeedIssue issue)
    {
        if (issue.MarkdownAddress(pattern) is not { } address || kept.Find(address) is not { } document)
        {
            _states.Clear();
            return null;
        }

        return document;
    }

    /// <summary>Why the latest asking for it gave none; null when it gave one, or there was no asking yet.</summary>
    public Diagnostic? ProblemOf(FeedIssue issue) =>
        issue.MarkdownAddress(pattern) is { } address
            ? _problems.GetValueOrDefault(address.AbsoluteUri)
            : Error(
                "entry-text-unreadable",
                issue,
                "Its Markdown has no address: the filled pattern is none.",
                "Correct source.markdown in publication.yaml."
            );

    public IEnumerable<Uri> Addresses(IEnumerable<FeedIssue> issues) =>
        issues.Select(issue => issue.MarkdownAddress(pattern)).OfType<Uri>();

    private async Task AskAsync(FeedIssue issue, CancellationToken cancellationToken)
    {
        if (issue.MarkdownAddress(pattern) is not { } address)
        {
            return;
        }

        var known = StateOf(issue);
        var question = new WebQuestion(address, _configured, known?.Version) { Accept = "text/markdown, text/plain, */*;q=0.5" };
        switch (await reader.GetAsync(question, cancellationToken))
        {
            case WebAnswer.Document document:
                Settle(known, new KeptDocument(address, document.Version, document.ContentType, issue.Hash, document.Bytes));
                break;
            case WebAnswer.NotModified when kept.Find(address) is { } before:
                Settle(known, before with { Reason = issue.Hash });
                break;
            case var answer:
                Fail(address, ProblemOf(issue, address, answer), answer);
                break;
        }
    }

    private void Settle(State? known, KeptDocument document)
    {
        var state = State.Of(document);
        _patience.Succeed();
        _problems.Remove(document.Asked.AbsoluteUri);
        _states[document.Asked.AbsoluteUri] = state;
        if (state != known)
        {
            kept.Keep(document);
        }
    }

    private State? StateOf(FeedIssue issue)
    {
        if (issue.MarkdownAddress(pattern) is not { } address)
        {
            return null;
        }

        if (!_states.TryGetValue(address.AbsoluteUri, out var state))
        {
            state = kept.Find(address) is { } document ? State.Of(document) : null;
            _states[address.AbsoluteUri] = state;
        }

        return state;
    }

    /// <summary>A missing document says nothing about the others; a server that is not well is left alone for a while.</summary>
    private void Fail(Uri address, Diagnostic problem, WebAnswer answer)
    {
        _problems[address.AbsoluteUri] = problem;
        if (answer is WebAnswer.Unreachable or WebAnswer.Refused { Status: 429 or 503 })
        {
            _patience.Fail(problem, (answer as WebAnswer.Refused)?.RetryAfter);
        }
    }

    private static Diagnostic ProblemOf(FeedIssue issue, Uri address, WebAnswer answer) =>
        answer switch
        {
            WebAnswer.Refused { Status: 404 or 410 } refused => Error(
                "entry-text-missing",
                issue,
                string.Create(CultureInfo.InvariantCulture, $"Its Markdown {address} answers {refused.Status}."),
                "It is asked again at the next look; if it stays so, correct source.markdown in publication.yaml."
            ),
            _ => Error(
                "entry-text-unreadable",
                issue,
                $"Its Markdown {address} cannot be read: {WebTrouble.Sentence(answer)}",
                "It is asked again by itself."
            ),
        };

    private static Diagnostic Error(string code, FeedIssue issue, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(issue.Path), message, remedy);

    /// <summary>What one has to know of a kept document to ask for it and to tell whether it changed.</summary>
    private sealed record State(WebVersion Version, string Reason, string Hash)
    {
        public static State Of(KeptDocument document) => new(document.Version, document.Reason, document.Hash);
    }
}
