using System.Data.Common;
using Syndicator.Configuration;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>What editors decide about one call. Each act is one transaction, and kept with editor, time and note.</summary>
internal sealed class ReviewCalls(Database database, TimeProvider clock)
{
    /// <summary>How an undoing is called in the history; it is itself never undone.</summary>
    public const string TakenBack = "taken back";

    private const int LongestNote = 1000;

    private static readonly CallOutcome.NotPossible s_nothingToRelease = new(
        "Nothing holds it.",
        "It is told of when its turn comes; nothing is to be done."
    );

    private static readonly CallOutcome.NotPossible s_withoutReason = new(
        "It needs a reason.",
        "Say in a few words why: other editors read it."
    );

    /// <summary>Lets it be told of: as it is, whatever contradicts itself in it; an editor's hold or withdrawal ends.</summary>
    public Task<CallOutcome> ReleaseAsync(CallAction action, CancellationToken cancellationToken) =>
        DecideAsync(
            action,
            "released",
            (call, at, note) =>
                call is { IsHeld: false, IsWithdrawn: false }
                    ? s_nothingToRelease
                    : Decided(call, new CallDecision.Released(action.Editor, at, note, call.Contradiction)),
            cancellationToken
        );

    /// <summary>It is not told of until somebody releases it.</summary>
    /// <param name="action">Its note is the reason, which may not be empty.</param>
    public Task<CallOutcome> HoldAsync(CallAction action, CancellationToken cancellationToken) =>
        DecideAsync(
            action,
            "held",
            (call, at, note) =>
                call.Decision switch
                {
                    _ when note.Length == 0 => s_withoutReason,
                    CallDecision.Held held => Already("held", held),
                    CallDecision.Withdrawn withdrawn => Already("withdrawn", withdrawn),
                    _ => Decided(call, new CallDecision.Held(action.Editor, at, note)),
                },
            cancellationToken
        );

    /// <summary>It is over before its closing day.</summary>
    /// <param name="action">As of <see cref="HoldAsync"/>.</param>
    public Task<CallOutcome> WithdrawAsync(CallAction action, CancellationToken cancellationToken) =>
        DecideAsync(
            action,
            "withdrawn",
            (call, at, note) =>
                call.Decision switch
                {
                    _ when note.Length == 0 => s_withoutReason,
                    CallDecision.Withdrawn withdrawn => Already("withdrawn", withdrawn),
                    _ => Decided(call, new CallDecision.Withdrawn(action.Editor, at, note)),
                },
            cancellationToken
        );

    /// <summary>Says what is right instead of what is printed. Where nothing contradicts itself any more, nothing holds it.</summary>
    public Task<CallOutcome> CorrectAsync(
        Publication publication,
        CallAction action,
        CallFields fields,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            action,
            "corrected",
            async (transaction, call, at, _) =>
            {
                var (says, problem) = fields.Apply(call.Text);
                if (problem is not null || says == call.Text)
                {
                    return problem ?? new CallOutcome.NotPossible("It says that already.", "Nothing is to be done.");
                }

                var corrected = call with { Correction = new CallCorrection(call.Printed, says!) };
                return await FindSameAsync(transaction, publication, corrected, at) is { } same
                    ? new CallOutcome.NotPossible(
                        $"That is the address of another call, {OneLine.Of(same.Text.Title)} ({same.Id}).",
                        "Correct that one, or withdraw one of the two."
                    )
                    : new CallOutcome.Done(await JudgedAsync(transaction, corrected));
            },
            cancellationToken
        );

    /// <summary>Takes an editor's correction back: it says what is printed.</summary>
    public Task<CallOutcome> TakeCorrectionBackAsync(CallAction action, CancellationToken cancellationToken) =>
        RunAsync(
            action,
            "correction taken back",
            async (transaction, call, _, _) =>
                call.Correction is null ? new CallOutcome.NotPossible("Nobody corrected it.", "Nothing is to be done.")
                : call.CorrectedAddress is { } address && PrintedCall.AddressOf(call.Printed.Url) == address
                    ? new CallOutcome.NotPossible(
                        $"{OneLine.Of(call.LastIssue.Title)} prints the corrected address itself: without the correction it would be another call.",
                        "Correct what else is wrong."
                    )
                : new CallOutcome.Done(await JudgedAsync(transaction, call with { Correction = null })),
            cancellationToken
        );

