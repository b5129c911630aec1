using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>How long a text may be for an account's network, and what is made of it there. A server that does not answer is not waited for long.</summary>
internal delegate ValueTask<TextRules> TextRulesResolver(Publication publication, Account account, CancellationToken cancellationToken);

/// <summary>What every account of a publication says about an issue: what the desk shows and <c>announce</c> stores.</summary>
internal sealed class IssueThreads(Publication publication, TextRulesResolver rules)
{
    /// <param name="others">Issues that tell whose the address of a call is.</param>
    public async Task<IReadOnlyList<PostThread>> ComposeAsync(
        Issue issue,
        string markdown,
        IReadOnlyList<EarlierIssue> others,
        CancellationToken cancellationToken
    )
    {
        // Read anew: issues are composed rarely, and templates of thousands of publications would be kept for it.
        var composer = new IssueComposer(publication, TemplateSet.Read(publication).Templates);
        var digest = new IssueDigest(issue, markdown, others);
        var threads = new List<PostThread>();
        foreach (var account in publication.Accounts)
        {
            threads.Add(composer.Compose(digest, account, await rules(publication, account, cancellationToken)));
        }

        return threads;
    }
}
