namespace Syndicator.Publishing;

/// <summary>Which posts, and which part of them.</summary>
internal sealed record DeliveryFilter
{
    public const int MostAtOnce = 200;

    /// <summary>Further on nobody pages: filters lead there.</summary>
    public const int FarthestSkip = 100_000;

    /// <summary>Names of all states; see <see cref="DeliveryState.Name"/>.</summary>
    public static IReadOnlyList<string> AllStates { get; } =
    ["held", "due", "sending", "delivered", "failed", "uncertain", "cancelled", "gone"];

    /// <summary>Null: in every state.</summary>
    public string? State { get; init; }

    public string? Account { get; init; }

    /// <summary><c>news</c> means a second post of that part as well; null: every part.</summary>
    public string? Part { get; init; }

    public string? IssueKey { get; init; }

    /// <summary>Part of what it says; null: all.</summary>
    public string? Search { get; init; }

    public int Skip { get; init; }
    public int Take { get; init; } = 50;
}

/// <param name="HasMore">Whether others follow.</param>
internal sealed record DeliveryPage(IReadOnlyList<Delivery> Items, bool HasMore);
