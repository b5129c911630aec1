namespace Syndicator.Networks.DryRun;

/// <summary>A line of a ledger for a post that was changed. It has no key: who counts posts by their keys passes it over.</summary>
internal sealed record DryRunEdit
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of the post.</summary>
    public required string Edits { get; init; }
    public required string Text { get; init; }
    public required string Language { get; init; }
    public IReadOnlyList<TextEntity> Entities { get; init; } = [];
    public LinkCard? Card { get; init; }
}
