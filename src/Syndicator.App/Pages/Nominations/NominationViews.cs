using Syndicator.App.Commands;
using Syndicator.Nominations;
using Syndicator.Nominations.Reviewing;

namespace Syndicator.App.Pages.Nominations;

/// <summary>Turns nominations into what their pages show.</summary>
internal static class NominationViews
{
    public static NominationItemView Item(NominationListing listing, IEnumerable<ProposalDetails> posts)
    {
        var nomination = listing.Nomination;
        var shown = posts.Select(Post).ToList();
        return new NominationItemView
        {
            Key = nomination.Id.ToString(),
            Version = nomination.Version,
            Kind = NomineeJson.Name(nomination.Nominee.Kind),
            Name = NomineeName.Of(nomination.Nominee),
            Url = UrlOf(nomination.Nominee),
            Text = TextOf(nomination.Nominee),
            Support = listing.Support.Sum,
            SupportWords = NominationLine.SupportOf(listing.Support),
            State = State(nomination.State),
            Age = listing.Age,
            Marks = [.. listing.Marks.Select(mark => mark.Text)],
            Posts = shown,
            MorePosts = Math.Max(0, listing.Support.NominatorCount - shown.Count),
            Acts = Acts(nomination.State, listing.IsPrivate),
        };
    }

    public static NominatingPostView Post(ProposalDetails proposal) =>
        new(
            OneLine.Of(proposal.Nominator, 80),
            proposal.Handle is { } handle ? OneLine.Of(handle, 120) : null,
            proposal.Network,
            proposal.Url,
            proposal.Text,
            proposal.At,
            NoteOf(proposal)
        );

    public static PostStateView State(NominationState state) =>
        state.Match(
            _ => new PostStateView(PostTone.Planned, "Open"),
            accepted => Reviewed(PostTone.Sent, "Accepted", accepted.Review),
            rejected => Reviewed(PostTone.Trouble, "Rejected", rejected.Review),
            chosen => Reviewed(PostTone.Sent, "Chosen", chosen.Review),
            published => new PostStateView(
                PostTone.Sent,
                published.IssueNumber is { } number
                    ? $"Published in {Words.Number(number)}"
                    : $"Published in {OneLine.Of(published.IssueKey)}"
            ),
            _ => new PostStateView(PostTone.Waiting, "Merged into another"),
            withdrawn => new PostStateView(PostTone.Waiting, "Withdrawn", withdrawn.At)
        );

    /// <param name="isPrivate">Whether nobody could be shown what it says, so that it cannot be chosen.</param>
    private static IReadOnlyList<NominationAct> Acts(NominationState state, bool isPrivate) =>
        [
            .. state
                .Match<IReadOnlyList<NominationAct>>(
                    _ => [NominationAct.Accept, NominationAct.Choose, NominationAct.Reject],
                    _ => [NominationAct.Choose, NominationAct.Reject, NominationAct.Reopen],
                    _ => [NominationAct.Accept, NominationAct.Reopen],
                    _ => [NominationAct.Unchoose],
                    _ => [],
                    _ => [],
                    _ => []
                )
                .Where(act => act != NominationAct.Choose || !isPrivate),
        ];

    /// <summary>How an act ended, as said on the next page.</summary>
    /// <param name="undo">Where the act is taken back, of the nomination as it is now; null where that makes no sense.</param>
    public static SaidView Said(ReviewOutcome outcome, string done, DeskRequest desk, Func<Nomination, string?> undo) =>
        outcome.Match(
            ended => new SaidView(
                $"{NomineeName.Of(ended.Nomination.Nominee)} {done}." + (ended.Remark is { } remark ? " " + remark : ""),
                Undo: undo(ended.Nomination)
            ),
            changed => desk.Faster(changed.By, Words.Who(changed.By), changed.At, changed.What),
            not => new SaidView($"Nothing was done. {not.Why} {not.Remedy}", IsTrouble: true),
            _ => new SaidView("There is no such nomination any more. Nothing was done.", IsTrouble: true)
        );

    private static PostStateView Reviewed(PostTone tone, string words, Review review) =>
        new(tone, $"{words} by {Words.Who(review.Editor)}", review.At, review.Note.Length > 0 ? review.Note : null);

    private static string? UrlOf(Nominee nominee) =>
        nominee.Match(
            crate => crate.Url ?? (crate.Name is { } name ? $"https://crates.io/crates/{Uri.EscapeDataString(name)}" : null),
            quote => quote.SourceUrl,
            link => link.Url,
            call => call.Url
        );

    private static string? TextOf(Nominee nominee) =>
        nominee.Match(
            crate => crate.Description,
            quote => NomineeName.Of(quote).Contains(quote.Text, StringComparison.Ordinal) ? null : quote.Text,
            _ => null,
            _ => null
        );

    private static string? NoteOf(ProposalDetails proposal)
    {
        IEnumerable<string?> notes =
        [
            proposal.MergedFrom is { } other ? $"nominates {other}, merged into this" : null,
            proposal.IsSelf ? "their own" : null,
            proposal.IsQuotable ? null : "private",
            proposal.IsGone ? "deleted since" : null,
            proposal.IsForgotten ? "its words are no longer kept" : null,
            proposal is { IsEdited: true, IsGone: false, IsForgotten: false } ? "edited since" : null,
            proposal.IsWithdrawn ? "does not nominate it any more" : null,
        ];
        var said = string.Join(", ", notes.OfType<string>());
        return said.Length > 0 ? said : null;
    }
}
