using System.Collections.Frozen;

namespace Syndicator.Sources.Feeds;

/// <summary>The namespaces whose elements are read. RSS has none of its own, or one of many that were tried.</summary>
internal static class FeedSpaces
{
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xhtml = "http://www.w3.org/1999/xhtml";
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    public static FrozenSet<string> Atom { get; } =
        new[]
        {
            "",
            "http://www.w3.org/2005/Atom",
            "http://purl.org/atom/ns#",
            "http://example.com/newformat#",
            "http://example.com/necho",
            "http://purl.org/echo/",
            "uri/of/echo/namespace#",
            "http://purl.org/pie/",
        }.ToFrozenSet(StringComparer.Ordinal);

    public static FrozenSet<string> Rss { get; } =
        new[]
        {
            "",
            "http://purl.org/rss/1.0/",
            "http://my.netscape.com/rdf/simple/0.9/",
            "http://backend.userland.com/rss",
            "http://backend.userland.com/rss2",
            "http://blogs.law.harvard.edu/tech/rss",
            "http://purl.org/net/rss1.1#",
            "http://channel.netscape.com/rdf/simple/0.9/",
            "http://my.netscape.com/publish/formats/rss-0.91.dtd",
        }.ToFrozenSet(StringComparer.Ordinal);

    public static FrozenSet<string> Content { get; } = Of("http://purl.org/rss/1.0/modules/content/");
    public static FrozenSet<string> DublinCore { get; } = Of("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/");
    public static FrozenSet<string> DublinTerms { get; } = Of("http://purl.org/dc/terms/");
    public static FrozenSet<string> Pages { get; } = Of(Xhtml);
    public static FrozenSet<string> AtomOnly { get; } = Of("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#");

    private static FrozenSet<string> Of(params string[] spaces) => spaces.ToFrozenSet(StringComparer.Ordinal);
}