    /// <summary>Takes back what a person did last, where nothing happened to the call since: it is decided and corrected as before.</summary>
    public Task<CallOutcome> UndoAsync(CallAction action, CancellationToken cancellationToken) =>
        RunAsync(
            action,
            TakenBack,
            async (transaction, call, _, _) =>
            {
                var last = (await CallHistory.ReadAsync(transaction.Connection!, call.Id, transaction))[^1];
                return !Actors.IsPerson(last.Actor) || last.Before is not { } before || last.Act == TakenBack
                    ? new CallOutcome.NotPossible(
                        $"What happened last cannot be taken back: {last.Act}, by {Actors.NameOf(last.Actor)}.",
                        "Decide anew what is right."
                    )
                    : new CallOutcome.Done(before.Recall(call));
            },
            cancellationToken
        );

    private static CallOutcome.Done Decided(Call call, CallDecision decision) => new(call with { Decision = decision });

    private static CallOutcome.NotPossible Already(string what, CallDecision decision) =>
        new($"It was {what} already, by {Actors.NameOf(decision.Editor)}: {decision.Note}", "Release it, and it is told of again.");

    /// <summary>Whether it contradicts itself as it reads now.</summary>
    private static async Task<Call> JudgedAsync(DbTransaction transaction, Call call)
    {
        var printed = await CallSightings.OfAsync(transaction.Connection!, call.Id, transaction);
        return call with { Contradiction = CallContradiction.Of(call, printed.Count == 0 ? null : printed[0].Contradiction) };
    }

    /// <summary>Another call that is open at the corrected address; null: there is none.</summary>
    private static async Task<Call?> FindSameAsync(DbTransaction transaction, Publication publication, Call corrected, DateTimeOffset now)
    {
        if (corrected.CorrectedAddress is not { } address)
        {
            return null;
        }

        var candidates = await CallTable.SelectAsync(
            transaction.Connection!,
            "publication = @Publication and id <> @id and (identity = @address or correction is not null)",
            new
            {
                corrected.Publication,
                id = corrected.Id.ToString(),
                address,
            },
            transaction
        );
        return candidates.FirstOrDefault(call =>
            (call.Identity == address || call.CorrectedAddress == address) && !call.IsWithdrawn && CallLife.EndsAt(call, publication) > now
        );
    }

    private Task<CallOutcome> DecideAsync(
        CallAction action,
        string act,
        Func<Call, DateTimeOffset, string, CallOutcome> decide,
        CancellationToken cancellationToken
    ) => RunAsync(action, act, (_, call, at, note) => Task.FromResult(decide(call, at, note)), cancellationToken);

    /// <param name="change">What the act makes of the call, not written yet, or why it does not.</param>
    private Task<CallOutcome> RunAsync(
        CallAction action,
        string act,
        Func<DbTransaction, Call, DateTimeOffset, string, Task<CallOutcome>> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.LockAsync(transaction, CallTable.Lock);
                if (await CallTable.FindAsync(transaction, action.Id) is not { } call)
                {
                    return new CallOutcome.NotFound();
                }

                if (action.Version is { } seen && seen != call.Version)
                {
                    var last = (await CallHistory.ReadAsync(transaction.Connection!, call.Id, transaction))[^1];
                    return new CallOutcome.Changed(call, last.Actor, last.At, last.Act);
                }

                var (at, note) = (clock.GetUtcNow(), OneLine.Of(action.Note.Trim(), LongestNote));
                var outcome = await change(transaction, call, at, note);
                return outcome is CallOutcome.Done done
                    ? new CallOutcome.Done((await CallTable.WriteAsync(transaction, call, done.Call, at, action.Editor, act, note))!)
                    : outcome;
            },
            cancellationToken
        );
}
