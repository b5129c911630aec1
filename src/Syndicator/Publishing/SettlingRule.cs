namespace Syndicator.Publishing;

/// <summary>One thing that happens to a waiting post by itself.</summary>
/// <param name="Condition">On <c>d</c>, with <c>@now</c>: which posts it happens to.</param>
/// <param name="Next">What they become.</param>
/// <param name="Reason">For the history.</param>
internal sealed record SettlingRule(string Condition, Func<Delivery, DateTimeOffset, DeliveryState> Next, string Reason)
{
    /// <summary>What a worker left behind that died.</summary>
    public const string LeaseEnded = "the lease ended without an outcome";

    private static string Earlier(string condition) =>
        $"""
            exists (
              select 1 from deliveries earlier
              where earlier.publication = d.publication and earlier.issue_key = d.issue_key and earlier.account = d.account
                and {condition}
                and not exists (
                  select 1 from deliveries newer
                  where newer.publication = earlier.publication and newer.issue_key = earlier.issue_key and newer.account = earlier.account
                    and newer.ordinal = earlier.ordinal and newer.generation > earlier.generation))
            """;

    private static string Paused(string reason) =>
        $"""
            d.state = 'due' and exists (
              select 1 from account_pauses pause
              where pause.publication = d.publication and pause.account = d.account and pause.reason = '{reason}')
            """;

    /// <summary>In the order they are to be applied; each sees what those before it did.</summary>
    public static IReadOnlyList<SettlingRule> All { get; } =
    [
        new(
            "d.state = 'sending' and d.lease_until < syndicator_now()",
            (delivery, _) => ((DeliveryState.Sending)delivery.State).Doubt(),
            LeaseEnded
        ),
        new(
            "d.state = 'held' and d.held_until <= @now",
            (delivery, _) => ((DeliveryState.Held)delivery.State).Release(((DeliveryState.Held)delivery.State).Until!.Value),
            "the delay is over"
        ),
        new(
            // A thread goes on behind its sent part; behind a stopped one only an editor lets it.
            $"d.state = 'held' and d.held_reason = 'thread' and {Earlier(
                "earlier.ordinal = d.ordinal - 1 and earlier.state in ('delivered', 'gone')"
            )}",
            (delivery, now) => ((DeliveryState.Held)delivery.State).Release(now),
            "the post before it is out"
        ),
        new(Paused("account"), (delivery, _) => Hold(delivery, HeldReason.Account), "the account is paused"),
        new(Paused("editor"), (delivery, _) => Hold(delivery, HeldReason.Account), "the account is paused"),
        new(Paused("owner"), (delivery, _) => Hold(delivery, HeldReason.Account), "the account is paused"),
        new(Paused("budget"), (delivery, _) => Hold(delivery, HeldReason.Budget), "the account is paused"),
        new(
            // A post that waits behind others of its thread is not stale by itself: the first of them is.
            $"d.state = 'due' and d.due_at + d.fresh_for < @now and not {Earlier(
                "earlier.ordinal < d.ordinal and earlier.state not in ('delivered', 'gone', 'cancelled')"
            )}",
            (delivery, _) => Hold(delivery, HeldReason.Stale),
            "it waited longer than it is fresh"
        ),
        new(
            $"d.state = 'due' and {Earlier(
                "earlier.ordinal < d.ordinal and (earlier.state = 'failed' or (earlier.state = 'held' and earlier.held_reason <> 'delay'))"
            )}",
            (delivery, _) => Hold(delivery, HeldReason.Thread),
            "an earlier post of its thread is held or refused"
        ),
    ];

    /// <summary>On <c>d</c>: which posts any of them happens to. Where there are none, there will be none behind an earlier rule either.</summary>
    public static string AnyCondition { get; } = $"({string.Join(" or ", All.Select(rule => $"({rule.Condition})"))})";

    private static DeliveryState Hold(Delivery delivery, HeldReason reason) => ((DeliveryState.Due)delivery.State).Hold(reason);
}
