using System.Data.Common;
using Syndicator.Issues;
using Syndicator.Storage;

namespace Syndicator.Calls;

/// <summary>What editors decide about one call. Each act is one transaction, and kept with editor, time and note.</summary>
internal sealed class ReviewCalls(Database database, TimeProvider clock)
{
    private const int LongestNote = 1000;

    private static readonly CallOutcome.NotPossible s_nothingToRelease = new(
        "Nothing holds it.",
        "It is told of when its turn comes; nothing is to be done."
    );

    /// <summary>Lets it be told of: as it is, whatever contradicts itself in it; an editor's hold or withdrawal ends.</summary>
    public Task<CallOutcome> ReleaseAsync(CallAction action, CancellationToken cancellationToken) =>
        ChangeAsync(
            action,
            "released",
            (call, at, note) =>
                call is { IsHeld: false, IsWithdrawn: false }
                    ? (NextCall)s_nothingToRelease
                    : call with
                    {
                        Decision = new CallDecision.Released(action.Editor, at, note, call.Contradiction),
                    },
            cancellationToken
        );

    /// <param name="action">Its note is the reason, which may not be empty.</param>
    public Task<CallOutcome> HoldAsync(CallAction action, CancellationToken cancellationToken) =>
        ChangeAsync(
            action,
            "held",
            (call, at, note) =>
                call.Decision switch
                {
                    _ when note.Length == 0 => (NextCall)WithoutReason(),
                    CallDecision.Held held => Already("held", held),
                    CallDecision.Withdrawn withdrawn => Already("withdrawn", withdrawn),
                    _ => call with { Decision = new CallDecision.Held(action.Editor, at, note) },
                },
            cancellationToken
        );

    /// <summary>It is over before its closing day.</summary>
    /// <param name="action">As of <see cref="HoldAsync"/>.</param>
    public Task<CallOutcome> WithdrawAsync(CallAction action, CancellationToken cancellationToken) =>
        ChangeAsync(
            action,
            "withdrawn",
            (call, at, note) =>
                call.Decision switch
                {
                    _ when note.Length == 0 => (NextCall)WithoutReason(),
                    CallDecision.Withdrawn withdrawn => Already("withdrawn", withdrawn),
                    _ => call with { Decision = new CallDecision.Withdrawn(action.Editor, at, note) },
                },
            cancellationToken
        );

    /// <summary>Says what is right instead of what is printed. Where nothing contradicts itself any more, nothing holds it.</summary>
    /// <param name="correct">What it says now to what it is to say.</param>
    public Task<CallOutcome> CorrectAsync(CallAction action, Func<CallText, CallText> correct, CancellationToken cancellationToken) =>
        RunAsync(
            action,
            "corrected",
            async (transaction, call, _, _) =>
            {
                var says = correct(call.Text);
                if (says == call.Text)
                {
                    return new CallOutcome.NotPossible("It says that already.", "Nothing is to be done.");
                }

                if (PublicAddress(says.Url) is not { } url)
                {
                    return new CallOutcome.NotPossible(
                        $"{OneLine.Of(says.Url)} is no web address.",
                        "Write it whole: https://example.org/cfp."
                    );
                }

                var corrected = call with { Correction = new CallCorrection(call.Printed, says with { Url = url }) };
                return await IdentifiedAsync(transaction, call, corrected) is { } same
                    ? (NextCall)
                        new CallOutcome.NotPossible(
                            $"That is the address of another call, {OneLine.Of(same.Text.Title)} ({same.Id}).",
                            "Correct that one, or withdraw one of the two."
                        )
                    : Judged(call, Renamed(call, corrected));
            },
            cancellationToken
        );

    /// <summary>Takes an editor's correction back: it says what is printed.</summary>
    public Task<CallOutcome> TakeCorrectionBackAsync(CallAction action, CancellationToken cancellationToken) =>
        ChangeAsync(
            action,
            "correction taken back",
            (call, _, _) =>
                call.Correction is null
                    ? (NextCall)new CallOutcome.NotPossible("Nobody corrected it.", "Nothing is to be done.")
                    : Judged(call, Renamed(call, call with { Correction = null })),
            cancellationToken
        );

    private static CallOutcome.NotPossible WithoutReason() =>
        new("It needs a reason.", "Say in a few words why: other editors read it.");

    private static CallOutcome.NotPossible Already(string what, CallDecision decision) =>
        new($"It was {what} already, by {decision.Editor}: {decision.Note}", "`calls release` lets it be told of again.");

    /// <summary>Whether it still contradicts itself, as it reads now. Whose its address is can only change with the address.</summary>
    private static Call Judged(Call before, Call after)
    {
        var isOfItsAddress = before.Contradiction is not null && Contradiction(before) is null && after.Text.Url == before.Text.Url;
        return after with { Contradiction = Contradiction(after) ?? (isOfItsAddress ? before.Contradiction : null) };
    }

    private static string? Contradiction(Call call) =>
        call.Kind == CallKind.Event
            ? EventCallRules.Contradiction(call.Text.Closing, call.Text.EventDate, call.Text.EventOn, call.LastIssue.Day)
            : null;

    /// <summary>By its address, where that was corrected.</summary>
    private static Call Renamed(Call before, Call after) =>
        after.Text.Url == before.Text.Url ? after : after with { Identity = CanonicalAddress.Of(after.Text.Url) };

    /// <summary>Another call that has the corrected address; null: it is free.</summary>
    private static async Task<Call?> IdentifiedAsync(DbTransaction transaction, Call before, Call corrected)
    {
        var after = Renamed(before, corrected);
        return after.Identity == before.Identity
            ? null
            : (
                await CallTable.SelectAsync(
                    transaction.Connection!,
                    "publication = @Publication and identity = @Identity and edition = @Edition",
                    new
                    {
                        after.Publication,
                        after.Identity,
                        after.Edition,
                    },
                    transaction
                )
            ).FirstOrDefault();
    }

    private static string? PublicAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    private Task<CallOutcome> ChangeAsync(
        CallAction action,
        string act,
        Func<Call, DateTimeOffset, string, NextCall> change,
        CancellationToken cancellationToken
    ) => RunAsync(action, act, (_, call, at, note) => Task.FromResult(change(call, at, note)), cancellationToken);

    private Task<CallOutcome> RunAsync(
        CallAction action,
        string act,
        Func<DbTransaction, Call, DateTimeOffset, string, Task<NextCall>> change,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync<CallOutcome>(
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
                var next = await change(transaction, call, at, note);
                return next.Refusal is { } refusal
                    ? refusal
                    : new CallOutcome.Done((await CallTable.WriteAsync(transaction, call, next.Call!, at, action.Editor, act, note))!);
            },
            cancellationToken
        );

    /// <summary>What an act makes of a call, or why it does not.</summary>
    private readonly record struct NextCall(Call? Call, CallOutcome.NotPossible? Refusal)
    {
        public static implicit operator NextCall(Call call) => new(call, null);

        public static implicit operator NextCall(CallOutcome.NotPossible refusal) => new(null, refusal);
    }
}
