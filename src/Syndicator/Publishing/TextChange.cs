namespace Syndicator.Publishing;

/// <summary>
/// Why the words of a post changed, as its history says. Part of the database's format: the last of them tells whose words a post has, so no flag has to be kept
/// in step with it.
/// </summary>
internal static class TextChange
{
    public const string ByEditor = "text edited";
    public const string ByIssue = "the issue changed";
    public const string ByProposal = "the proposed edit is accepted";
    public const string OnNetwork = "edited on the network";

    /// <summary>All of them, as a list of SQL.</summary>
    public const string Sql = $"'{ByEditor}', '{ByIssue}', '{ByProposal}', '{OnNetwork}'";
}
