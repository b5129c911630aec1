using System.Globalization;

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

    /// <summary>For people: <c>mastodon: 12 read, 5 nominate, 2 support, 4 unsorted, 1 nothing; 1 not understood</c>.</summary>
    public string ToLine()
    {
        if (IsTaken)
        {
            return $"{Source}: another process is reading it";
        }

        var counts = Part(Becomes.Nominates, "nominate") + Part(Becomes.Endorses, "support") + Part(Becomes.Unsorted, "unsorted");
        return string.Create(CultureInfo.InvariantCulture, $"{Source}: {Count} read")
            + counts
            + Part(Becomes.Nothing, "nothing")
            + Further(GoneCount, "deleted by their authors")
            + Further(UnreadCount, "not understood");
    }

    private string Part(string became, string word) =>
        Became.GetValueOrDefault(became) is > 0 and var count ? string.Create(CultureInfo.InvariantCulture, $", {count} {word}") : "";

    private static string Further(int count, string words) =>
        count > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {count} {words}") : "";
}
