namespace Syndicator.Networks.X;

/// <summary>Reading, one step after another, until one fails.</summary>
internal static class XReads
{
    public static async Task<ReadOutcome<TNext>> ThenAsync<T, TNext>(
        this Task<ReadOutcome<T>> first,
        Func<T, Task<ReadOutcome<TNext>>> next
    ) => await first is var outcome && outcome is ReadOutcome<T>.Read read ? await next(read.Value) : Failed<T, TNext>(outcome);

    public static ReadOutcome<TNext> Then<T, TNext>(this ReadOutcome<T> first, Func<T, ReadOutcome<TNext>> next) =>
        first is ReadOutcome<T>.Read read ? next(read.Value) : Failed<T, TNext>(first);

    /// <summary>The same failure of something else.</summary>
    public static ReadOutcome<TNext> Failed<T, TNext>(ReadOutcome<T> outcome) =>
        outcome.Match<ReadOutcome<TNext>>(
            _ => throw new InvalidOperationException("it did not fail"),
            throttled => new ReadOutcome<TNext>.Throttled(throttled.Until),
            refused => new ReadOutcome<TNext>.Refused(refused.Kind, refused.Reason),
            unavailable => new ReadOutcome<TNext>.Unavailable(unavailable.Reason)
        );
}
