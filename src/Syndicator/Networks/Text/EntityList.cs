namespace Syndicator.Networks.Text;

/// <summary>Puts the entities of several scanners in order.</summary>
internal static class EntityList
{
    /// <summary>By place; of two that overlap the one that begins first stays, of two that begin together the one added first.</summary>
    public static IReadOnlyList<TextEntity> Order(List<TextEntity> entities)
    {
        if (entities.Count < 2)
        {
            return entities;
        }

        var ordered = new List<TextEntity>(entities.Count);
        foreach (var entity in entities.OrderBy(entity => entity.Start))
        {
            if (ordered.Count == 0 || ordered[^1].Start + ordered[^1].Length <= entity.Start)
            {
                ordered.Add(entity);
            }
        }

        return ordered;
    }

    public static void AddUrls(List<TextEntity> entities, string text, UrlGrammar grammar)
    {
        foreach (var url in UrlScanner.Find(text, grammar))
        {
            entities.Add(new TextEntity(TextEntityKind.Link, url.Start, url.End - url.Start, text[url.Start..url.End]));
        }
    }
}
