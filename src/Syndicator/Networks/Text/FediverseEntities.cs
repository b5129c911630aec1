namespace Syndicator.Networks.Text;

/// <summary>What Mastodon makes clickable, and what servers like it do.</summary>
internal static class FediverseEntities
{
    public static IReadOnlyList<TextEntity> Find(string text)
    {
        if (!text.AsSpan().ContainsAny(":@#\uFF03"))
        {
            return [];
        }

        var entities = FindCounted(text);
        FediverseHashtags.AddTo(entities, text);
        return EntityList.Order(entities);
    }

    /// <summary>
    /// Length in grapheme clusters with every URL counted as <paramref name="charactersPerUrl"/> and mentions without their host
    /// (https://github.com/mastodon/mastodon, app/validators/status_length_validator.rb).
    /// </summary>
    public static int Count(string text, int charactersPerUrl)
    {
        var entities = text.AsSpan().ContainsAny(':', '@') ? EntityList.Order(FindCounted(text)) : [];
        return entities.Count == 0 ? Graphemes.Count(text) : Graphemes.Count(Shorten(text, entities, charactersPerUrl));
    }

    private static List<TextEntity> FindCounted(string text)
    {
        var entities = new List<TextEntity>();
        EntityList.AddUrls(entities, text, UrlGrammar.Fediverse);
        ExtendedUris.AddTo(entities, text);
        FediverseMentions.AddTo(entities, text);
        return entities;
    }

    private static string Shorten(string text, IReadOnlyList<TextEntity> entities, int charactersPerUrl)
    {
        var result = new System.Text.StringBuilder(text.Length);
        var copied = 0;
        foreach (var entity in entities)
        {
            result.Append(text, copied, entity.Start - copied);
            copied = entity.Start + entity.Length;
            if (entity.Kind == TextEntityKind.Link)
            {
                result.Append('x', charactersPerUrl);
            }
            else
            {
                result.Append(text, entity.Start, FediverseMentions.CountedLength(entity));
            }
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
