namespace Syndicator.Nominations.Recognizing;

/// <summary>Where the links of a post lead: what a network tells counts, not what is shown.</summary>
internal static class LinkTargets
{
    /// <param name="links">As the network tells.</param>
    public static (IReadOnlyList<string> Own, IReadOnlyList<string> Quoted) Of(PostText post, IReadOnlyList<string> links)
    {
        var told = links.Select(CanonicalAddress.Of).ToHashSet(StringComparer.Ordinal);
        var written = post
            .Pieces.Where(piece => piece.Kind == PieceKind.Url)
            .Select(piece => (piece, Address: WebAddresses.Whole(piece.Text)))
            .ToList();
        var inText = written.Select(pair => CanonicalAddress.Of(pair.Address)).ToHashSet(StringComparer.Ordinal);
        // A link that stands nowhere in the text is behind other words, perhaps behind another address.
        var isBehindWords = told.Any(link => !inText.Contains(link));
        var (own, quoted) = (new List<string>(), new List<string>());
        foreach (var (piece, address) in written)
        {
            if (told.Contains(CanonicalAddress.Of(address)) || !(isBehindWords || IsShownForAnother(post.Text, piece.End)))
            {
                (piece.IsQuoted ? quoted : own).Add(address);
            }
        }

        own.AddRange(links.Where(link => !inText.Contains(CanonicalAddress.Of(link))));
        return (Web(own), Web(quoted));
    }

    /// <summary>Its target follows in brackets.</summary>
    private static bool IsShownForAnother(string text, int end) => string.CompareOrdinal(text, end, " (http", 0, 6) == 0;

    private static IReadOnlyList<string> Web(IEnumerable<string> addresses) =>
        [.. addresses.Where(address => WebAddresses.Parse(address) is not null).DistinctBy(CanonicalAddress.Of)];
}
