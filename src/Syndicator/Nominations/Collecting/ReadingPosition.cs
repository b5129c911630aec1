namespace Syndicator.Nominations.Collecting;

/// <summary>How far a source is read, and what hinders it.</summary>
/// <param name="Cursor">As the source gave it; null before the first page.</param>
/// <param name="LookedAt">When the kept posts were last looked up again.</param>
/// <param name="AnswersReadAt">When the answers below our invitations were last read.</param>
/// <param name="Trouble">Why it could not be read; null when all is well.</param>
/// <param name="NotBefore">When the source takes questions again.</param>
internal sealed record ReadingPosition(
    string Source,
    string? Cursor,
    DateTimeOffset? ReadAt,
    DateTimeOffset? LookedAt,
    DateTimeOffset? AnswersReadAt,
    string? Trouble,
    DateTimeOffset? TroubleSince,
    DateTimeOffset? NotBefore
)
{
    /// <summary>Who reads it just now.</summary>
    public string? Holder { get; init; }
}
