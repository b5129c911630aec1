using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Nominations.Archive;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What an issue has already, to be compared with nominees.</summary>
internal sealed class IssueContents
{
    private readonly HashSet<(string Kind, string Identity)> _identities;

    private IssueContents(IEnumerable<(NomineeKind Kind, string Identity)> identities) =>
        _identities = [.. identities.Select(entry => (Comparable(entry.Kind), entry.Identity))];

    public static IssueContents Of(Issue issue) => new(PublishedEntry.Of(issue).Select(entry => (entry.Kind, entry.Identity)));

    public bool Has(Nominee nominee) => _identities.Contains((Comparable(nominee.Kind), NomineeIdentity.Of(nominee)));

    /// <summary>A link or call is the same in whichever section it stands.</summary>
    public static string Comparable(NomineeKind kind) => kind is NomineeKind.Link or NomineeKind.Call ? "address" : NomineeJson.Name(kind);
}
