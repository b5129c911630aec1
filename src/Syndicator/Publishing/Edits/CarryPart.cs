using System.Data.Common;
using Syndicator.Composing;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Publishing.Edits;

/// <summary>Carries the change of one part of a thread to its post, inside the transaction of <see cref="ProposeEdits"/>.</summary>
/// <param name="place">The part; its number does not matter.</param>
internal sealed class CarryPart(
    DbTransaction transaction,
    Publication publication,
    Account account,
    EditPlace place,
    PartChange change,
    DateTimeOffset now
)
{
    public async Task<CarriedChange> RunAsync()
    {
        while (true)
        {
            // In this order: a proposal that is accepted between the two is found open no more when it is to be settled.
            var last = await ProposedEditTable.FindLastAsync(transaction, place);
            var post = await ProposedEditTable.FindPostAsync(transaction.Connection!, place, transaction);
            if (await CarryAsync(post, last) is { } carried)
            {
                return carried;
            }

            // A worker or an editor changed the post or the proposal since they were read: it is another case now.
        }
    }

    /// <summary>Null when somebody else was first, as in every method below.</summary>
    private Task<CarriedChange?> CarryAsync(Delivery? post, ProposedEdit? last)
    {
        var mayBeOut = post?.State is not (DeliveryState.Failed or DeliveryState.Cancelled or DeliveryState.Gone);
        return post switch
        {
            // A part that the templates alone came to make is no change of the issue; one that had a note before is.
            null when change.Before is not null && last is null => Task.FromResult<CarriedChange?>(CarriedChange.Nothing),
            { State.NeverLeft: true } when change.After is null => HoldAsync(post, last),
            { State.NeverLeft: true } => FollowAsync(post, change.After, last),
            _ => mayBeOut ? ProposeAsync(post, last) : WithdrawAsync(last),
        };
    }

    private async Task<CarriedChange?> HoldAsync(Delivery post, ProposedEdit? last)
    {
        var isHeld = post.State is DeliveryState.Held { Reason: HeldReason.Contradiction };
        var next = post with
        {
            State = post.State is DeliveryState.Due due
                ? due.Hold(HeldReason.Contradiction)
                : ((DeliveryState.Held)post.State).Hold(HeldReason.Contradiction),
        };
        if (
            !isHeld && await DeliveryTable.WriteAsync(transaction, post, next, now, Actors.Service, "the issue no longer says this") is null
        )
        {
            return null;
        }

        // An editor's words are the editors' to decide on, as well.
        var isEdited = await DeliveryTable.IsEditedAsync(transaction, post);
        var settled = isEdited ? await ProposeAsync(post, last) : await WithdrawAsync(last);
        return settled is null ? null : settled with { HeldCount = isHeld ? 0 : 1 };
    }

    private async Task<CarriedChange?> FollowAsync(Delivery post, ComposedPost after, ProposedEdit? last)
    {
        var isEdited = await DeliveryTable.IsEditedAsync(transaction, post);
        var next = (isEdited ? post : post.Saying(after)) with { State = StateNow(post) };
        var isChanged = next.State != post.State || !next.Content.SaysTheSameAs(post.Content);
        var reason = isEdited ? "the issue says this again" : TextChange.ByIssue;
        if (isChanged && await DeliveryTable.WriteAsync(transaction, post, next, now, Actors.Service, reason) is null)
        {
            return null;
        }

        var settled = isEdited ? await ProposeAsync(post, last) : await WithdrawAsync(last);
        return settled is null ? null : settled with { FollowedCount = isChanged ? 1 : 0 };
    }

    /// <summary>A post that was held because the issue had stopped saying it waits as a new one does when the issue says it again.</summary>
    private DeliveryState StateNow(Delivery post) =>
        change.Before is not null || post.State is not DeliveryState.Held { Reason: HeldReason.Contradiction } ? post.State
        : account.Approval == Approval.Required ? DeliveryState.Held.For(HeldReason.Approval)
        : DeliveryState.Held.ForDelay(now + publication.Hold);

    private async Task<CarriedChange?> ProposeAsync(Delivery? post, ProposedEdit? last)
    {
        var standing = post?.Content;
        var proposed = change.After?.Content;
        // While a post says what it said at the last proposal, it belongs to what the issue said then, whatever was proposed since.
        var isAsProposedFor = last is { State: not EditState.Accepted } && AreSame(last.Standing?.Content, standing);
        var basis = isAsProposedFor ? last!.Basis : change.Before?.Content;
        if (AreSame(proposed, basis) || AreSame(proposed, standing))
        {
            return await WithdrawAsync(last);
        }

        if (isAsProposedFor && last!.State is EditState.Open && AreSame(last.Proposed?.Content, proposed))
        {
            return CarriedChange.Nothing;
        }

        if (await WithdrawAsync(last) is not { } withdrawn)
        {
            return null;
        }

        var edit = new ProposedEdit
        {
            Place = place with { Number = (last?.Place.Number ?? 0) + 1 },
            Standing = post?.ToComposed(),
            Proposed = change.After,
            Basis = basis,
            CreatedAt = now,
        };
        await ProposedEditTable.InsertAsync(transaction, edit);
        return withdrawn with { ProposedCount = 1 };
    }

    private async Task<CarriedChange?> WithdrawAsync(ProposedEdit? last)
    {
        if (last?.State is not EditState.Open open)
        {
            return CarriedChange.Nothing;
        }

        var withdrawn = await ProposedEditTable.SettleAsync(transaction, last, open.Withdraw(now));
        return withdrawn is null ? null : CarriedChange.Nothing with { WithdrawnCount = 1 };
    }

    private static bool AreSame(PostContent? one, PostContent? other) =>
        one is null || other is null ? ReferenceEquals(one, other) : one.SaysTheSameAs(other);
}
