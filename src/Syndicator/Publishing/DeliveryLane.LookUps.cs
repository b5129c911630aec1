using Microsoft.Extensions.Logging;
using Syndicator.Networks;

namespace Syndicator.Publishing;

// What may have gone out is looked for before it is sent again.
internal sealed partial class DeliveryLane
{
    private static readonly FindOutcome.Unavailable s_noAnswer = new("it has not answered in time as long as the post was fresh");

    private async Task ReconcileAsync(string publication, string account, CancellationToken stop)
    {
        foreach (var uncertain in await outbox.FindUncertainAsync(publication, account, options.BetweenLookUps, stop))
        {
            stop.ThrowIfCancellationRequested();
            var state = (DeliveryState.Uncertain)uncertain.Delivery.State;
            var outcome = await LookAsync(uncertain, state);
            var now = clock.GetUtcNow();
            await outcome.Match(
                found => RecordAsync(uncertain, state.Find(found.Post.Id, found.Post.Url, now), "found on the network"),
                absent => RecordAbsentAsync(uncertain, state, absent.IsFinal, now),
                unavailable => RecordUnansweredAsync(uncertain, state, unavailable, now),
                refused =>
                    PauseAsync(uncertain, refused.Kind == RefusalKind.Budget ? PauseReason.Budget : PauseReason.Account, refused.Reason),
                cannotTell => RecordAsync(uncertain, state.Hold(), $"the network cannot tell: {cannotTell.Reason}")
            );
            if (outcome is FindOutcome.Refused || (outcome is FindOutcome.Unavailable { Until: { } until } && until > now))
            {
                // The account is paused now: the others are asked for when it goes on.
                break;
            }
        }
    }

    /// <summary>Not found where it cannot turn up later, or for the second time: sent again, but not for ever.</summary>
    private async Task RecordAbsentAsync(Claim uncertain, DeliveryState.Uncertain state, bool isFinal, DateTimeOffset now)
    {
        // A look that is yet to come was noted by a clock that ran ahead: nobody knows how long ago it was.
        if (!isFinal && (state.AbsentAt is not { } missed || missed > now))
        {
            await RecordAsync(uncertain, state.Miss(now), "not found once");
            return;
        }

        var doubts = await outbox.ListDoubtsAsync(uncertain.Delivery.Id, CancellationToken.None);
        if (doubts.Count >= options.MostDoubts)
        {
            await RecordAsync(
                uncertain,
                state.Hold(),
                $"sent {doubts.Count} times without a clear answer, and found nowhere. The last answer: {doubts[^1].TrimEnd('.')}. "
                    + "Look on the network whether it is there: release it if it is not, stop it if it is."
            );
            return;
        }

        await RecordAsync(
            uncertain,
            state.Retry(doubts.Count <= 1 ? now : now + options.Backoff(doubts.Count - 1)),
            isFinal ? "not found, and it cannot turn up later: surely not published" : "not found twice: surely not published"
        );
    }

    /// <summary>Nothing is learned: it is asked again at the next look, or when the network says, while the post is fresh.</summary>
    private async Task RecordUnansweredAsync(
        Claim uncertain,
        DeliveryState.Uncertain state,
        FindOutcome.Unavailable unavailable,
        DateTimeOffset now
    )
    {
        if (now > state.DueAt + uncertain.Delivery.FreshFor)
        {
            await RecordAsync(uncertain, state.Hold(), $"the network cannot tell: {unavailable.Reason}");
            return;
        }

        logger.LogInformation("Delivery {Delivery} could not be looked for: {Reason}", uncertain.Delivery.Id, unavailable.Reason);
        if (unavailable.Until > now)
        {
            await PauseAsync(uncertain, PauseReason.Throttled, "the network asks to wait", unavailable.Until);
        }
    }

    private Task PauseAsync(Claim uncertain, PauseReason reason, string detail, DateTimeOffset? until = null) =>
        outbox.PauseAsync(Pause(uncertain, reason, detail, clock.GetUtcNow(), until));

    private async Task<FindOutcome> LookAsync(Claim uncertain, DeliveryState.Uncertain state)
    {
        if (Since(uncertain.Delivery, state) is not { } since)
        {
            return new FindOutcome.CannotTell(
                "the clock was set back since it was sent, so nobody knows since when to look. See that the clock is right now, and whether the network has it"
            );
        }

        using var limit = new CancellationTokenSource(options.RequestTimeLimit, clock);
        try
        {
            var outcome = await network.FindAsync(uncertain.Post, since, limit.Token).WaitAsync(options.Patience, clock);
            return outcome is FindOutcome.CannotTell && limit.IsCancellationRequested ? s_noAnswer : outcome;
        }
        catch (Exception exception) when (exception is TimeoutException || limit.IsCancellationRequested)
        {
            return s_noAnswer;
        }
        catch (Exception exception)
        {
            // A look-up that failed in a way its network did not foresee tells nothing; an editor decides.
            logger.LogError(exception, "Looking for delivery {Delivery} failed", uncertain.Delivery.Id);
            return new FindOutcome.CannotTell($"the look-up failed ({exception.GetType().Name}: {exception.Message})");
        }
    }

    /// <summary>
    /// From when on the post may be there. A first attempt that is yet to come was noted by a clock that ran ahead; nothing of it is older than the post itself.
    /// Null: neither is known.
    /// </summary>
    private DateTimeOffset? Since(Delivery delivery, DeliveryState.Uncertain state)
    {
        var now = clock.GetUtcNow();
        return state.FirstAttemptAt <= now ? state.FirstAttemptAt
            : delivery.CreatedAt <= now ? delivery.CreatedAt
            : null;
    }
}
