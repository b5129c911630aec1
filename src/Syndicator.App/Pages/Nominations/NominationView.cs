namespace Syndicator.App.Pages.Nominations;

/// <summary>One nomination with everything that is known of it.</summary>
public sealed record NominationView
{
    public required TimeZoneInfo Zone { get; init; }
    public required NominationItemView Item { get; init; }

    /// <summary>Its round's closing, and that of the round it came in first.</summary>
    public required DateTimeOffset Round { get; init; }

    public required DateTimeOffset FirstRound { get; init; }

    /// <summary>Every post, the oldest first, by the name that splitting asks for.</summary>
    public required IReadOnlyList<(string Key, NominatingPostView Post, string Why)> Posts { get; init; }

    /// <summary>Its parts, which an editor may correct.</summary>
    public required IReadOnlyList<FieldView> Fields { get; init; }

    /// <summary>What was wrong with what an editor filled in there; null: nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the last decision is one to take back.</summary>
    public required bool CanUndo { get; init; }

    /// <summary>What was decided, the newest first.</summary>
    public required IReadOnlyList<PastActView> History { get; init; }
}

/// <param name="Who">By name.</param>
/// <param name="What"><c>rejected: not maintained</c>.</param>
public sealed record PastActView(DateTimeOffset At, string Who, string What, bool IsUndone);
