namespace Syndicator.Publishing;

/// <summary>What one run did.</summary>
/// <param name="Handled">Every delivery that a network was asked about, as it stood afterwards, in the order it happened.</param>
/// <param name="Settled">How many others changed by themselves: delays that ended, posts held.</param>
internal sealed record DeliverySummary(IReadOnlyList<Delivery> Handled, int Settled)
{
    public static DeliverySummary Nothing { get; } = new([], 0);

    public int DeliveredCount => Handled.Count(delivery => delivery.State is DeliveryState.Delivered);
    public int RefusedCount =>
        Handled.Count(delivery =>
            delivery.State
                is DeliveryState.Failed
                    or DeliveryState.Held { Reason: HeldReason.Account or HeldReason.Budget or HeldReason.Unsettled }
        );
    public int PostponedCount => Handled.Count(delivery => delivery.State is DeliveryState.Due);
    public int UncertainCount => Handled.Count(delivery => delivery.State is DeliveryState.Uncertain);

    public static DeliverySummary Sum(IEnumerable<DeliverySummary> parts)
    {
        var all = parts.ToList();
        return new DeliverySummary([.. all.SelectMany(part => part.Handled)], all.Sum(part => part.Settled));
    }
}
