namespace Syndicator.Nominations;

/// <summary>Something that somebody wants in the newsletter, with everybody who does.</summary>
internal sealed record Nomination
{
    public required NominationId Id { get; init; }

    /// <summary>The publication's id.</summary>
    public required string Publication { get; init; }

    /// <summary>As editors corrected it, else as the first post named it.</summary>
    public required Nominee Nominee { get; init; }

    /// <summary>When the first round closes, or closed, in which somebody nominated it.</summary>
    public required DateTimeOffset FirstRound { get; init; }

    /// <summary>The same of the last.</summary>
    public required DateTimeOffset Round { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required NominationState State { get; init; }

    /// <summary>Counted up with every change; who writes names the one it saw.</summary>
    public long Version { get; init; } = 1;
}
