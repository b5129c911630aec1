using System.Text.Json.Serialization;

namespace Syndicator.Issues;

/// <summary>Until when a call can be answered. Closed: <see cref="Match{T}"/> names every case.</summary>
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Rolling), "rolling")]
[JsonDerivedType(typeof(At), "at")]
[JsonDerivedType(typeof(Unreadable), "unreadable")]
internal abstract record Closing
{
    private Closing() { }

    /// <summary>It does not say, as tasks of projects do not.</summary>
    public sealed record Open : Closing;

    /// <summary>Proposals are always welcome.</summary>
    /// <param name="Words">As written: <c>Rolling deadline</c>.</param>
    public sealed record Rolling(string Words) : Closing;

    /// <summary>It closes at an instant: the first at which it is too late.</summary>
    /// <param name="Instant">UTC. Where no time of day is stated, the end of the day; where no zone is, anywhere on Earth (UTC−12).</param>
    /// <param name="Day">The last day, where it closes.</param>
    /// <param name="Time">Time of day and zone as written (<c>11:59 PM PDT</c>, <c>AoE</c>); null: the end of the day, anywhere on Earth.</param>
    public sealed record At(DateTimeOffset Instant, DateOnly Day, string? Time) : Closing
    {
        /// <summary>Whether the day is meant, wherever somebody lives, and no instant.</summary>
        [JsonIgnore]
        public bool IsWholeDay =>
            Time is null || Instant == WallClock.InstantOf(Day.ToDateTime(TimeOnly.MinValue).AddDays(1), ClosingZone.AnywhereOnEarth);
    }

    /// <summary>It says something that cannot be understood, or nothing where it has to.</summary>
    /// <param name="Words">As written; empty where nothing is.</param>
    /// <param name="Why">A clause for people: <c>"IST" is the time of India, Ireland or Israel</c>.</param>
    public sealed record Unreadable(string Words, string Why) : Closing;

    public T Match<T>(Func<Open, T> open, Func<Rolling, T> rolling, Func<At, T> at, Func<Unreadable, T> unreadable) =>
        this switch
        {
            Open x => open(x),
            Rolling x => rolling(x),
            At x => at(x),
            Unreadable x => unreadable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
