using System.Collections.Frozen;
using AngleSharp.Html.Parser;

namespace Syndicator.Sources.Feeds;

/// <summary>What the elements of HTML are, as far as reading needs it.</summary>
internal static class HtmlNames
{
    /// <summary>Elements that begin a line of their own.</summary>
    public static FrozenSet<string> Blocks { get; } =
        Set(
            "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form",
            "h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody td",
            "tfoot th thead tr ul"
        );

    /// <summary>Elements that have no content.</summary>
    public static FrozenSet<string> Void { get; } =
        Set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");

    /// <summary>Elements whose content is not for readers.</summary>
    public static FrozenSet<string> Dropped { get; } = Set("iframe noembed noframes script style template title");

    /// <summary>Where an item, a cell or a quotation ends what was left open in it.</summary>
    public static FrozenSet<string> Scopes { get; } = Set("blockquote dd dir dl dt li menu ol table td th tr ul");

    public static FrozenSet<string> Lists { get; } = Set("dir menu ol ul");

    public static FrozenSet<string> Emphasis { get; } = Set("cite dfn em i var");
    public static FrozenSet<string> Strong { get; } = Set("b strong");
    public static FrozenSet<string> Code { get; } = Set("code kbd samp tt");

    /// <summary>What an element's start ends, if it is open, and which open elements protect it.</summary>
    public static FrozenDictionary<string, (FrozenSet<string> Ended, FrozenSet<string> Protectors)> Ends { get; } =
        new Dictionary<string, (FrozenSet<string>, FrozenSet<string>)>(StringComparer.Ordinal)
        {
            ["a"] = (Set("a"), Scopes),
            ["li"] = (Set("li"), Set("blockquote dir menu ol table td th ul")),
            ["dt"] = (Set("dd dt"), Set("blockquote dl table td th")),
            ["dd"] = (Set("dd dt"), Set("blockquote dl table td th")),
            ["td"] = (Set("td th"), Set("table tr")),
            ["th"] = (Set("td th"), Set("table tr")),
            ["tr"] = (Set("tr"), Set("table")),
            ["tbody"] = (Set("tbody tfoot thead"), Set("table")),
            ["thead"] = (Set("tbody tfoot thead"), Set("table")),
            ["tfoot"] = (Set("tbody tfoot thead"), Set("table")),
            ["option"] = (Set("option"), Scopes),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How the content of an element is read, where it is no markup.</summary>
    public static HtmlParseMode ModeOf(string name) =>
        name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "iframe" or "noembed" or "noframes" or "xmp" => HtmlParseMode.Rawtext,
            "title" or "textarea" => HtmlParseMode.RCData,
            "plaintext" => HtmlParseMode.Plaintext,
            _ => HtmlParseMode.PCData,
        };

    private static FrozenSet<string> Set(params string[] names) =>
        names.SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);
}
