using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Runs an editor's act in one transaction, anew where somebody else changed the same rows at the same moment.</summary>
internal sealed class MakeDecisions(Database database, TimeProvider clock)
{
    /// <summary>Each attempt reads anew, so that a second one tells who was first.</summary>
    private const int MostAttempts = 4;

    private const int LongestNote = 1000;

    public async Task<ReviewOutcome> RunAsync(
        EditorAct act,
        Func<Decision, Task<ReviewOutcome>> decide,
        CancellationToken cancellationToken
    )
    {
        // Whatever is said to it may come from anywhere.
        var said = act with
        {
            Note = OneLine.Of(act.Note.Trim(), LongestNote),
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(
                    async transaction =>
                    {
                        await database.LockAsync(transaction, NominationTable.Lock);
                        return await decide(new Decision(transaction, said, clock.GetUtcNow()));
                    },
                    cancellationToken
                );
            }
            catch (Exception problem)
                when (attempt < MostAttempts && (problem is SomebodyWasFirstException || database.IsUniqueViolation(problem)))
            {
                // Looked at again.
            }
            catch (SomebodyWasFirstException)
            {
                return new ReviewOutcome.NotPossible(
                    "Others changed it again and again at the same moment.",
                    "Look at it, and try once more."
                );
            }
        }
    }
}
