using System.Text;
using System.Text.Json;

namespace Syndicator.Networks.Bluesky;

/// <summary>What the author of a post wrote: links in full, tags without their sign.</summary>
internal sealed record RichText(string Text, IReadOnlyList<string> Links, IReadOnlyList<string> Tags)
{
    /// <summary>More than fit into a post; somebody plays.</summary>
    private const int MostFacets = 500;

    /// <summary>
    /// Of a post record. Places are bytes of UTF-8; a facet that lies outside, inside a character or over another one is passed over, as readers do. Some
    /// programs post without any: then it is taken what Bluesky's own clients would have made.
    /// </summary>
    public static RichText Of(JsonElement record)
    {
        var text = record.Text("text") ?? "";
        var facets = Spans(Encoding.UTF8.GetBytes(text), record);
        var written = new StringBuilder(text.Length);
        var (links, tags) = (new List<string>(), new List<string>());
        var at = 0;
        foreach (var (start, end, facet) in facets)
        {
            written.Append(text, at, start - at);
            var words = text[start..end];
            var link = Features(facet, "uri").FirstOrDefault(WebLink.IsOne);
            written.Append(link is not null && WebLink.IsShownAs(link, words) ? link : words);
            links.AddRange(link is null ? [] : [link]);
            tags.AddRange(Features(facet, "tag"));
            at = end;
        }

        written.Append(text, at, text.Length - at);
        if (facets.Count == 0)
        {
            Detect(text, links, tags);
        }

        AddCard(record.Member("embed"), links);
        tags.AddRange(record.List("tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!));
        return new RichText(written.ToString(), Distinct(links), Distinct(tags.Select(tag => tag.TrimStart('#', '＃'))));
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<string> texts) =>
        [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];

    private static List<(int Start, int End, JsonElement Facet)> Spans(byte[] utf8, JsonElement record)
    {
        var spans = new List<(int Start, int End, JsonElement Facet)>();
        var (bytes, units) = (0, 0);
        var ordered = record
            .List("facets")
            .Take(MostFacets)
            .Select(facet =>
                (Start: facet.Member("index").Number("byteStart") ?? -1, End: facet.Member("index").Number("byteEnd") ?? -1, facet)
            )
            .Where(span => span.Start >= 0 && span.Start < span.End && IsBoundary(utf8, span.Start) && IsBoundary(utf8, span.End))
            .OrderBy(span => span.Start);
        foreach (var (start, end, facet) in ordered)
        {
            if (start < bytes)
            {
                continue;
            }

            units += Encoding.UTF8.GetCharCount(utf8, bytes, start - bytes);
            var length = Encoding.UTF8.GetCharCount(utf8, start, end - start);
            spans.Add((units, units + length, facet));
            (bytes, units) = (end, units + length);
        }

        return spans;
    }

    private static bool IsBoundary(byte[] utf8, int at) => at == utf8.Length || (at < utf8.Length && (utf8[at] & 0xC0) != 0x80);

    private static IEnumerable<string> Features(JsonElement facet, string member) =>
        facet.List("features").Select(feature => feature.Text(member)).OfType<string>();

    private static void Detect(string text, List<string> links, List<string> tags)
    {
        foreach (var entity in new BlueskyTextRules().FindEntities(text))
        {
            switch (entity.Kind)
            {
                case TextEntityKind.Link when WebLink.IsOne(entity.Target):
                    links.Add(entity.Target);
                    break;
                case TextEntityKind.Hashtag:
                    tags.Add(entity.Target);
                    break;
            }
        }
    }

    /// <summary>A pasted link is often taken out of the words once its card is there.</summary>
    private static void AddCard(JsonElement embed, List<string> links)
    {
        var card = embed.Member("external").Text("uri") ?? embed.Member("media").Member("external").Text("uri");
        if (card is not null && WebLink.IsOne(card))
        {
            links.Add(card);
        }
    }
}
