using Microsoft.Extensions.Logging;
using Syndicator.Metrics;
using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>One account's part of a run: what is uncertain is looked for, then what is due is sent, one after another.</summary>
internal sealed partial class DeliveryLane(
    Outbox outbox,
    INetwork network,
    string kind,
    DeliveryOptions options,
    TimeProvider clock,
    ILogger logger,
    string worker,
    decimal? ceiling,
    Action<Delivery>? handled
)
{
    private readonly List<Delivery> _handled = [];

    public async Task<DeliverySummary> RunAsync(string publication, string account, CancellationToken stop)
    {
        var settled = 0;
        try
        {
            settled += await outbox.SettleAsync(publication, account, worker, stop);
            await ReconcileAsync(publication, account, stop);
            while (!stop.IsCancellationRequested)
            {
                if (await outbox.ClaimAsync(publication, account, worker, options.Lease, ceiling, stop) is { } claim)
                {
                    await SendAsync(claim);
                    continue;
                }

                var changed = await outbox.SettleAsync(publication, account, worker, stop);
                settled += changed;
                if (changed == 0)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop between two posts: what was done is done.
        }

        return new DeliverySummary(_handled, settled);
    }

    private async Task SendAsync(Claim claim)
    {
        var begun = clock.GetTimestamp();
        var place = claim.Delivery.Place;
        using var span = Spans.Deliver(place.Publication, place.Account, kind, claim.Delivery.Id.Value);
        var outcome = await PublishAsync(claim);
        Instruments.Sent(place.Publication, place.Account, kind, WordOf(outcome), clock.GetElapsedTime(begun));
        Spans.End(span, WordOf(outcome), isGood: outcome is PublishOutcome.Published);
        var sending = (DeliveryState.Sending)claim.Delivery.State;
        var now = clock.GetUtcNow();
        await outcome.Match(
            published => RecordPublishedAsync(claim, sending, published.Post, now),
            refused => RecordRefusedAsync(claim, sending, refused, now),
            throttled => RecordThrottledAsync(claim, sending, throttled.Until, now),
            unavailable => RecordAsync(claim, sending.Retry(now + options.Backoff(sending.Attempts)), unavailable.Reason),
            uncertain => RecordAsync(claim, sending.Doubt(), uncertain.Reason)
        );
    }

    private static string WordOf(PublishOutcome outcome) =>
        outcome.Match(_ => "published", _ => "refused", _ => "throttled", _ => "unavailable", _ => "uncertain");

    /// <summary>A time that is past is none: asking again at once would ask without end.</summary>
    private Task RecordThrottledAsync(Claim claim, DeliveryState.Sending sending, DateTimeOffset until, DateTimeOffset now)
    {
        var next = until > now ? until : now + options.Backoff(sending.Attempts);
        return RecordAsync(
            claim,
            sending.Retry(next),
            "the network asks to wait",
            Pause(claim, PauseReason.Throttled, "the network asks to wait", now, next)
        );
    }

    /// <summary>Asks the network, within the time limit, and only while the lease surely holds.</summary>
    private async Task<PublishOutcome> PublishAsync(Claim claim)
    {
        var begun = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(options.RequestTimeLimit, clock);
        // The last moment before the request leaves, on a clock that nobody can set. What is left of the lease must cover the request.
        if (clock.GetElapsedTime(claim.Since) + options.RequestTimeLimit >= options.Lease)
        {
            return new PublishOutcome.Unavailable("the lease was nearly over before the request could leave");
        }

        try
        {
            // Whatever leaves before the limit is over has ended by then, and the lease with it to spare.
            var post = claim.Post with
            {
                MayLeave = () => clock.GetElapsedTime(begun) < options.RequestTimeLimit,
            };
            return await network.PublishAsync(post, limit.Token).WaitAsync(options.Patience, clock);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new PublishOutcome.Unavailable("no request left within the time limit");
        }
        catch (Exception exception)
        {
            // The contract forbids it; but what throws may have sent before it threw.
            logger.LogError(exception, "Publishing delivery {Delivery} failed", claim.Delivery.Id);
            return new PublishOutcome.Uncertain($"the attempt broke off ({exception.GetType().Name}: {exception.Message})");
        }
    }

    private async Task RecordPublishedAsync(Claim claim, DeliveryState.Sending sending, RemotePost post, DateTimeOffset now)
    {
        if (await RecordAsync(claim, sending.Deliver(post.Id, post.Url, now), "published"))
        {
            return;
        }

        // The lease ended first, and somebody else began to look for the post. It must not be sent again: tell what is known now.
        while (await outbox.FindAsync(claim.Delivery.Id, CancellationToken.None) is { } current && Doubted(current, now) is { } doubted)
        {
            var delivered = doubted.Find(post.Id, post.Url, now);
            if (
                await outbox.ChangeAsync(
                    current,
                    delivered,
                    worker,
                    "published; the answer came after the lease",
                    CancellationToken.None
                ) is
                { } kept
            )
            {
                Handled(kept);
                return;
            }
        }
    }

    private static DeliveryState.Uncertain? Doubted(Delivery current, DateTimeOffset now) =>
        current.State switch
        {
            DeliveryState.Uncertain uncertain => uncertain,
            DeliveryState.Due due => due.Doubt(now),
            DeliveryState.Held held => held.Suspect(now),
            _ => null,
        };

    private Task RecordRefusedAsync(Claim claim, DeliveryState.Sending sending, PublishOutcome.Refused refused, DateTimeOffset now) =>
        refused.Kind switch
        {
            RefusalKind.Account => RecordAsync(
                claim,
                sending.Hold(HeldReason.Account),
                refused.Reason,
                Pause(claim, PauseReason.Account, refused.Reason, now, null)
            ),
            RefusalKind.Budget => RecordAsync(
                claim,
                sending.Hold(HeldReason.Budget),
                refused.Reason,
                Pause(claim, PauseReason.Budget, refused.Reason, now, null)
            ),
            _ => RecordAsync(claim, sending.Fail(refused.Reason, now), refused.Reason),
        };

    private async Task<bool> RecordAsync(Claim claim, DeliveryState next, string reason, AccountPause? pause = null)
    {
        var recorded = await outbox.RecordAsync(claim, next, worker, reason, pause);
        logger.LogInformation(
            "Delivery {Delivery} {Key}: {State} ({Reason})",
            claim.Delivery.Id,
            claim.Delivery.IdempotencyKey,
            recorded?.State.Name ?? "taken over",
            reason
        );
        if (recorded is not null)
        {
            Handled(recorded);
        }

        return recorded is not null;
    }

    private static AccountPause Pause(Claim claim, PauseReason reason, string detail, DateTimeOffset now, DateTimeOffset? until) =>
        new(claim.Delivery.Place.Publication, claim.Delivery.Place.Account, reason, detail, now, until);

    private void Handled(Delivery delivery)
    {
        _handled.Add(delivery);
        handled?.Invoke(delivery);
    }
}
