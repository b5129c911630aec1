namespace Syndicator.Networks;

/// <summary>How an attempt to read from a network ended. Closed: <see cref="Match{TResult}"/> names every case.</summary>
internal abstract record ReadOutcome<T>
{
    private ReadOutcome() { }

    public sealed record Read(T Value) : ReadOutcome<T>;

    /// <summary>Ask again not before <paramref name="Until"/>.</summary>
    public sealed record Throttled(DateTimeOffset Until) : ReadOutcome<T>;

    /// <summary>The network said no, and would say so again.</summary>
    public sealed record Refused(RefusalKind Kind, string Reason) : ReadOutcome<T>;

    /// <summary>No answer that could be understood; the same may be asked again.</summary>
    public sealed record Unavailable(string Reason) : ReadOutcome<T>;

    public TResult Match<TResult>(
        Func<Read, TResult> read,
        Func<Throttled, TResult> throttled,
        Func<Refused, TResult> refused,
        Func<Unavailable, TResult> unavailable
    ) =>
        this switch
        {
            Read x => read(x),
            Throttled x => throttled(x),
            Refused x => refused(x),
            Unavailable x => unavailable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
