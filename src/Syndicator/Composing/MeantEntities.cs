using Syndicator.Networks;

namespace Syndicator.Composing;

/// <summary>The parts of a finished text that are clickable.</summary>
internal static class MeantEntities
{
    /// <summary>Everything found is meant: values are guarded, so only the template's own words and links make entities.</summary>
    public static IReadOnlyList<TextEntity> In(RichText text, TextRules rules)
    {
        var found = rules.FindEntities(text.Text);
        if (!rules.LinksAreMarkup)
        {
            return found;
        }

        var meant = text.Entities.ToList();
        meant.AddRange(found.Where(entity => !meant.Exists(other => Overlap(entity, other))));
        return [.. meant.OrderBy(entity => entity.Start)];
    }

    private static bool Overlap(TextEntity a, TextEntity b) => a.Start < b.Start + b.Length && b.Start < a.Start + a.Length;
}
