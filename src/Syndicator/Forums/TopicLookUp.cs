using Syndicator.Networks;

namespace Syndicator.Forums;

/// <summary>Looks up posts by their numbers. That one is gone must be sure, because its text is removed then.</summary>
internal sealed class TopicLookUp(TopicPosts topic)
{
    /// <summary>Posts that left the topic are asked for singly; where all of these are gone indeed, the listing is believed for the others.</summary>
    private const int MostQuestions = 30;

    /// <summary>So few are asked for singly at once: that is no more than finding their places would take.</summary>
    private const int Few = 2;

    private int _questions;

    /// <summary>By number; those that are not in it are gone, hidden or deleted.</summary>
    public async Task<ReadOutcome<IReadOnlyDictionary<int, DiscoursePost>>> GetAsync(
        IReadOnlyCollection<int> numbers,
        CancellationToken cancellationToken
    )
    {
        var listed = await topic.ListAsync(cancellationToken);
        return await listed.ThenAsync(async listing =>
        {
            var search = new TopicSearch(topic, listing);
            var posts = new Dictionary<int, DiscoursePost>();
            foreach (var number in numbers.Distinct().Order())
            {
                var outcome =
                    numbers.Count <= Few
                        ? await AskAsync(number, cancellationToken)
                        : await GetAsync(search, listing, number, cancellationToken);
                if (outcome is not ReadOutcome<DiscoursePost?>.Read { Value: var post })
                {
                    return outcome.Failed<DiscoursePost?, IReadOnlyDictionary<int, DiscoursePost>>();
                }

                if (post is { IsShown: true, IsSaid: true })
                {
                    posts.Add(number, post);
                }
            }

            return new ReadOutcome<IReadOnlyDictionary<int, DiscoursePost>>.Read(posts);
        });
    }

    private async Task<ReadOutcome<DiscoursePost?>> GetAsync(
        TopicSearch search,
        TopicListing listing,
        int number,
        CancellationToken cancellationToken
    )
    {
        var found = await search.FindAsync(number, cancellationToken);
        return await found.ThenAsync(place =>
        {
            if (place.Post?.Number == number)
            {
                return Task.FromResult<ReadOutcome<DiscoursePost?>>(new ReadOutcome<DiscoursePost?>.Read(place.Post));
            }

            var isBetweenNeighbours = place.Post is { } next && listing.Position(next.Id) == place.Place;
            return isBetweenNeighbours && _questions++ >= MostQuestions
                ? Task.FromResult<ReadOutcome<DiscoursePost?>>(new ReadOutcome<DiscoursePost?>.Read(null))
                : AskAsync(number, cancellationToken);
        });
    }

    private async Task<ReadOutcome<DiscoursePost?>> AskAsync(int number, CancellationToken cancellationToken)
    {
        var outcome = await topic.GetByNumberAsync(number, cancellationToken);
        // The listing is not to be believed: it lacks what the forum shows.
        _questions -= outcome is ReadOutcome<DiscoursePost?>.Read { Value: { IsShown: true } } ? MostQuestions : 0;
        return outcome;
    }
}
