using System.Text;
using Syndicator.Networks.Text;

namespace Syndicator.Networks.Bluesky;

/// <summary>
/// Bluesky: 300 grapheme clusters and 3000 bytes of UTF-8 (https://github.com/bluesky-social/atproto, lexicons/app/bsky/feed/post.json). The network links
/// nothing by itself; posts carry facets. What is found here is what the clients' own detection makes a facet of.
/// </summary>
internal sealed class BlueskyTextRules(int limit = 300, int maxBytes = 3000) : TextRules
{
    public override string Network => "bluesky";

    public override int Limit => limit;

    public override bool LinksAreMarkup => true;

    public override bool NeedsCard => true;

    public override int Measure(string text) => Graphemes.Count(text);

    public override int WeighLine(string line)
    {
        var share = (Encoding.UTF8.GetByteCount(line) * limit / maxBytes) + 1;
        var measure = Measure(line);
        return share > measure && line.Length > 0 ? share : measure;
    }

    public override bool Fits(string text) => Encoding.UTF8.GetByteCount(text) <= maxBytes && Measure(text) <= limit;

    public override IReadOnlyList<TextEntity> FindEntities(string text)
    {
        if (!text.AsSpan().ContainsAny(".:@#\uFF03"))
        {
            return [];
        }

        var entities = new List<TextEntity>();
        BlueskyDetection.AddLinks(entities, text);
        BlueskyDetection.AddMentions(entities, text);
        BlueskyDetection.AddTags(entities, text);
        return EntityList.Order(entities);
    }

    public override string Guard(string text) => EntityGuard.Break(text, FindEntities);
}
