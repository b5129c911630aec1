namespace Syndicator.Issues;

/// <summary>Gives each section to the reader of its role and puts the results together.</summary>
internal sealed class SectionReaders(Reading reading)
{
    private readonly List<CrateOfTheWeek> _crates = [];
    private readonly List<Quote> _quotes = [];
    private readonly List<ProjectCall> _projectCalls = [];
    private readonly List<EventCall> _eventCalls = [];
    private readonly List<IssueLink> _testing = [];
    private readonly List<IssueLink> _community = new(32);
    private readonly List<IssueLink> _approved = [];
    private readonly List<IssueLink> _finalComments = [];
    private readonly List<IssueLink> _newRfcs = [];
    private readonly List<IssueLink> _jobs = [];
    private readonly List<IssueEvent> _events = [];
    private int _eventCount;

    public Issue Read(Issue issue, IssueOutline outline)
    {
        foreach (ref readonly var body in outline.Bodies.AsSpan())
        {
            Read(body);
        }

        return issue with
        {
            Sections = outline.Sections,
            Crates = _crates,
            Quotes = _quotes,
            ProjectCalls = _projectCalls,
            EventCalls = _eventCalls,
            CallsForTesting = _testing,
            CommunityLinks = _community,
            ApprovedRfcs = _approved,
            FinalCommentPeriods = _finalComments,
            NewRfcs = _newRfcs,
            Jobs = _jobs,
            Events = _events,
            EventCount = _eventCount,
            Discussion = Discussion(),
            IntroductionLinks = Accounts(outline.IntroductionEnd),
            Diagnostics = reading.Diagnostics,
        };
    }

    private void Read(in SectionBody body)
    {
        switch (body.Role)
        {
            case SectionRole.Crate:
                _crates.AddRange(CrateReader.Read(reading, body));
                break;
            case SectionRole.Quote:
                _quotes.AddRange(QuoteReader.Read(reading, body));
                break;
            case SectionRole.CrateAndQuote:
                _crates.AddRange(CrateReader.Read(reading, body));
                _quotes.AddRange(QuoteReader.Read(reading, body));
                break;
            case SectionRole.Calls or SectionRole.ProjectCalls:
                ProjectCallReader.Read(reading, body, _projectCalls, _eventCalls);
                break;
            case SectionRole.EventCalls:
                EventCallReader.Read(reading, body, _eventCalls);
                break;
            case SectionRole.Testing:
                LinkListReader.ReadItems(reading, body, _testing);
                break;
            case SectionRole.ApprovedRfcs:
                LinkListReader.ReadItems(reading, body, _approved);
                break;
            case SectionRole.FinalCommentPeriod:
                LinkListReader.ReadItems(reading, body, _finalComments);
                break;
            case SectionRole.NewRfcs:
                LinkListReader.ReadItems(reading, body, _newRfcs);
                break;
            case SectionRole.Events:
                _eventCount += EventReader.Read(reading, body, _events);
                break;
            case SectionRole.Jobs:
                LinkListReader.ReadAll(reading, body, _jobs);
                break;
            case var role when HeadingRoles.IsCommunity(role):
                LinkListReader.ReadAll(reading, body, _community);
                break;
            case SectionRole.Unknown:
                ReportUnknown(body);
                break;
        }
    }

    private void ReportUnknown(in SectionBody body)
    {
        foreach (ref readonly var block in reading.Text.Blocks[body.First..body.End])
        {
            if (block.LinkEnd > block.FirstLink)
            {
                reading.Warn(
                    "unknown-heading",
                    body.Line,
                    $"No role is configured for the heading \"{body.Title}\"; what stands below it is not read.",
                    "Add the heading to the publication's section roles."
                );
                return;
            }
        }
    }

    private IssueLink? Discussion()
    {
        var links = reading.Text.Links;
        for (var i = links.Length - 1; i >= 0; i--)
        {
            if (reading.Text.Span(links[i]).Begins("Discuss on"))
            {
                return new IssueLink(reading.Text.Text(links[i]), links[i].Url, links[i].Line, [], SectionRole.Unknown);
            }
        }

        return null;
    }

    /// <summary>Links of the introduction that are accounts on a network: shown with an @, or on a network's own host.</summary>
    private List<IssueLink> Accounts(int end)
    {
        var accounts = new List<IssueLink>(2);
        foreach (ref readonly var block in reading.Text.Blocks[..end])
        {
            for (var i = block.FirstLink; i < block.LinkEnd; i++)
            {
                var link = reading.Text.Links[i];
                if (reading.Text.Span(link).Begins("@") || link.Url.Contains("/@", StringComparison.Ordinal))
                {
                    accounts.Add(new IssueLink(reading.Text.Text(link), link.Url, link.Line, [], SectionRole.Introduction));
                }
            }
        }

        return accounts;
    }
}
