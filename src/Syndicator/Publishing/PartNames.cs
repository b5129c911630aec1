using Syndicator.Composing;

namespace Syndicator.Publishing;

/// <summary>What posts are called among those of their thread: <c>crate</c>, and a second post of one part <c>news/2</c>. Part of idempotency keys.</summary>
internal static class PartNames
{
    /// <summary>In the order of the thread.</summary>
    public static IEnumerable<(string Name, ComposedPost Post)> Of(PostThread thread)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var post in thread.Posts)
        {
            var count = counts[post.Part] = counts.GetValueOrDefault(post.Part) + 1;
            yield return (count == 1 ? post.Part : FormattableString.Invariant($"{post.Part}/{count}"), post);
        }
    }
}
