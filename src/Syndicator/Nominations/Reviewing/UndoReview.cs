using Dapper;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Takes the last decision on a nomination back, with all that it did to others. What was taken back may be done again.</summary>
internal sealed class UndoReview(Database database, TimeProvider clock)
{
    /// <summary>How an undoing is called in the history; it is itself never undone.</summary>
    public const string Undone = "undone";

    private readonly MakeDecisions _decisions = new(database, clock);

    public Task<ReviewOutcome> RunAsync(Seen seen, EditorAct act, CancellationToken cancellationToken) =>
        _decisions.RunAsync(
            act,
            decision =>
                decision.OfAsync(
                    seen,
                    async nomination =>
                        await LastAsync(decision, nomination.Id) is { } last
                            ? await UndoAsync(decision, nomination, last)
                            : new ReviewOutcome.NotPossible("Nobody has decided anything about it.", "Nothing is to be done.")
                ),
            cancellationToken
        );

    private static async Task<ReviewOutcome> UndoAsync(Decision decision, Nomination nomination, PastAct last)
    {
        if (last.Actor == Actors.Service)
        {
            return OfService(last);
        }

        var parts = await PartsAsync(decision, last.Decision);
        await decision.LockAsync(parts.Select(part => part.Nomination));
        var touched = new List<(PastAct Part, Nomination Now)>();
        foreach (var part in parts)
        {
            var now = (await NominationTable.FindAsync(decision.Transaction, part.Nomination))!;
            if (await LastAsync(decision, part.Nomination) is { } since && since.Decision != last.Decision)
            {
                return new ReviewOutcome.NotPossible(
                    $"{NomineeName.Of(now.Nominee)} was {since.Act} since, by {Actors.NameOf(since.Actor)}.",
                    "Take that back first.",
                    now.Id
                );
            }

            touched.Add((part, now));
        }

        if (await TakenAsync(decision, touched) is { } same)
        {
            return Refusals.IsTaken(same);
        }

        return await RestoreAsync(decision, nomination, last, touched);
    }

    private static async Task<ReviewOutcome> RestoreAsync(
        Decision decision,
        Nomination nomination,
        PastAct last,
        IReadOnlyList<(PastAct Part, Nomination Now)> touched
    )
    {
        // What closes goes first: two open nominations of the same thing cannot be.
        foreach (var (part, now) in touched.OrderBy(item => IsOpen(item.Part.Restored(item.Now, decision.Now)) ? 1 : 0))
        {
            await decision.WriteAsync(now, part.Restored(now, decision.Now), Undone, note: $"takes back: {part.Act}");
        }

        await new UndoneMoves(decision).RunAsync([.. touched.Select(item => item.Part)]);
        await decision.Transaction.Connection!.ExecuteAsync(
            "update nomination_history set undone_by = @Id where decision = @undone",
            new { decision.Id, undone = last.Decision },
            decision.Transaction
        );
        return new ReviewOutcome.Done((await NominationTable.FindAsync(decision.Transaction, nomination.Id))!, $"Taken back: {last.Act}.");
    }

    private static ReviewOutcome.NotPossible OfService(PastAct last) =>
        last.After.State.Match<ReviewOutcome.NotPossible>(
            _ => new("Nobody has decided anything about it.", "Nothing is to be done."),
            _ => Unknown(),
            _ => Unknown(),
            _ => Unknown(),
            published => Refusals.IsPublished(published),
            _ => Unknown(),
            _ => new("Every post that nominated it is gone.", "If it is wanted all the same, add it by hand.")
        );

    private static ReviewOutcome.NotPossible Unknown() => new("The service did it, not an editor.", "Decide anew.");

    /// <summary>Another open nomination of what one of these was before.</summary>
    private static async Task<Nomination?> TakenAsync(Decision decision, IReadOnlyList<(PastAct Part, Nomination Now)> touched)
    {
        foreach (var (part, now) in touched)
        {
            var restored = part.Restored(now, decision.Now);
            if (
                IsOpen(restored)
                && await decision.FindOpenAsync(now.Publication, restored.Nominee) is { } same
                && !touched.Any(item => item.Now.Id == same.Id)
            )
            {
                return same;
            }
        }

        return null;
    }

    private static bool IsOpen(Nomination nomination) =>
        nomination.State is NominationState.Pending or NominationState.Accepted or NominationState.Rejected or NominationState.Chosen;

    private static async Task<PastAct?> LastAsync(Decision decision, NominationId id) =>
        (
            await PastAct.SelectAsync(
                decision.Transaction,
                $"nomination_id = @id and undone_by is null and act <> '{Undone}' order by version desc limit 1",
                new { id = id.ToString() }
            )
        ).SingleOrDefault();

    private static Task<IReadOnlyList<PastAct>> PartsAsync(Decision decision, string past) =>
        PastAct.SelectAsync(decision.Transaction, "decision = @past order by nomination_id", new { past });
}
