using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Counts nominations of the same thing as one. What comes later for those that were merged leads to the target.</summary>
internal sealed class MergeNominations(Database database, TimeProvider clock)
{
    private const int MostAtOnce = 100;

    private readonly MakeDecisions _decisions = new(database, clock);

    /// <param name="merged">All of them, or none.</param>
    /// <param name="target">Keeps its name.</param>
    public Task<ReviewOutcome> RunAsync(IReadOnlyList<Seen> merged, Seen target, EditorAct act, CancellationToken cancellationToken) =>
        merged.Count is 0 or > MostAtOnce || merged.Append(target).DistinctBy(seen => seen.Id).Count() != merged.Count + 1
            ? Task.FromResult<ReviewOutcome>(
                new ReviewOutcome.NotPossible("A merger is of different nominations, at most 100 into another one.", "Name each once.")
            )
            : _decisions.RunAsync(
                act,
                decision => decision.OfAllAsync([target, .. merged], all => MergeAsync(decision, all[0], [.. all.Skip(1)])),
                cancellationToken
            );

    private static async Task<ReviewOutcome> MergeAsync(Decision decision, Nomination target, IReadOnlyList<Nomination> merged)
    {
        var obstacles = merged.Select(nomination => Obstacle(nomination, target)).Prepend(Obstacle(target));
        if (obstacles.FirstOrDefault(found => found is not null) is { } obstacle)
        {
            return obstacle;
        }

        if (await HidesAsync(decision, target) && !await AllHideAsync(decision, merged))
        {
            return new ReviewOutcome.NotPossible(
                "The words it would have are those of private posts only.",
                "Merge it into the one that public posts nominate."
            );
        }

        foreach (var nomination in merged)
        {
            await decision.WriteAsync(
                nomination,
                nomination with
                {
                    State = Next(nomination, target).State!,
                },
                "merged",
                note: $"into {NomineeName.Of(target.Nominee)}"
            );
            await ProposalPlaces.MoveAllAsync(decision.Transaction, nomination.Id, target.Id);
        }

        var written = await decision.WriteAsync(
            target,
            target with
            {
                FirstRound = merged.Append(target).Min(nomination => nomination.FirstRound),
                Round = merged.Append(target).Max(nomination => nomination.Round),
            },
            "took in",
            note: string.Join("; ", merged.Select(nomination => NomineeName.Of(nomination.Nominee)))
        );
        return new ReviewOutcome.Done(written, Remark(target, merged));
    }

    /// <summary>Whether it is a quote that only private posts say. Of a crate, nothing but its name is told.</summary>
    private static async Task<bool> HidesAsync(Decision decision, Nomination nomination) =>
        nomination.Nominee is Nominee.Quote
        && await decision.Transaction.Connection!.QuerySingleAsync<(long, long)>(
            "select count(*), coalesce(sum(is_quotable), 0) from proposals where nomination_id = @id and withdrawn_at is null",
            new { id = nomination.Id.ToString() },
            decision.Transaction
        )
            is (> 0, 0);

    private static async Task<bool> AllHideAsync(Decision decision, IReadOnlyList<Nomination> nominations)
    {
        foreach (var nomination in nominations)
        {
            if (!await HidesAsync(decision, nomination))
            {
                return false;
            }
        }

        return true;
    }

    private static ReviewOutcome.NotPossible? Obstacle(Nomination target) =>
        target.State.Match<ReviewOutcome.NotPossible?>(
            _ => null,
            _ => null,
            _ => new("What it is to be merged into is rejected.", "Reopen that first."),
            _ => null,
            published => Refusals.IsPublished(published),
            into => Refusals.IsMerged(into),
            _ => Refusals.IsWithdrawn()
        );

    private static ReviewOutcome.NotPossible? Obstacle(Nomination nomination, Nomination target) =>
        nomination.Nominee.Kind != target.Nominee.Kind || nomination.Publication != target.Publication
            ? new(
                $"{NomineeName.Of(nomination.Nominee)} is a {NomineeJson.Name(nomination.Nominee.Kind)}, {NomineeName.Of(target.Nominee)} a {NomineeJson.Name(target.Nominee.Kind)}.",
                "Only what is of one kind is merged. Add the other one by hand, and withdraw this."
            )
            : Next(nomination, target).Refusal;

    private static NextState Next(Nomination nomination, Nomination target) =>
        NextState.Of(
            nomination.State,
            pending => pending.Merge(target.Id),
            accepted => accepted.Merge(target.Id),
            _ => new ReviewOutcome.NotPossible($"{NomineeName.Of(nomination.Nominee)} is rejected.", "Reopen it first.")
        );

    private static string? Remark(Nomination target, IReadOnlyList<Nomination> merged) =>
        target.Nominee is Nominee.Crate { Name: null }
        && merged.Select(nomination => (nomination.Nominee as Nominee.Crate)?.Name).FirstOrDefault(name => name is not null) is { } name
            ? $"It has no crate's name yet; one that was merged is called {OneLine.Of(name)}: correct its name."
            : null;
}
