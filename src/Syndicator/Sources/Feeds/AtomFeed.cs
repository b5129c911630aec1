namespace Syndicator.Sources.Feeds;

/// <summary>Atom 1.0 (RFC 4287) and 0.3. Only an entry's own children count: those of its <c>source</c> or of a foreign element say something else.</summary>
internal static class AtomFeed
{
    private static readonly IReadOnlySet<string> _spaces = FeedSpaces.Atom;

    public static Feed Read(FeedElement root, FeedProblems problems)
    {
        var author = Author(root);
        var entries = new FeedEntries(problems);
        foreach (var entry in root.Named(_spaces, "entry"))
        {
            entries.Add(
                entry,
                new FoundEntry
                {
                    Id = First(entry, "id")?.Text,
                    Title = FeedText.Plain(TextOf(entry, "title")),
                    Link = LinkOf(entry),
                    Dates = [.. entry.Named(_spaces, "published", "issued", "updated", "modified", "created")],
                    Html = TextOf(entry, "content") ?? TextOf(entry, "summary"),
                    Author = Author(entry) ?? author,
                }
            );
        }

        return new Feed(FeedText.Plain(TextOf(root, "title")), entries.Read);
    }

    /// <summary>The page of an entry: the alternate that is HTML, else the first that does not say what it is.</summary>
    public static string? LinkOf(FeedElement entry, IReadOnlySet<string>? spaces = null) =>
        entry
            .Named(spaces ?? _spaces, "link")
            .Where(link => link["rel"] is null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate")
            .OrderBy(link =>
                link["type"] is "text/html" or "application/xhtml+xml" ? 0
                : link["type"] is null ? 1
                : 2
            )
            .Select(link => link.PageAddress(link["href"]))
            .FirstOrDefault(address => address is not null);

    private static string? Author(FeedElement element) =>
        element
            .Named(_spaces, "author")
            .Select(author => First(author, "name")?.Text ?? author.Text)
            .FirstOrDefault(name => name.Length > 0);

    private static string? TextOf(FeedElement element, string name) => First(element, name) is { } found ? FeedText.AtomHtml(found) : null;

    private static FeedElement? First(FeedElement element, string name) => element.Named(_spaces, name).FirstOrDefault();
}
