namespace Syndicator.Nominations.Reviewing;

/// <summary>The state that an act leads to, or why there is none.</summary>
internal readonly record struct NextState(NominationState? State, ReviewOutcome.NotPossible? Refusal)
{
    public static implicit operator NextState(NominationState state) => new(state, null);

    public static implicit operator NextState(ReviewOutcome.NotPossible refusal) => new(null, refusal);
}
