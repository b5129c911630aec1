namespace Syndicator.App.Commands;

/// <summary>What a written time means by the clocks of a zone. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record LocalReading
{
    private LocalReading() { }

    public sealed record Instant(DateTimeOffset At) : LocalReading;

    public sealed record NoTime : LocalReading;

    /// <summary>Clocks are put forward over it.</summary>
    public sealed record Skipped : LocalReading;

    /// <summary>Clocks are put back over it.</summary>
    public sealed record Twice(DateTimeOffset First, DateTimeOffset Second) : LocalReading;

    public T Match<T>(Func<Instant, T> instant, Func<NoTime, T> noTime, Func<Skipped, T> skipped, Func<Twice, T> twice) =>
        this switch
        {
            Instant x => instant(x),
            NoTime x => noTime(x),
            Skipped x => skipped(x),
            Twice x => twice(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
