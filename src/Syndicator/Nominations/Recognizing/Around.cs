using Syndicator.Networks;

namespace Syndicator.Nominations.Recognizing;

/// <summary>The posts around an arrival that its words may point at: what it quotes before what it answers, never our own.</summary>
internal sealed class Around
{
    private readonly Arrival _arrival;

    public Around(Arrival arrival)
    {
        _arrival = arrival;
        Posts =
        [
            .. new[] { arrival.Quoted, arrival.Parent }
                .OfType<Mention>()
                .Where(post => !post.Author.IsOurs && post.Id != arrival.Post.Id)
                .DistinctBy(post => post.Id)
                .Select(post => new PostText(post)),
        ];
    }

    public IReadOnlyList<PostText> Posts { get; }

    /// <summary>Ids of those that are not given.</summary>
    public IReadOnlyList<string> Missing => MissingIn(_arrival);

    /// <summary>Whether it answers or quotes somebody else, as far as that is known; below an invitation what is not known is taken for ours.</summary>
    public bool MayPointElsewhere => Posts.Count > 0 || (Missing.Count > 0 && !_arrival.IsBelowInvitation);

    /// <summary>Whether everybody may see the post that the arrival shows.</summary>
    public bool IsQuotedPublic => _arrival.Quoted?.IsPublic != false;

    /// <summary>The same, without taking any post apart.</summary>
    public static IReadOnlyList<string> MissingIn(Arrival arrival) =>
        [
            .. new[] { arrival.Quoted is null ? arrival.Post.QuotedId : null, arrival.Parent is null ? arrival.Post.ParentId : null }
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
}
