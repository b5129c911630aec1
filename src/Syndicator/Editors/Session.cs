namespace Syndicator.Editors;

/// <summary>Somebody's stay at the desk in one browser.</summary>
/// <param name="Id">Names it on pages; who knows it is not let in by it.</param>
/// <param name="Browser">What it calls itself, shortened.</param>
/// <param name="SeenAt">To some minutes.</param>
/// <param name="EndsAt">At the latest.</param>
internal sealed record Session(
    string Id,
    Person Person,
    string Browser,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset EndsAt
);

/// <summary>What a browser's secret stands for. Closed.</summary>
internal abstract record SessionFound
{
    private SessionFound() { }

    /// <param name="Role">As it is now, not as it was when the session began.</param>
    public sealed record Live(Session Session, EditorRole Role) : SessionFound;

    /// <summary>Somebody ended it, or took the person off the list.</summary>
    public sealed record Ended : SessionFound;

    /// <summary>Its time is over.</summary>
    public sealed record Over : SessionFound;

    /// <summary>There is none such, any more or ever.</summary>
    public sealed record Unknown : SessionFound;

    public T Match<T>(Func<Live, T> live, Func<Ended, T> ended, Func<Over, T> over, Func<Unknown, T> unknown) =>
        this switch
        {
            Live x => live(x),
            Ended x => ended(x),
            Over x => over(x),
            Unknown x => unknown(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
