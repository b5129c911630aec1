using System.Data.Common;
using Dapper;

namespace Syndicator.Nominations.Reviewing;

/// <summary>Everything that one act of an editor changes, within its transaction.</summary>
/// <param name="Now">When it is made.</param>
internal sealed record Decision(DbTransaction Transaction, EditorAct Act, DateTimeOffset Now)
{
    public string Id { get; } = Guid.CreateVersion7(Now).ToString();

    /// <summary>The editor's name under a state.</summary>
    public Review Review => new(Act.Editor, Now, Act.Note);

    /// <summary>Reads a nomination and goes on with it, if it is still as the editor saw it.</summary>
    public async Task<ReviewOutcome> OfAsync(Seen seen, Func<Nomination, Task<ReviewOutcome>> act) =>
        await NominationTable.FindAsync(Transaction, seen.Id) is not { } nomination ? new ReviewOutcome.NotFound()
        : seen.Version is { } version && version != nomination.Version ? await ChangedAsync(nomination)
        : await act(nomination);

    /// <summary>Reads several, in order, and goes on with them if all are still as the editor saw them.</summary>
    public async Task<ReviewOutcome> OfAllAsync(IReadOnlyList<Seen> seen, Func<IReadOnlyList<Nomination>, Task<ReviewOutcome>> act)
    {
        await LockAsync(seen.Select(each => each.Id));
        return await OfRestAsync([], seen, act);
    }

    /// <summary>Makes whoever else changes these wait, in one order for all: two who waited for each other would wait for ever.</summary>
    public async Task LockAsync(IEnumerable<NominationId> ids)
    {
        foreach (var id in ids.Select(id => id.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            await Transaction.Connection!.ExecuteAsync("update nominations set version = version where id = @id", new { id }, Transaction);
        }
    }

    /// <summary>Writes nominee, state and rounds.</summary>
    /// <exception cref="SomebodyWasFirstException">It has changed within this transaction's time.</exception>
    public async Task<Nomination> WriteAsync(Nomination before, Nomination after, string act, string? moved = null, string? note = null)
    {
        if ((before.FirstRound, before.Round) != (after.FirstRound, after.Round))
        {
            await SetRoundsAsync(after);
        }

        return await NominationTable.WriteAsync(
                Transaction,
                before,
                after,
                Now,
                Act.Editor,
                act,
                note ?? Act.Note,
                new DecisionPart(Id, moved)
            ) ?? throw new SomebodyWasFirstException();
    }

    /// <summary>The open nomination of a nominee itself; null when there is none.</summary>
    public async Task<Nomination?> FindOpenAsync(string publication, Nominee nominee) =>
        (await SelectAsync(publication, nominee, NominationTable.IsOpen)).SingleOrDefault();

    /// <summary>Where a proposal of a nominee is counted, and what it comes as: one that was merged leads to its target. Null: nowhere yet.</summary>
    public async Task<(Nomination Nomination, NominationId CameAs)?> FindPlaceAsync(string publication, Nominee nominee)
    {
        var came = (await SelectAsync(publication, nominee, $"{NominationTable.IsOpen} or state = 'merged'")).SingleOrDefault();
        return came is not null && await TargetOfAsync(came) is { } target ? (target, came.Id) : null;
    }

    /// <summary>An open one before merged ones; of those the last.</summary>
    private Task<IReadOnlyList<Nomination>> SelectAsync(string publication, Nominee nominee, string condition) =>
        NominationTable.SelectAsync(
            Transaction.Connection!,
            $"""
            publication = @publication and kind = @kind and identity = @identity and ({condition})
            order by case when state = 'merged' then 1 else 0 end, id desc limit 1
            """,
            new
            {
                publication,
                kind = NomineeJson.Name(nominee.Kind),
                identity = NomineeIdentity.Of(nominee),
            },
            Transaction
        );

    /// <summary>Where mergers lead; null when that is open no more. Mergers never go in circles, each leading to one that was open then.</summary>
    private async Task<Nomination?> TargetOfAsync(Nomination nomination)
    {
        var target = nomination;
        while (target?.State is NominationState.MergedInto merged)
        {
            target = await NominationTable.FindAsync(Transaction, merged.Target);
        }

        return target?.State is NominationState.Published or NominationState.Withdrawn ? null : target;
    }

    private Task<ReviewOutcome> OfRestAsync(
        IReadOnlyList<Nomination> read,
        IReadOnlyList<Seen> seen,
        Func<IReadOnlyList<Nomination>, Task<ReviewOutcome>> act
    ) => read.Count == seen.Count ? act(read) : OfAsync(seen[read.Count], nomination => OfRestAsync([.. read, nomination], seen, act));

    private async Task<ReviewOutcome> ChangedAsync(Nomination nomination)
    {
        var (at, actor, act, note) = await Transaction.Connection!.QuerySingleAsync<(long, string, string, string)>(
            "select at, actor, act, note from nomination_history where nomination_id = @id order by version desc limit 1",
            new { id = nomination.Id.ToString() },
            Transaction
        );
        return new ReviewOutcome.Changed(
            nomination.Id,
            actor,
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            note.Length > 0 ? $"{act}: {OneLine.Of(note)}" : act
        );
    }

    private Task SetRoundsAsync(Nomination after) =>
        Transaction.Connection!.ExecuteAsync(
            "update nominations set first_round = @FirstRound, round = @Round where id = @id",
            new
            {
                id = after.Id.ToString(),
                after.FirstRound,
                after.Round,
            },
            Transaction
        );
}

/// <summary>What was read has changed before it was written: everything of this transaction is given up, and done again.</summary>
internal sealed class SomebodyWasFirstException : Exception;
