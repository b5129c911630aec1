namespace Syndicator.Sources;

/// <summary>
/// Where a publication's issues come from. What a disk, a repository or a server did is never thrown, it is part of the answer. Not for two callers at once.
/// </summary>
internal interface IIssueSource : IDisposable
{
    /// <summary>
    /// What there is now. While the source as a whole is in trouble, the files are those it last had, which may still be read; it is not asked again before
    /// <see cref="SourceTrouble.AskedAgainAt"/>, however often this is called.
    /// </summary>
    Task<SourceListing> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads a file of the latest listing, unless it is as it was.</summary>
    /// <param name="known">The fingerprint of the last reading; null when there was none.</param>
    Task<SourceReading> ReadAsync(SourceFile file, string? known, CancellationToken cancellationToken);
}
