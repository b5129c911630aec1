namespace Syndicator.Networks;

/// <summary>How an attempt to publish ended. Closed: <see cref="Match{T}"/> names every case.</summary>
internal abstract record PublishOutcome
{
    private PublishOutcome() { }

    /// <summary>The network has it.</summary>
    public sealed record Published(RemotePost Post) : PublishOutcome;

    /// <summary>The network said no, and would say so again.</summary>
    public sealed record Refused(RefusalKind Kind, string Reason) : PublishOutcome;

    /// <summary>Not taken; ask again not before <paramref name="Until"/>.</summary>
    public sealed record Throttled(DateTimeOffset Until) : PublishOutcome;

    /// <summary>Surely not taken: no connection, no name, no request sent.</summary>
    public sealed record Unavailable(string Reason) : PublishOutcome;

    /// <summary>Perhaps taken: the request may have left and no definite answer came.</summary>
    public sealed record Uncertain(string Reason) : PublishOutcome;

    public T Match<T>(
        Func<Published, T> published,
        Func<Refused, T> refused,
        Func<Throttled, T> throttled,
        Func<Unavailable, T> unavailable,
        Func<Uncertain, T> uncertain
    ) =>
        this switch
        {
            Published x => published(x),
            Refused x => refused(x),
            Throttled x => throttled(x),
            Unavailable x => unavailable(x),
            Uncertain x => uncertain(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

internal enum RefusalKind
{
    /// <summary>This post: too long, duplicate, parent gone.</summary>
    Post,

    /// <summary>The account: credentials refused, suspended, no rights. Pauses the account.</summary>
    Account,

    /// <summary>No credit or a spending limit reached. Pauses the account.</summary>
    Budget,
}

/// <summary>What a look-up of a post with unknown outcome told.</summary>
internal abstract record FindOutcome
{
    private FindOutcome() { }

    public sealed record Found(RemotePost Post) : FindOutcome;

    /// <param name="IsFinal">Whether it cannot turn up later: what was looked at is never behind. Otherwise it is looked for once more before it is sent again.</param>
    public sealed record Absent(bool IsFinal = false) : FindOutcome;

    /// <summary>Nothing was learned; the same may be asked again.</summary>
    /// <param name="Until">Not before this; null: at the next look.</param>
    public sealed record Unavailable(string Reason, DateTimeOffset? Until = null) : FindOutcome;

    /// <summary>The account may not ask: it is paused, and the post is looked for when somebody has resumed it.</summary>
    /// <param name="Kind">Never <see cref="RefusalKind.Post"/>.</param>
    public sealed record Refused(RefusalKind Kind, string Reason) : FindOutcome;

    /// <summary>The answer does not settle it and would not the next time: for an editor.</summary>
    public sealed record CannotTell(string Reason) : FindOutcome;

    public T Match<T>(
        Func<Found, T> found,
        Func<Absent, T> absent,
        Func<Unavailable, T> unavailable,
        Func<Refused, T> refused,
        Func<CannotTell, T> cannotTell
    ) =>
        this switch
        {
            Found x => found(x),
            Absent x => absent(x),
            Unavailable x => unavailable(x),
            Refused x => refused(x),
            CannotTell x => cannotTell(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
