using Syndicator.Networks;

namespace Syndicator.Forums;

/// <summary>
/// Finds places in a topic of thousands of posts, a lot of them at a time. A listing has ids alone; numbers and times come with the posts. What was read once
/// serves the next search.
/// </summary>
internal sealed class TopicSearch(TopicPosts topic, TopicListing listing)
{
    /// <summary>Lots for one search; halving ten thousand posts takes nine.</summary>
    private const int MostLots = 30;

    /// <summary>By place; null: the forum listed it and told nothing of it.</summary>
    private readonly SortedDictionary<int, DiscoursePost?> _read = [];

    /// <summary>Where posts of this time or later begin.</summary>
    public Task<ReadOutcome<PlaceFound>> FindAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        FindAsync(post => post.CreatedAt >= time, Backwards, cancellationToken);

    /// <summary>Where posts of this number or a higher one begin.</summary>
    public Task<ReadOutcome<PlaceFound>> FindAsync(int number, CancellationToken cancellationToken) =>
        FindAsync(post => post.Number >= number, (low, high, turn) => Near(number, low, high, turn), cancellationToken);

    private async Task<ReadOutcome<PlaceFound>> FindAsync(
        Func<DiscoursePost, bool> isReached,
        Func<int, int, int, int> guess,
        CancellationToken cancellationToken
    )
    {
        for (var turn = 0; turn < MostLots; turn++)
        {
            var (low, high) = Bounds(isReached);
            var unread = Enumerable.Range(low + 1, high - low - 1).Where(place => !_read.ContainsKey(place)).ToList();
            if (unread.Count == 0)
            {
                return new ReadOutcome<PlaceFound>.Read(new PlaceFound(low + 1, _read.GetValueOrDefault(high)));
            }

            // The first that is not known yet from where it is guessed to be, so that every lot is a step.
            var start = Math.Clamp(guess(low, high, turn), unread[0], Math.Max(unread[0], high - TopicPosts.LotSize));
            var places = unread.Where(place => place >= start).DefaultIfEmpty(unread[^1]).Take(TopicPosts.LotSize).ToList();
            var outcome = await ReadAsync(places, cancellationToken);
            if (outcome is not ReadOutcome<bool>.Read)
            {
                return outcome.Failed<bool, PlaceFound>();
            }
        }

        return new ReadOutcome<PlaceFound>.Unavailable($"{topic.Host} lists the topic's posts in no order.");
    }

    /// <summary>The last place before and the first place from where it is reached, as far as is known.</summary>
    private (int Low, int High) Bounds(Func<DiscoursePost, bool> isReached)
    {
        var low = -1;
        foreach (var (place, post) in _read)
        {
            if (post is not null && isReached(post))
            {
                return (low, place);
            }

            low = post is null ? low : place;
        }

        return (low, listing.Posts.Count);
    }

    /// <summary>From the end in growing steps, then halving: what is new is at the end.</summary>
    private static int Backwards(int low, int high, int turn) =>
        low < 0 ? high - (TopicPosts.LotSize << Math.Min(turn, 12)) : Middle(low, high);

    /// <summary>No two posts have one number, so that two places are no farther apart than the numbers of their posts.</summary>
    private int Near(int number, int low, int high, int turn) =>
        turn % 2 == 1 ? Middle(low, high)
        : high < listing.Posts.Count ? high - (_read[high]!.Number!.Value - number)
        : high - 1 - Math.Max(0, (listing.HighestNumber ?? high) - number);

    private static int Middle(int low, int high) => low + ((high - low - TopicPosts.LotSize) / 2);

    private async Task<ReadOutcome<bool>> ReadAsync(List<int> places, CancellationToken cancellationToken)
    {
        var posts = await topic.GetAsync([.. places.Select(place => listing.Posts[place])], cancellationToken);
        return posts.Then<IReadOnlyDictionary<long, DiscoursePost>, bool>(found =>
        {
            places.ForEach(place => _read[place] = Known(found.GetValueOrDefault(listing.Posts[place])));
            return new ReadOutcome<bool>.Read(true);
        });
    }

    private static DiscoursePost? Known(DiscoursePost? post) => post is { Number: not null, CreatedAt: not null } ? post : null;
}

/// <param name="Place">The first one where it may begin; what stands between it and the post was listed and not told.</param>
/// <param name="Post">The first one that is known to be behind the beginning; null: none is.</param>
internal sealed record PlaceFound(int Place, DiscoursePost? Post);
