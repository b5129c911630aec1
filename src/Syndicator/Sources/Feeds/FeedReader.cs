namespace Syndicator.Sources.Feeds;

/// <summary>
/// Atom 1.0 and 0.3 and RSS 0.9x, 1.0 and 2.0, as far as issues need them. Pure: the same bytes give the same reading, and no bytes make it throw. What is
/// not understood is refused or reported, never guessed.
/// </summary>
internal static class FeedReader
{
    /// <summary>In bytes, and in characters. Feeds of whole issues have 20 to 60 KB an entry.</summary>
    public const int LargestSize = 4 * 1024 * 1024;

    private const string NoFeed = "Give the address of an Atom or RSS feed; a web page names it in its head, or links it.";

    /// <param name="bytes">The document as it came.</param>
    /// <param name="contentType">The header that came with it; null when there was none.</param>
    /// <param name="address">Where it came from, redirects followed: relative links start from it, and it is the file of the diagnostics.</param>
    public static FeedReading Read(ReadOnlyMemory<byte> bytes, string? contentType, Uri address)
    {
        var problems = new FeedProblems(address);
        if (bytes.Length > LargestSize)
        {
            const string problem = "The feed has more than 4 MB.";
            return problems.Refuse("feed-too-large", problem, "Ask whoever publishes it for a feed of the latest issues only.");
        }

        var (text, unreadable) = FeedEncoding.Read(bytes.Span, contentType, problems);
        if (text is null)
        {
            return unreadable!;
        }

        if (text.AsSpan().IsWhiteSpace())
        {
            return problems.Refuse("feed-empty", "The server answered with an empty document.", NoFeed);
        }

        var (root, refusal) = FeedDocument.Read(text, address, problems);
        return refusal ?? Read(root!, problems);
    }

    private static FeedReading Read(FeedElement root, FeedProblems problems) =>
        root.Name switch
        {
            "feed" when FeedSpaces.Atom.Contains(root.Space) => Finish(AtomFeed.Read(root, problems), problems),
            "rss" or "RDF" or "channel" => Finish(RssFeed.Read(root, problems), problems),
            _ => problems.Refuse(
                "feed-not-a-feed",
                $"The document is {(root.Name is "html" ? "a web page" : $"<{root.Name}>")}, no feed.",
                NoFeed,
                root.Line,
                root.Column
            ),
        };

    private static FeedReading Finish(Feed feed, FeedProblems problems) => new(feed, problems.Found);
}
