namespace Syndicator.Nominations.Reviewing;

/// <summary>The state that an act leads to, or why there is none.</summary>
internal readonly record struct NextState(NominationState? State, ReviewOutcome.NotPossible? Refusal)
{
    /// <summary>Of an act on what is open, accepted or rejected; everything else refuses it.</summary>
    public static NextState Of(
        NominationState state,
        Func<NominationState.Pending, NextState> pending,
        Func<NominationState.Accepted, NextState> accepted,
        Func<NominationState.Rejected, NextState> rejected
    ) =>
        state.Match<NextState>(
            pending,
            accepted,
            rejected,
            _ => Refusals.IsChosen(),
            published => Refusals.IsPublished(published),
            merged => Refusals.IsMerged(merged),
            _ => Refusals.IsWithdrawn()
        );

    public static implicit operator NextState(NominationState state) => new(state, null);

    public static implicit operator NextState(ReviewOutcome.NotPossible refusal) => new(null, refusal);
}
