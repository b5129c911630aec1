namespace Syndicator.Engagement;

/// <summary>How the counting of an account's posts ended.</summary>
/// <param name="AskedCount">Posts that were due and asked for.</param>
/// <param name="Changed">Those whose counts are others than before, or the first.</param>
/// <param name="GoneCount">Those that are not there any more, and are asked for no more.</param>
/// <param name="Trouble">Why nothing was counted, as a sentence without secrets; null when nothing hindered.</param>
/// <param name="NotBefore">When the network takes questions again, where it named a time.</param>
/// <param name="IsTaken">Whether another process counts this account just now.</param>
internal sealed record AccountCount(
    string Account,
    int AskedCount,
    IReadOnlyList<string> Changed,
    int GoneCount,
    string? Trouble = null,
    DateTimeOffset? NotBefore = null,
    bool IsTaken = false
)
{
    public static AccountCount None(string account, string? trouble = null) => new(account, 0, [], 0, trouble);

    public static AccountCount Taken(string account) => None(account) with { IsTaken = true };
}
