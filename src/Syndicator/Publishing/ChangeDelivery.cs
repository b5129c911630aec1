using System.Data.Common;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Publishing;

/// <summary>
/// What editors may do with a post: release, stop, hold, reschedule, edit, resend. Each act is kept with who did it, and done only to what the editor saw where
/// they say which version that was.
/// </summary>
internal sealed class ChangeDelivery(Database database, TimeProvider clock)
{
    private const string Held = "held for an editor";

    private static readonly ChangeOutcome SomebodyWasFirst = new ChangeOutcome.NotPermitted(
        "Somebody else, or the service, changed it at the same moment. Look at it again."
    );

    /// <summary>Lets a held or refused post go out now.</summary>
    public Task<ChangeOutcome> ReleaseAsync(DeliveryId id, string actor, CancellationToken cancellationToken, long? seen = null) =>
        ChangeAsync(
            id,
            async (transaction, delivery) =>
            {
                var now = clock.GetUtcNow();
                var blocked = await BlockedByAsync(transaction, delivery);
                return delivery.State switch
                {
                    DeliveryState.Held { Reason: HeldReason.Thread } when blocked is not null => Refuse(
                        $"{blocked.Place.Part} comes before it in its thread and is {blocked.State.Name}. Release or stop that one first."
                    ),
                    DeliveryState.Held held => await WriteAsync(transaction, delivery, held.Release(now), actor, "released"),
                    DeliveryState.Failed failed => await WriteAsync(
                        transaction,
                        delivery,
                        Perhaps(failed.Release(now), await RestoreTable.DoubtedSinceAsync(transaction, failed.At)),
                        actor,
                        "released after a refusal"
                    ),
                    _ => Refuse($"It is {delivery.State.Name}; only held and refused posts are released."),
                };
            },
            seen,
            cancellationToken
        );

    /// <summary>Stops a waiting or refused post for good, and holds the rest of its thread.</summary>
    public Task<ChangeOutcome> StopAsync(DeliveryId id, string actor, CancellationToken cancellationToken, long? seen = null) =>
        ChangeAsync(
            id,
            async (transaction, delivery) =>
            {
                var now = clock.GetUtcNow();
                DeliveryState? next = delivery.State switch
                {
                    DeliveryState.Held held => held.Cancel(now),
                    DeliveryState.Due due => due.Cancel(now),
                    DeliveryState.Failed failed => failed.Cancel(now),
                    _ => null,
                };
                if (next is null)
                {
                    return Refuse($"It is {delivery.State.Name}; only posts that wait, and refused ones, are stopped.");
                }

                var outcome = await WriteAsync(transaction, delivery, next, actor, "stopped");
                if (outcome is ChangeOutcome.Done)
                {
                    await HoldRestAsync(transaction, delivery, actor);
                }

                return outcome;
            },
            seen,
            cancellationToken
        );

    /// <summary>Lets a post that would go out wait for an editor; also one that was stopped, which takes the stop back.</summary>
    public Task<ChangeOutcome> HoldAsync(DeliveryId id, string actor, CancellationToken cancellationToken, long? seen = null) =>
        ChangeAsync(
            id,
            async (transaction, delivery) =>
                delivery.State switch
                {
                    DeliveryState.Held { Reason: HeldReason.Delay } held => await WriteAsync(
                        transaction,
                        delivery,
                        held.Hold(HeldReason.Approval),
                        actor,
                        Held
                    ),
                    DeliveryState.Due { Attempts: 0 } due => await WriteAsync(
                        transaction,
                        delivery,
                        due.Hold(HeldReason.Approval),
                        actor,
                        Held
                    ),
                    DeliveryState.Cancelled cancelled => await TakeBackStopAsync(transaction, delivery, cancelled, actor),
                    _ => Refuse($"It is {delivery.State.Name} or was tried already; only posts that wait, and stopped ones, are held."),
                },
            seen,
            cancellationToken
        );

