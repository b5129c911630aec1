namespace Syndicator.Sources.Feeds;

/// <summary>
/// HTML as CommonMark that reads the same: headings, paragraphs, lists, quotations, code, links, emphasis and images; every other element leaves its text.
/// Scripts, styles and comments are gone, text stays text (no sign in it becomes Markdown), links are absolute and none of them runs anything. No
/// nesting and no size makes it fail.
/// </summary>
internal static class HtmlMarkdown
{
    /// <param name="html">Of anybody's writing. Its own <c>base</c> element counts, as in a browser.</param>
    /// <param name="baseAddress">Where relative links start from.</param>
    public static string Convert(string html, Uri baseAddress)
    {
        var root = HtmlTree.Parse(html);
        var links = new MarkdownLinks(BaseOf(root, baseAddress));
        var lines = new MarkdownLines();
        new MarkdownBlocks(lines, links).Write(root.Children);
        return lines.ToString();
    }

    /// <summary>What a reader sees of it, on one line.</summary>
    public static string PlainText(string html) => HtmlText.Of(HtmlTree.Parse(html));

    private static Uri BaseOf(HtmlNode root, Uri baseAddress) =>
        root.Descendants().FirstOrDefault(node => node is { Name: "base", Href: not null }) is { } element
        && Uri.TryCreate(baseAddress, element.Href, out var own)
        && own.Scheme is "http" or "https"
            ? own
            : baseAddress;
}
