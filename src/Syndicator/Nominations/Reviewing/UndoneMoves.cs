using Dapper;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Puts proposals, endorsements and mentions back where they were before a decision, once its nominations are as they were.</summary>
internal sealed class UndoneMoves(Decision decision)
{
    public async Task RunAsync(IReadOnlyList<PastAct> parts)
    {
        foreach (var part in parts)
        {
            await ReturnMergedAsync(part);
            await ReturnSplitAsync(part, parts);
            await ReturnAddedAsync(part);
        }
    }

    private Task ReturnMergedAsync(PastAct part) =>
        (part.Before?.State, part.After.State) switch
        {
            (NominationState.MergedInto, NominationState.MergedInto) => Task.CompletedTask,
            (_, NominationState.MergedInto into) => ProposalPlaces.GiveBackAsync(decision.Transaction, into.Target, part.Nomination),
            (NominationState.MergedInto before, _) => ProposalPlaces.MoveAllAsync(decision.Transaction, part.Nomination, before.Target),
            _ => Task.CompletedTask,
        };

    private Task ReturnSplitAsync(PastAct part, IReadOnlyList<PastAct> parts) =>
        part.Moves.Split is { } posts
            ? ProposalPlaces.ReturnPostsAsync(
                decision.Transaction,
                posts,
                part.Nomination,
                parts.Single(other => other.Nomination != part.Nomination).Nomination
            )
            : Task.CompletedTask;

    private async Task ReturnAddedAsync(PastAct part)
    {
        if (part.Moves.Added is not { } added)
        {
            return;
        }

        var parameters = new
        {
            added.Publication,
            added.Source,
            added.Post,
            added.Ordinal,
            at = decision.Now,
            part.Moves.Became,
            part.Moves.BecameWhy,
        };
        const string Proposal = "publication = @Publication and source = @Source and post_id = @Post and ordinal = @Ordinal";
        await Recount.OfProposalsAsync(decision.Transaction, Proposal, parameters);
        await decision.Transaction.Connection!.ExecuteAsync(
            $"update proposals set withdrawn_at = @at where {Proposal} and withdrawn_at is null",
            parameters,
            decision.Transaction
        );
        if (part.Moves.Became is not null)
        {
            await decision.Transaction.Connection!.ExecuteAsync(
                """
                update mentions set becomes = @Became, why = @BecameWhy
                where publication = @Publication and source = @Source and post_id = @Post
                """,
                parameters,
                decision.Transaction
            );
        }
    }
}
