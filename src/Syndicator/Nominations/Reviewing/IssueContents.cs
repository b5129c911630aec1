using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What an issue has already, to be compared with nominees.</summary>
internal sealed class IssueContents
{
    private readonly HashSet<(NomineeKind Kind, string Identity)> _identities;
    private readonly HashSet<string> _addresses;

    private IssueContents(IEnumerable<Nominee> nominees, IEnumerable<string> addresses)
    {
        _identities = [.. nominees.Select(nominee => (nominee.Kind, NomineeIdentity.Of(nominee)))];
        _addresses = [.. addresses.Select(CanonicalAddress.Of)];
    }

    public static IssueContents Of(Issue issue) =>
        new(
            [
                .. issue.Crates.Select(crate => new Nominee.Crate(crate.Name, crate.Url)),
                .. issue.Quotes.Select(quote => new Nominee.Quote(quote.Text, null, null)),
            ],
            [
                .. issue.CommunityLinks.Select(link => link.Url),
                .. issue.CallsForTesting.Select(link => link.Url),
                .. issue.ProjectCalls.Select(call => call.Url),
                .. issue.EventCalls.Select(call => call.Url),
            ]
        );

    /// <summary>A link or call is there wherever its address is, in whichever section.</summary>
    public bool Has(Nominee nominee) =>
        nominee switch
        {
            Nominee.Link link => _addresses.Contains(CanonicalAddress.Of(link.Url)),
            Nominee.Call call => _addresses.Contains(CanonicalAddress.Of(call.Url)),
            _ => _identities.Contains((nominee.Kind, NomineeIdentity.Of(nominee))),
        };
}