    /// <summary>Lets a post go out by itself at another time.</summary>
    /// <param name="at">In the future.</param>
    public Task<ChangeOutcome> RescheduleAsync(
        DeliveryId id,
        DateTimeOffset at,
        string actor,
        CancellationToken cancellationToken,
        long? seen = null
    ) =>
        ChangeAsync(
            id,
            async (transaction, delivery) =>
            {
                var now = clock.GetUtcNow();
                return (delivery.State, at > now) switch
                {
                    (_, false) => Refuse("That time is past. Release the post to send it now."),
                    (DeliveryState.Held held, _) => await WriteAsync(transaction, delivery, held.Delay(at), actor, "rescheduled"),
                    (DeliveryState.Due due, _) => await WriteAsync(transaction, delivery, due.Delay(at), actor, "rescheduled"),
                    _ => Refuse($"It is {delivery.State.Name}; only posts that wait are rescheduled."),
                };
            },
            seen,
            cancellationToken
        );

    /// <summary>Changes what a waiting post says, and its estimated cost with it.</summary>
    /// <param name="rules">Of its network: the text must fit, and what they find in it becomes its links, mentions and tags.</param>
    /// <param name="prices">Of its account.</param>
    public Task<ChangeOutcome> EditTextAsync(
        DeliveryId id,
        string text,
        TextRules rules,
        PostPrices prices,
        string actor,
        CancellationToken cancellationToken,
        long? seen = null
    ) =>
        ChangeAsync(
            id,
            async (transaction, delivery) =>
            {
                if (delivery.State is DeliveryState.Held { DoubtedSince: not null } doubted)
                {
                    // Its text is how some networks find it again.
                    return Refuse($"{Doubt(doubted)} Release it, or stop it.");
                }

                if (delivery.State is not (DeliveryState.Held or DeliveryState.Due { Attempts: 0 }))
                {
                    return Refuse($"It is {delivery.State.Name} or was tried already; only posts that never left are edited.");
                }

                if (string.IsNullOrWhiteSpace(text) || !rules.Fits(text))
                {
                    return Refuse($"The text is empty or too long: {rules.Measure(text)} of {rules.Limit}.");
                }

                return await WriteAsync(transaction, delivery, delivery.Reworded(text, rules, prices), actor, TextChange.ByEditor);
            },
            seen,
            cancellationToken
        );

    /// <summary>Sends a post that did not go out, or is gone, as a new generation with a key of its own.</summary>
    public Task<ChangeOutcome> ResendAsync(DeliveryId id, string actor, CancellationToken cancellationToken, long? seen = null) =>
        ChangeAsync(
            id,
            async (transaction, delivery) =>
            {
                var now = clock.GetUtcNow();
                if (delivery.State is not (DeliveryState.Held or DeliveryState.Failed or DeliveryState.Cancelled or DeliveryState.Gone))
                {
                    return Refuse($"It is {delivery.State.Name}; only held, refused, stopped and vanished posts are sent anew.");
                }

                // Who sends anew what nobody could tell about has looked at the account.
                if (delivery.State is DeliveryState.Held { DoubtedSince: not null, Reason: not HeldReason.Unsettled } doubted)
                {
                    return Refuse($"{Doubt(doubted)} Release it: it is looked for, and sent when it is not there.");
                }

                if (
                    delivery.State is DeliveryState.Held held
                    && await WriteAsync(transaction, delivery, held.Cancel(now), actor, "sent anew") is not ChangeOutcome.Done
                )
                {
                    return SomebodyWasFirst;
                }

                // The newer generation itself may be older than the restored store.
                var since = await RestoreTable.DoubtedSinceAsync(transaction, EndOf(delivery));
                var again = delivery with
                {
                    Id = DeliveryId.At(now),
                    Place = delivery.Place with { Generation = delivery.Place.Generation + 1 },
                    State = Perhaps(new DeliveryState.Due(now), since),
                    CreatedAt = now,
                    Version = 1,
                };
                return await DeliveryTable.InsertAsync(transaction, again, actor, $"sent anew instead of {delivery.IdempotencyKey}")
                    ? new ChangeOutcome.Done(again)
                    : Refuse("It was sent anew already; look at the newer one.");
            },
            seen,
            cancellationToken
        );

    private Task<ChangeOutcome> ChangeAsync(
        DeliveryId id,
        Func<DbTransaction, Delivery, Task<ChangeOutcome>> change,
        long? seen,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
                await DeliveryTable.FindAsync(transaction.Connection!, id, transaction) is not { } delivery ? new ChangeOutcome.NotFound()
                : await ChangedSinceAsync(transaction, delivery, seen ?? delivery.Version) is { } changed ? changed
                : await change(transaction, delivery),
            cancellationToken
        );

