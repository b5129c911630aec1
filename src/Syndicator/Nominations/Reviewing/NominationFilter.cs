using Syndicator.Configuration;

namespace Syndicator.Nominations.Reviewing;

internal enum NominationOrder
{
    /// <summary>The most wanted first; of equals the older.</summary>
    Support,

    /// <summary>The oldest first.</summary>
    Age,

    Name,
}

/// <summary>Which nominations, and which part of them.</summary>
internal sealed record NominationFilter
{
    public const int MostAtOnce = 200;

    /// <summary>Further on nobody pages: filters lead there.</summary>
    public const int FarthestSkip = 100_000;

    public static IReadOnlyList<string> UsualStates { get; } = ["pending", "accepted", "chosen"];

    public static IReadOnlyList<string> AllStates { get; } =
    ["pending", "accepted", "rejected", "chosen", "published", "merged", "withdrawn"];

    /// <summary>Rounds that close after this; null: however long ago.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>And up to this one; null: however late.</summary>
    public DateTimeOffset? Until { get; init; }

    public NomineeKind? Kind { get; init; }
    public IReadOnlyList<string> States { get; init; } = UsualStates;

    /// <summary>Part of what is nominated, or of a nominator's name; null: all.</summary>
    public string? Search { get; init; }

    public NominationOrder Order { get; init; } = NominationOrder.Support;
    public int Skip { get; init; }
    public int Take { get; init; } = 50;

    /// <summary>What editors look at: the open round with what is carried over into it.</summary>
    public static NominationFilter Usual(RoundInMaking rounds) => new() { After = rounds.Since, Until = rounds.Open };
}
