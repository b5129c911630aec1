using System.Globalization;

namespace Syndicator.Forums;

/// <summary>
/// How far a topic was read, as a text. The ids of the last posts rather than one place or number: posts are deleted and restored, hidden and shown, moved and
/// put between others, and each must be given exactly once.
/// </summary>
/// <param name="Known">The last posts looked at that were listed then, in the order of the topic.</param>
/// <param name="Waiting">Those among them that were listed and not shown: hidden, or just deleted. They are asked for again.</param>
/// <param name="Departed">Posts looked at that have left the topic, and may come back.</param>
internal sealed record TopicCursor(IReadOnlyList<long> Known, IReadOnlyList<long> Waiting, IReadOnlyList<long> Departed)
{
    private const string Version = "1";
    private const int Longest = 100_000;

    /// <summary>Null for what no cursor of ours is.</summary>
    public static TopicCursor? Parse(string text) =>
        text.Length <= Longest
        && text.Split(' ') is [Version, var known, var waiting, var departed]
        && Ids(known) is { } knownIds
        && Ids(waiting) is { } waitingIds
        && Ids(departed) is { } departedIds
            ? new TopicCursor(knownIds, waitingIds, departedIds)
            : null;

    /// <summary>Of a beginning right behind a post that is known; null for what is none.</summary>
    public static int? ParseStart(string text) =>
        text.StartsWith("after ", StringComparison.Ordinal)
        && int.TryParse(text.AsSpan("after ".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static string StartAfter(int number) => FormattableString.Invariant($"after {number}");

    public override string ToString() => $"{Version} {Text(Known)} {Text(Waiting)} {Text(Departed)}";

    // Each as its distance from the one before: half as long.
    private static string Text(IReadOnlyList<long> ids) =>
        ids.Count == 0
            ? "-"
            : string.Join(',', ids.Select((id, i) => (id - (i == 0 ? 0 : ids[i - 1])).ToString(CultureInfo.InvariantCulture)));

    private static List<long>? Ids(string text)
    {
        var ids = new List<long>();
        foreach (var part in text == "-" ? [] : text.Split(','))
        {
            if (!long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var distance))
            {
                return null;
            }

            ids.Add(unchecked(distance + (ids.Count == 0 ? 0 : ids[^1])));
        }

        return ids;
    }
}
