using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>
/// How far the notifications have been read. The network gives them newest first and sorts them by a time that their authors have a say in, so a late one may
/// turn up below others that were read before it: the last day's are known by name.
/// </summary>
/// <param name="Floor">Everything before this has been read. In Unix milliseconds.</param>
/// <param name="Known">What has been read since, as short hashes.</param>
/// <param name="Marks">The network's own cursors at which reading still has to begin, the next one last; none: at the newest.</param>
/// <param name="IsRising">Whether known ground was reached and there is something above it.</param>
internal sealed record MentionPlace(long Floor, IReadOnlyList<string> Known, IReadOnlyList<string> Marks, bool IsRising = false)
{
    private const int LongestCursor = 1_000_000;

    public static MentionPlace Start { get; } = new(long.MinValue, [], []);

    /// <summary>A cursor that is not of this network begins again: what is read twice has the same ids, what is left out is lost.</summary>
    public static MentionPlace Parse(string? cursor)
    {
        if (cursor is null || cursor.Length > LongestCursor)
        {
            return Start;
        }

        try
        {
            return
                JsonSerializer.Deserialize(cursor, BlueskyJson.Default.MentionPlace) is { Known: { } known, Marks: { } marks } place
                && !known.Contains(null!)
                && !marks.Contains(null!)
                ? place
                : Start;
        }
        catch (JsonException)
        {
            return Start;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, BlueskyJson.Default.MentionPlace);
}
