namespace Syndicator.Sources.Feeds;

/// <summary>
/// RSS 0.90 to 0.94, 1.0 and 2.0 (https://www.rssboard.org/rss-specification) with the modules that feeds of articles use: content, Dublin Core, and Atom's
/// links. Only an item's own children count.
/// </summary>
internal static class RssFeed
{
    public static Feed Read(FeedElement root, FeedProblems problems)
    {
        var channel = root.Name == "channel" ? root : root.Named(FeedSpaces.Rss, "channel").FirstOrDefault();
        if (channel is null)
        {
            problems.Warn("feed-without-channel", root, "The feed has no channel.", "If entries are missing, tell whoever publishes it.");
        }

        var entries = new FeedEntries(problems);
        var beside = channel == root ? [] : root.Named(FeedSpaces.Rss, "item");
        foreach (var item in (channel?.Named(FeedSpaces.Rss, "item") ?? []).Concat(beside))
        {
            entries.Add(item, Item(item));
        }

        return new Feed(channel is null ? null : TitleOf(channel), entries.Read);
    }

    private static FoundEntry Item(FeedElement item)
    {
        var guid = Texts(item, FeedSpaces.Rss, "guid").FirstOrDefault();
        return new FoundEntry
        {
            Id = guid?.Text,
            Title = TitleOf(item),
            Link = LinkOf(item, guid),
            Dates =
            [
                .. Texts(item, FeedSpaces.Rss, "pubDate"),
                .. Texts(item, FeedSpaces.DublinCore, "date"),
                .. Texts(item, FeedSpaces.DublinTerms, "issued", "created", "modified"),
                .. Texts(item, FeedSpaces.Atom, "published", "updated"),
            ],
            Html = Bodies(item).Select(FeedText.Html).FirstOrDefault(html => html is not null),
            Author = Texts(item, FeedSpaces.DublinCore, "creator", "author")
                .Concat(Texts(item, FeedSpaces.Rss, "author"))
                .Select(author => NameOf(author.Text))
                .FirstOrDefault(),
        };
    }

    /// <summary>The whole text first, in the places where it has been put; the summary last.</summary>
    private static IEnumerable<FeedElement> Bodies(FeedElement item) =>
        item.Named(FeedSpaces.Content, "encoded")
            .Concat(item.Named(FeedSpaces.Pages, "body", "div"))
            .Concat(item.Named(FeedSpaces.Rss, "fullitem", "body"))
            .Concat(item.Named(FeedSpaces.Rss, "description"))
            .Concat(item.Named(FeedSpaces.Rss, "summary"))
            .Concat(item.Named(FeedSpaces.DublinCore, "description"));

    /// <summary>A guid is a page unless it says that it is none.</summary>
    private static string? LinkOf(FeedElement item, FeedElement? guid) =>
        Texts(item, FeedSpaces.Rss, "link").Select(link => link.PageAddress(link.Text)).FirstOrDefault(link => link is not null)
        ?? AtomFeed.LinkOf(item, FeedSpaces.AtomOnly)
        ?? (guid is null || guid["isPermaLink"] is "false" ? null : Absolute(guid))
        ?? item.PageAddress(item["about"]);

    private static string? Absolute(FeedElement guid) =>
        guid.Text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? guid.PageAddress(guid.Text) : null;

    private static string? TitleOf(FeedElement element) =>
        element
            .Named(FeedSpaces.Rss, "title")
            .Concat(element.Named(FeedSpaces.DublinCore, "title"))
            .Select(title => FeedText.Plain(FeedText.Html(title)))
            .FirstOrDefault(title => title is not null);

    private static IEnumerable<FeedElement> Texts(FeedElement item, IReadOnlySet<string> spaces, params string[] names) =>
        item.Named(spaces, names).Where(element => element.Text.Length > 0);

    /// <summary>RSS asks for <c>address (name)</c>; others write <c>name (address)</c>.</summary>
    private static string NameOf(string author)
    {
        var open = author.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !author.EndsWith(')'))
        {
            return author;
        }

        var (before, within) = (author[..open].Trim(), author[(open + 1)..^1].Trim());
        return before.Contains('@', StringComparison.Ordinal) ? within : before;
    }
}
