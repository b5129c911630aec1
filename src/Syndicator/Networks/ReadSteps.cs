namespace Syndicator.Networks;

/// <summary>One reading after another; the first that fails is the outcome of all.</summary>
internal static class ReadSteps
{
    public static ReadOutcome<TNext> Then<T, TNext>(this ReadOutcome<T> outcome, Func<T, ReadOutcome<TNext>> next) =>
        outcome is ReadOutcome<T>.Read read ? next(read.Value) : outcome.Failed<T, TNext>();

    public static Task<ReadOutcome<TNext>> ThenAsync<T, TNext>(this ReadOutcome<T> outcome, Func<T, Task<ReadOutcome<TNext>>> next) =>
        outcome is ReadOutcome<T>.Read read ? next(read.Value) : Task.FromResult(outcome.Failed<T, TNext>());

    public static async Task<ReadOutcome<TNext>> ThenAsync<T, TNext>(
        this Task<ReadOutcome<T>> outcome,
        Func<T, Task<ReadOutcome<TNext>>> next
    ) => await (await outcome).ThenAsync(next);

    /// <summary>The same failure to read something else.</summary>
    public static ReadOutcome<TNext> Failed<T, TNext>(this ReadOutcome<T> outcome) =>
        outcome.Match<ReadOutcome<TNext>>(
            _ => throw new InvalidOperationException("it did not fail"),
            throttled => new ReadOutcome<TNext>.Throttled(throttled.Until),
            refused => new ReadOutcome<TNext>.Refused(refused.Kind, refused.Reason),
            unavailable => new ReadOutcome<TNext>.Unavailable(unavailable.Reason)
        );

    /// <summary>Of a look-up that was to read it.</summary>
    public static FindOutcome ToFind<T>(this ReadOutcome<T> outcome) =>
        outcome.Match<FindOutcome>(
            _ => throw new InvalidOperationException("it did not fail"),
            throttled => new FindOutcome.Unavailable(outcome.Reason(), throttled.Until),
            refused =>
                refused.Kind == RefusalKind.Post
                    ? new FindOutcome.CannotTell(refused.Reason)
                    : new FindOutcome.Refused(refused.Kind, refused.Reason),
            unavailable => new FindOutcome.Unavailable(unavailable.Reason)
        );

    public static T? ValueOrDefault<T>(this ReadOutcome<T> outcome)
        where T : class => (outcome as ReadOutcome<T>.Read)?.Value;

    /// <summary>Why there is nothing, as a sentence.</summary>
    public static string Reason<T>(this ReadOutcome<T> outcome) =>
        outcome.Match(
            _ => "",
            throttled =>
                FormattableString.Invariant($"The server takes no requests until {throttled.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."),
            refused => refused.Reason,
            unavailable => unavailable.Reason
        );
}
