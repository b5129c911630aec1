using Syndicator.Issues;

namespace Syndicator.Composing;

/// <summary>What an announcement takes from an issue, chosen once for all accounts: nothing here depends on a network.</summary>
internal sealed class IssueDigest
{
    private readonly Dictionary<SectionRole, Section> _sections = [];

    private readonly SourceLines _lines;
    private readonly Dictionary<string, string?> _safeUrls = new(StringComparer.Ordinal);

    /// <param name="markdown">The text the issue was read from.</param>
    /// <param name="others">Issues that tell whose the address of a call is, in any order; the issue itself may be among them.</param>
    public IssueDigest(Issue issue, string markdown, IReadOnlyList<EarlierIssue> others)
    {
        _lines = new SourceLines(markdown);
        Issue = issue;
        foreach (var section in issue.Sections)
        {
            _sections.TryAdd(section.Role, section);
        }

        News = ChooseNews(issue.CommunityLinks);
        Quotes = JoinConversations(issue.Quotes);
        var calls = JudgedCalls.In(issue, others).Sound.ToList();
        ProjectCalls = [.. calls.Select(call => call.Task).OfType<ProjectCall>()];
        OpenEventCalls = [.. calls.Select(call => call.Event).OfType<EventCall>()];
        (EventsOfTheWeek, EventCount) = ChooseEvents(issue);
    }

    public Issue Issue { get; }

    /// <summary>What is quoted, each in a post of its own: a quote that answers the one before it is joined to it.</summary>
    public IReadOnlyList<Quote> Quotes { get; }

    /// <summary>Official news first, then one item of each other part in turn, as the editors ordered them.</summary>
    public IReadOnlyList<IssueLink> News { get; }

    /// <summary>Each once, where its link leads somewhere and its words say something.</summary>
    public IReadOnlyList<ProjectCall> ProjectCalls { get; }

    /// <summary>Each once; not closed on the issue's day, and not contradicting themselves.</summary>
    public IReadOnlyList<EventCall> OpenEventCalls { get; }

    /// <summary>Those that begin within seven days after the issue's day (which is nearly over when an issue is out), in order of their day; an event that stands twice (hybrid ones do) once.</summary>
    public IReadOnlyList<IssueEvent> EventsOfTheWeek { get; }

    /// <summary>All coming events, each once.</summary>
    public int EventCount { get; }

    /// <summary>The URL in canonical form where a reader may follow it (http or https), else null.</summary>
    public string? SafeUrl(string url)
    {
        if (!_safeUrls.TryGetValue(url, out var safe))
        {
            _safeUrls[url] = safe = PublicationValues.SafeUrl(url);
        }

        return safe;
    }

    /// <summary>The lines of the issue that say this, beginning at a line.</summary>
    public IReadOnlyList<PostSource> Cite(int line, string text) => _lines.Cite(line, text);

    /// <summary>The first section with that role; for calls also the one that did not tell their kinds apart, as until 2023.</summary>
    public Section? SectionOf(SectionRole role) =>
        _sections.GetValueOrDefault(role)
        ?? (role is SectionRole.ProjectCalls or SectionRole.EventCalls ? _sections.GetValueOrDefault(SectionRole.Calls) : null);

    private static List<Quote> JoinConversations(IReadOnlyList<Quote> quotes)
    {
        var joined = new List<Quote>(quotes.Count);
        foreach (var quote in quotes)
        {
            if (quote.ContinuesPrevious && joined.Count > 0)
            {
                joined[^1] = Join(joined[^1], quote);
            }
            else
            {
                joined.Add(quote);
            }
        }

        return joined;
    }

    /// <summary>The quotation marks around the whole are the template's, so those between are written here, with the first speaker.</summary>
    private static Quote Join(Quote first, Quote answer) =>
        answer with
        {
            Text = $"{first.Text} {answer.Text}",
            Line = first.Line,
            Layout = first.Layout + "”" + (first.Attribution is { } by ? $"\n– {by.Text}" : "") + "\n\n“" + answer.Layout,
            CodeSpans = [],
            VoiceCount = first.VoiceCount + answer.VoiceCount,
        };

    private static List<IssueLink> ChooseNews(IReadOnlyList<IssueLink> links)
    {
        // A link that a merge left in twice is one piece of news.
        var usable = links
            .Where(link => link is { Url.Length: > 0, Text.Length: > 0, IsListItem: true, IsBareUrl: false })
            .DistinctBy(link => EarlierIssue.LinkKey(link.Url))
            .ToList();
        var news = usable.Where(link => link.Role is SectionRole.Official or SectionRole.Foundation).ToList();
        var queues = usable
            .Where(link => link.Role is not (SectionRole.Official or SectionRole.Foundation))
            .GroupBy(link => link.Role)
            // Other newsletters are good company, but not news; they come last.
            .OrderBy(group => group.Key == SectionRole.Newsletters ? 1 : 0)
            .Select(group => new Queue<IssueLink>(group))
            .ToList();
        while (queues.Exists(queue => queue.Count > 0))
        {
            foreach (var queue in queues)
            {
                if (queue.TryDequeue(out var link))
                {
                    news.Add(link);
                }
            }
        }

        return news;
    }

    private static (List<IssueEvent> OfTheWeek, int Count) ChooseEvents(Issue issue)
    {
        var seen = new HashSet<(string? Url, string Title, DateOnly? On)>();
        var ofTheWeek = new List<IssueEvent>();
        foreach (var happening in issue.Events)
        {
            if (!seen.Add((happening.Url, happening.Title, happening.On)))
            {
                continue;
            }

            if (issue.Date is { } date && happening.On > date && happening.On <= date.AddDays(7))
            {
                ofTheWeek.Add(happening);
            }
        }

        // A stable sort: events of one day stay in the issue's order.
        return ([.. ofTheWeek.OrderBy(happening => happening.On)], seen.Count);
    }
}
