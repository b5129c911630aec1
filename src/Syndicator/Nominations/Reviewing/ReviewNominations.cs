using System.Data.Common;
using Dapper;
using Syndicator.Storage;

namespace Syndicator.Nominations.Reviewing;

/// <summary>What editors decide about one nomination. Each act is one transaction and kept with editor, time and note.</summary>
internal sealed class ReviewNominations(Database database, TimeProvider clock)
{
    private const string Unpublishable = "Every post that nominates it is private: it can be accepted, and neither chosen nor exported.";

    private readonly MakeDecisions _decisions = new(database, clock);

    public Task<ReviewOutcome> AcceptAsync(Seen seen, EditorAct act, CancellationToken cancellationToken) =>
        ChangeAsync(
            seen,
            act,
            "accepted",
            (state, review) =>
                NextState.Of(
                    state,
                    pending => pending.Accept(review),
                    accepted => Refusals.Already("accepted", accepted.Review),
                    rejected => rejected.Reopen().Accept(review)
                ),
            cancellationToken
        );

    /// <param name="act">Its note is the reason, which may not be empty.</param>
    public Task<ReviewOutcome> RejectAsync(Seen seen, EditorAct act, CancellationToken cancellationToken) =>
        ChangeAsync(
            seen,
            act,
            "rejected",
            (state, review) =>
                string.IsNullOrWhiteSpace(act.Note)
                    ? new ReviewOutcome.NotPossible("A rejection needs a reason.", "Say in a few words why: other editors read it.")
                    : NextState.Of(
                        state,
                        pending => pending.Reject(review),
                        accepted => accepted.Reopen().Reject(review),
                        rejected => Refusals.Already("rejected", rejected.Review)
                    ),
            cancellationToken
        );

    /// <summary>As if nobody had decided.</summary>
    public Task<ReviewOutcome> ReopenAsync(Seen seen, EditorAct act, CancellationToken cancellationToken) =>
        ChangeAsync(
            seen,
            act,
            "reopened",
            (state, _) => NextState.Of(state, _ => Refusals.Already("open"), accepted => accepted.Reopen(), rejected => rejected.Reopen()),
            cancellationToken
        );

    /// <summary>The winner of a round, or one of them: rounds with two crates happen.</summary>
    /// <param name="round">By its closing; see <see cref="Configuration.Closings"/>.</param>
    public Task<ReviewOutcome> ChooseAsync(Seen seen, DateTimeOffset round, EditorAct act, CancellationToken cancellationToken) =>
        _decisions.RunAsync(
            act,
            decision => decision.OfAsync(seen, nomination => ChooseAsync(decision, nomination, round)),
            cancellationToken
        );

    public Task<ReviewOutcome> UnchooseAsync(Seen seen, EditorAct act, CancellationToken cancellationToken) =>
        ChangeAsync(
            seen,
            act,
            "unchosen",
            (state, review) => state is NominationState.Chosen chosen ? chosen.Unchoose(review) : NotChosen(),
            cancellationToken
        );

    /// <summary>Entered by mistake, or taken back by who nominated it.</summary>
    public Task<ReviewOutcome> WithdrawAsync(Seen seen, EditorAct act, CancellationToken cancellationToken) =>
        ChangeAsync(
            seen,
            act,
            "withdrawn",
            (state, review) =>
                state.Match<NextState>(
                    pending => pending.Withdraw(review.At),
                    accepted => accepted.Withdraw(review.At),
                    _ => new ReviewOutcome.NotPossible("It is rejected.", "Nothing is to be done: it is shown no more."),
                    _ => Refusals.IsChosen(),
                    published => Refusals.IsPublished(published),
                    merged => Refusals.IsMerged(merged),
                    _ => Refusals.Already("withdrawn")
                ),
            cancellationToken
        );

    /// <summary>Moves it to another round, to be shown there and to be carried over from there.</summary>
    public Task<ReviewOutcome> DeferAsync(Seen seen, DateTimeOffset round, EditorAct act, CancellationToken cancellationToken) =>
        _decisions.RunAsync(
            act,
            decision =>
                decision.OfAsync(
                    seen,
                    async nomination =>
                        MovableTo(nomination, round) is { } refusal
                            ? refusal
                            : new ReviewOutcome.Done(await decision.WriteAsync(nomination, In(nomination, round), "moved to another round"))
                ),
            cancellationToken
        );

