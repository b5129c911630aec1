using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Says otherwise what is nominated. What makes it the same as others follows.</summary>
internal sealed class CorrectNomination(Database database, TimeProvider clock)
{
    private readonly MakeDecisions _decisions = new(database, clock);

    public Task<ReviewOutcome> RunAsync(Seen seen, NomineeCorrection correction, EditorAct act, CancellationToken cancellationToken) =>
        _decisions.RunAsync(
            act,
            decision => decision.OfAsync(seen, nomination => CorrectAsync(decision, nomination, correction)),
            cancellationToken
        );

    private static async Task<ReviewOutcome> CorrectAsync(Decision decision, Nomination nomination, NomineeCorrection correction)
    {
        if (Obstacle(nomination) is { } obstacle)
        {
            return obstacle;
        }

        var (corrected, problem) = correction.Apply(nomination.Nominee);
        if (corrected is null)
        {
            return new ReviewOutcome.NotPossible(problem!, "Nothing was changed; say it otherwise.");
        }

        if (corrected == nomination.Nominee)
        {
            return new ReviewOutcome.NotPossible("It says that already.", "Nothing is to be done.");
        }

        if (await decision.FindOpenAsync(nomination.Publication, corrected) is { } same && same.Id != nomination.Id)
        {
            return Refusals.IsTaken(same);
        }

        return new ReviewOutcome.Done(await decision.WriteAsync(nomination, nomination with { Nominee = corrected }, "corrected"));
    }

    /// <remarks>A winner may be corrected: its name is what the draft will say.</remarks>
    private static ReviewOutcome.NotPossible? Obstacle(Nomination nomination) =>
        nomination.State.Match<ReviewOutcome.NotPossible?>(
            _ => null,
            _ => null,
            _ => null,
            _ => null,
            published => Refusals.IsPublished(published),
            merged => Refusals.IsMerged(merged),
            _ => Refusals.IsWithdrawn()
        );
}
