using System.Globalization;
using Syndicator.Publishing;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Why an act is not possible in a state, and what to do instead.</summary>
internal static class Refusals
{
    public static ReviewOutcome.NotPossible Already(string what, Review review) =>
        new($"It was {what} already, by {Actors.NameOf(review.Editor)}.", "Nothing is to be done.");

    public static ReviewOutcome.NotPossible Already(string what) => new($"It is {what} already.", "Nothing is to be done.");

    public static ReviewOutcome.NotPossible IsChosen() => new("It is chosen for its round.", "Take that back first: unchoose it.");

    public static ReviewOutcome.NotPossible IsPublished(NominationState.Published published) =>
        new(
            $"{(published.IssueNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"Issue {number}") : published.IssueKey)} has it.",
            "What an issue has stays so; when somebody nominates it again, that is a new nomination."
        );

    public static ReviewOutcome.NotPossible IsMerged(NominationState.MergedInto merged) =>
        new($"It is counted with {merged.Target}.", "Act on that one, or take the merger back first: undo.", merged.Target);

    public static ReviewOutcome.NotPossible IsWithdrawn() =>
        new("It was withdrawn: nobody nominates it any more.", "If that was a mistake of yours, undo it; else add it by hand.");

    public static ReviewOutcome.NotPossible IsTaken(Nomination same) =>
        new(
            $"{NomineeName.Of(same.Nominee)} is another open nomination, {same.Id}.",
            "Merge this one into that, or correct one of them.",
            same.Id
        );
}
