using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Issues;
using Syndicator.Networks;
using Syndicator.Publishing;

namespace Syndicator.Calls;

/// <summary>Which posts about a call cannot be made: composes what is still to be said of it on each account, and says nothing.</summary>
internal sealed class FindUnsayable(TextRulesResolver rules, TimeProvider clock)
{
    /// <param name="listing">None of those that are over have anything to be said.</param>
    public async Task<IReadOnlyList<UnsayablePost>> RunAsync(
        Publication publication,
        CallListing listing,
        CancellationToken cancellationToken
    )
    {
        if (listing.State is CallState.Closed or CallState.Withdrawn)
        {
            return [];
        }

        var composer = new CallComposer(
            publication,
            TemplateSet.Read(publication).Templates,
            CallTurns.DayOf(clock.GetUtcNow(), publication).Year
        );
        var unsayable = new List<UnsayablePost>();
        foreach (var account in publication.Accounts.Where(account => account.Calls != CallPosting.Off))
        {
            unsayable.AddRange(Of(composer, publication, listing, account, await rules(publication, account, cancellationToken)));
        }

        return unsayable;
    }

    private static IEnumerable<UnsayablePost> Of(
        CallComposer composer,
        Publication publication,
        CallListing listing,
        Account account,
        TextRules textRules
    ) =>
        from plan in Plans(publication, listing, account)
        let place = plan.Issue?.Url
        where ComposeCallPost.Run(composer, plan, place, account, textRules) is null
        select new UnsayablePost(plan, account.Name, ComposeCallPost.WhyNot(composer, plan, place, account, textRules));

    private static IEnumerable<PlannedPost> Plans(Publication publication, CallListing listing, Account account)
    {
        var call = listing.Call;
        var isAnnounced = call.IsArchived || listing.Posts.Any(post => post.Account == account.Name);
        SaidCall?[] says =
        [
            isAnnounced ? null : SaidCall.Announced(call),
            call.Text.Closing is Closing.At at && publication.Calls.LastReminder is { } last ? SaidCall.Reminded(call, last, at) : null,
        ];
        return account.Calls == CallPosting.Digest
            ? says.OfType<SaidCall>().Take(1).Select(said => PlannedPost.Digest(call.LastIssue, [said], default))
            : says.OfType<SaidCall>().Select(said => PlannedPost.Of(said, default));
    }
}