    /// <summary>What a person or a changed issue did since. That a worker moved it on is not among them: whether an act still makes sense then, its state says.</summary>
    private static async Task<ChangeOutcome?> ChangedSinceAsync(DbTransaction transaction, Delivery delivery, long seen) =>
        seen == delivery.Version
            ? null
            : (await DeliveryTable.ReadHistoryAsync(transaction.Connection!, delivery.Id))
                .Skip((int)Math.Clamp(seen, 0, int.MaxValue))
                .Where(step => Actors.IsPerson(step.Actor) || step.Actor == Actors.Service)
                .Select(step => new ChangeOutcome.Changed(step.Actor, step.At, step.Reason))
                .LastOrDefault();

    private async Task<ChangeOutcome> TakeBackStopAsync(
        DbTransaction transaction,
        Delivery delivery,
        DeliveryState.Cancelled cancelled,
        string actor
    )
    {
        var thread = await DeliveryTable.SelectThreadAsync(transaction.Connection!, delivery.Place, transaction);
        if (thread.All(post => post.Id != delivery.Id))
        {
            return Refuse("It was sent anew; look at the newer one.");
        }

        // A stop forgets what the state before it knew; the history does not.
        var history = await DeliveryTable.ReadHistoryAsync(transaction.Connection!, delivery.Id);
        var firstTry = history.Where(step => step.To is "sending" or "uncertain").Select(step => (DateTimeOffset?)step.At).FirstOrDefault();
        var restored = await RestoreTable.DoubtedSinceAsync(transaction, delivery.CreatedAt);
        return await WriteAsync(transaction, delivery, cancelled.Hold(firstTry < restored ? firstTry : restored ?? firstTry), actor, Held);
    }

    private static async Task<Delivery?> BlockedByAsync(DbTransaction transaction, Delivery delivery) =>
        (await DeliveryTable.SelectThreadAsync(transaction.Connection!, delivery.Place, transaction)).FirstOrDefault(earlier =>
            earlier.Place.Ordinal < delivery.Place.Ordinal
            && earlier.State is not (DeliveryState.Delivered or DeliveryState.Gone or DeliveryState.Cancelled)
        );

    /// <summary>What an editor lets go may have gone out already between a backup and its restoration.</summary>
    private static DeliveryState Perhaps(DeliveryState.Due due, DateTimeOffset? doubtedSince) =>
        doubtedSince is { } since ? due.Doubt(since) : due;

    private static string Doubt(DeliveryState.Held held) =>
        held.Reason == HeldReason.Unsettled
            ? "It may have gone out, and nobody could tell."
            : "It may have gone out after the backup that the store was restored from.";

    private static DateTimeOffset EndOf(Delivery delivery) =>
        delivery.State switch
        {
            DeliveryState.Failed failed => failed.At,
            DeliveryState.Cancelled cancelled => cancelled.At,
            DeliveryState.Gone gone => gone.At,
            _ => delivery.CreatedAt,
        };

    private async Task HoldRestAsync(DbTransaction transaction, Delivery stopped, string actor)
    {
        var thread = await DeliveryTable.SelectThreadAsync(transaction.Connection!, stopped.Place, transaction);
        foreach (var post in thread.Where(post => post.Place.Ordinal > stopped.Place.Ordinal))
        {
            var held = post.State switch
            {
                DeliveryState.Due due => due.Hold(HeldReason.Thread),
                DeliveryState.Held { Reason: HeldReason.Delay } delayed => delayed.Hold(HeldReason.Thread),
                _ => null,
            };
            if (held is not null)
            {
                await WriteAsync(transaction, post, held, actor, $"{stopped.Place.Part} before it was stopped");
            }
        }
    }

    private Task<ChangeOutcome> WriteAsync(DbTransaction transaction, Delivery before, DeliveryState next, string actor, string reason) =>
        WriteAsync(transaction, before, before with { State = next }, actor, reason);

    private async Task<ChangeOutcome> WriteAsync(DbTransaction transaction, Delivery before, Delivery after, string actor, string reason) =>
        await DeliveryTable.WriteAsync(transaction, before, after, clock.GetUtcNow(), actor, reason) is { } written
            ? new ChangeOutcome.Done(written)
            : SomebodyWasFirst;

    private static ChangeOutcome.NotPermitted Refuse(string reason) => new(reason);
}
