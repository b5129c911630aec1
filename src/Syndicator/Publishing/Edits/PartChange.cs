using Syndicator.Composing;

namespace Syndicator.Publishing.Edits;

/// <summary>What a change of an issue changes in one part of an account's thread.</summary>
/// <param name="Part">As deliveries name it: a second post of one part is <c>news/2</c>.</param>
/// <param name="Before">What the old text makes; null: nothing.</param>
/// <param name="After">What the new text makes; null: nothing.</param>
internal sealed record PartChange(string Part, ComposedPost? Before, ComposedPost? After)
{
    /// <summary>The parts that say something else afterwards, in the order of the thread.</summary>
    public static IReadOnlyList<PartChange> Between(PostThread? before, PostThread? after)
    {
        var (old, now) = (PartsOf(before), PartsOf(after));
        return
        [
            .. now
                .Keys.Union(old.Keys, StringComparer.Ordinal)
                .Select(part => new PartChange(part, old.GetValueOrDefault(part), now.GetValueOrDefault(part)))
                .Where(change => change is not { Before: { } said, After: { } says } || !says.Content.SaysTheSameAs(said.Content)),
        ];
    }

    private static Dictionary<string, ComposedPost> PartsOf(PostThread? thread) =>
        thread is null ? [] : PartNames.Of(thread).ToDictionary(part => part.Name, part => part.Post, StringComparer.Ordinal);
}
