using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Publishing;

/// <summary>How many lines, links and characters a text may have for an account's network.</summary>
internal delegate Networks.TextRules TextRulesResolver(Account account);

/// <summary>What every account of a publication says about an issue: what <c>preview</c> shows and <c>announce</c> stores.</summary>
internal sealed class IssueThreads(Publication publication, TextRulesResolver rules)
{
    private readonly IssueComposer _composer = new(publication, TemplateSet.Read(publication).Templates);

    public IReadOnlyList<PostThread> Compose(Issue issue, string markdown)
    {
        var digest = new IssueDigest(issue, markdown);
        return [.. publication.Accounts.Select(account => _composer.Compose(digest, account, rules(account)))];
    }
}
