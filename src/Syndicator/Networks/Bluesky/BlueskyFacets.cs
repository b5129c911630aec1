using System.Text;

namespace Syndicator.Networks.Bluesky;

/// <summary>A clickable part of a post as Bluesky wants it told (https://docs.bsky.app/docs/advanced-guides/post-richtext).</summary>
/// <param name="ByteStart">In bytes of UTF-8.</param>
/// <param name="ByteEnd">In bytes of UTF-8, exclusive.</param>
/// <param name="Kind">Link, mention or hashtag.</param>
/// <param name="Target">The URI, the handle without at sign (to be resolved to its DID), or the tag without number sign.</param>
internal readonly record struct BlueskyFacet(int ByteStart, int ByteEnd, TextEntityKind Kind, string Target);

/// <summary>Turns places in a text into places in its UTF-8.</summary>
internal static class BlueskyFacets
{
    /// <summary>One facet an entity; cashtags have none. Entities must be in order and not overlap.</summary>
    public static IReadOnlyList<BlueskyFacet> Of(PostContent content)
    {
        var facets = new List<BlueskyFacet>(content.Entities.Count);
        var text = content.Text.AsSpan();
        int units = 0,
            bytes = 0;
        foreach (var entity in content.Entities)
        {
            bytes += Encoding.UTF8.GetByteCount(text[units..entity.Start]);
            var start = bytes;
            units = entity.Start + entity.Length;
            bytes += Encoding.UTF8.GetByteCount(text[entity.Start..units]);
            if (entity.Kind != TextEntityKind.Cashtag)
            {
                facets.Add(new BlueskyFacet(start, bytes, entity.Kind, entity.Target));
            }
        }

        return facets;
    }
}
