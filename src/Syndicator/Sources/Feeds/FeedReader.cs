namespace Syndicator.Sources.Feeds;

/// <summary>Atom and RSS, as far as issues need them.</summary>
internal static class FeedReader
{
    /// <param name="bytes">The document as it came.</param>
    /// <param name="contentType">The header that came with it; null when there was none.</param>
    /// <param name="address">Where it came from, redirects followed: relative links start from it.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> bytes, string? contentType, Uri address) => throw new NotImplementedException();
}
