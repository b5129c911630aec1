namespace Syndicator.Nominations.Collecting;

/// <summary>What one look at a source found.</summary>
/// <param name="Source">The account's or the topic's name.</param>
internal sealed record SourceReport(string Source)
{
    /// <summary>Posts that were new or had changed, by what they became (<see cref="Becomes"/>).</summary>
    public IReadOnlyDictionary<string, int> Became { get; init; } = new Dictionary<string, int>();

    /// <summary>Posts that could not be understood.</summary>
    public int UnreadCount { get; init; }

    /// <summary>Posts that their authors deleted.</summary>
    public int GoneCount { get; init; }

    /// <summary>Why not everything was read; null when it was.</summary>
    public SourceTrouble? Trouble { get; init; }

    /// <summary>Whether another process reads it just now, and nothing was done.</summary>
    public bool IsTaken { get; init; }

    public int Count => Became.Values.Sum();
}