    private static ReviewOutcome.NotPossible? MovableTo(Nomination nomination, DateTimeOffset round) =>
        nomination.Round == round
            ? Refusals.Already("in that round")
            : nomination.State.Match<ReviewOutcome.NotPossible?>(
                _ => null,
                _ => null,
                _ => new ReviewOutcome.NotPossible("It is rejected.", "Reopen it first."),
                _ => Refusals.IsChosen(),
                published => Refusals.IsPublished(published),
                merged => Refusals.IsMerged(merged),
                _ => Refusals.IsWithdrawn()
            );

    private static async Task<ReviewOutcome> ChooseAsync(Decision decision, Nomination nomination, DateTimeOffset round)
    {
        var next = nomination.State.Match<NextState>(
            pending => pending.Accept(decision.Review).Choose(decision.Review),
            accepted => accepted.Choose(decision.Review),
            _ => new ReviewOutcome.NotPossible("It is rejected.", "Accept it first."),
            chosen => Refusals.Already("chosen", chosen.Review),
            published => Refusals.IsPublished(published),
            merged => Refusals.IsMerged(merged),
            _ => Refusals.IsWithdrawn()
        );
        if (next.State is not { } chosen)
        {
            return next.Refusal!;
        }

        var (all, quotable) = await CountProposalsAsync(decision.Transaction, nomination.Id);
        if (quotable == 0)
        {
            return all == 0
                ? new ReviewOutcome.NotPossible("Every post that nominated it is gone.", "Add it by hand, in the name of whom to thank.")
                : new ReviewOutcome.NotPossible(
                    Unpublishable,
                    "Ask whoever wrote it to say it in public, or, if you know it from elsewhere, add it by hand."
                );
        }

        var others = await OtherWinnersAsync(decision.Transaction, nomination, round);
        var written = await decision.WriteAsync(nomination, In(nomination, round) with { State = chosen }, "chosen");
        return new ReviewOutcome.Done(
            written,
            others.Count == 0
                ? null
                : $"Also chosen for this round: {string.Join("; ", others.Select(other => NomineeName.Of(other.Nominee)))}."
        );
    }

    private static Nomination In(Nomination nomination, DateTimeOffset round) =>
        nomination with
        {
            Round = round,
            FirstRound = nomination.FirstRound < round ? nomination.FirstRound : round,
        };

    private Task<ReviewOutcome> ChangeAsync(
        Seen seen,
        EditorAct act,
        string name,
        Func<NominationState, Review, NextState> change,
        CancellationToken cancellationToken
    ) =>
        _decisions.RunAsync(
            act,
            decision => decision.OfAsync(seen, nomination => ChangeAsync(decision, nomination, name, change)),
            cancellationToken
        );

    private static async Task<ReviewOutcome> ChangeAsync(
        Decision decision,
        Nomination nomination,
        string name,
        Func<NominationState, Review, NextState> change
    )
    {
        var next = change(nomination.State, decision.Review);
        if (next.State is not { } state)
        {
            return next.Refusal!;
        }

        var written = await decision.WriteAsync(nomination, nomination with { State = state }, name);
        return new ReviewOutcome.Done(
            written,
            state is NominationState.Accepted && await CountProposalsAsync(decision.Transaction, nomination.Id) is (> 0, 0)
                ? Unpublishable
                : null
        );
    }

    private static ReviewOutcome.NotPossible NotChosen() => new("It is not chosen.", "Nothing is to be done.");

    private static Task<(long All, long Quotable)> CountProposalsAsync(DbTransaction transaction, NominationId id) =>
        transaction.Connection!.QuerySingleAsync<(long, long)>(
            """
            select count(*), coalesce(sum(is_quotable), 0) from proposals where nomination_id = @id and withdrawn_at is null
            """,
            new { id = id.ToString() },
            transaction
        );

    private static Task<IReadOnlyList<Nomination>> OtherWinnersAsync(
        DbTransaction transaction,
        Nomination nomination,
        DateTimeOffset round
    ) =>
        NominationTable.SelectAsync(
            transaction.Connection!,
            "publication = @Publication and round = @round and state = 'chosen' and kind = @kind and id <> @id order by id limit 10",
            new
            {
                nomination.Publication,
                round,
                kind = NomineeJson.Name(nomination.Nominee.Kind),
                id = nomination.Id.ToString(),
            },
            transaction
        );
}
