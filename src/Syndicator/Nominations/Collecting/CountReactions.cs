using Dapper;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Nominations.Collecting;

/// <summary>
/// Counts likes and boosts of the posts that nominate, by name where the network says who. Whoever liked a post before it was edited to name something else
/// stays with what it named then.
/// </summary>
internal sealed class CountReactions(Database database, MentionSource source, ReadingPositions positions, TimeProvider clock)
{
    private const int Most = 100;

    /// <param name="since">When the oldest round began that is still shown.</param>
    public async Task<SourceTrouble?> RunAsync(DateTimeOffset since, CancellationToken stop) =>
        await RunAsync(await ReadPostsAsync(since, stop), stop);

    private async Task<SourceTrouble?> RunAsync(IReadOnlyList<RemotePost> nominating, CancellationToken stop)
    {
        if (source.Can<ICountsReactions>() is not { } network || source.IsWithoutCeiling)
        {
            return null;
        }

        foreach (var posts in nominating.Chunk(Most))
        {
            var outcome = await network.CountAsync(posts, stop);
            if (outcome.ValueOrDefault() is not { } counts)
            {
                return SourceTrouble.Of(outcome);
            }

            // Most posts have none: those are stored together.
            var there = posts
                .Where(post => counts.ContainsKey(post.Id))
                .ToLookup(post => counts[post.Id].Likes + counts[post.Id].Boosts > 0);
            await StoreAsync([.. there[false].Select(post => (post, counts[post.Id], (IReadOnlyList<Reaction>)[]))], stop);
            foreach (var post in there[true])
            {
                if (await CountAsync(post, counts[post.Id], stop) is { } trouble)
                {
                    return trouble;
                }
            }
        }

        return null;
    }

    private Task<IReadOnlyList<RemotePost>> ReadPostsAsync(DateTimeOffset since, CancellationToken stop) =>
        database.ReadAsync<IReadOnlyList<RemotePost>>(
            async connection =>
                [
                    .. await connection.QueryAsync<RemotePost>(
                        """
                        select distinct p.post_id as Id, p.url as Url from proposals p join nominations n on n.id = p.nomination_id
                        where p.publication = @Publication and p.source = @Name and p.withdrawn_at is null and p.url is not null
                          and n.round > @since and n.state in ('pending', 'accepted', 'chosen')
                        order by p.post_id
                        """,
                        new
                        {
                            source.Publication,
                            source.Name,
                            since,
                        }
                    ),
                ],
            stop
        );

    private async Task<SourceTrouble?> CountAsync(RemotePost post, Reactions counts, CancellationToken stop)
    {
        IReadOnlyList<Reaction> named = [];
        if (source.Can<IListsReactions>() is { } lists)
        {
            var outcome = await lists.ListReactionsAsync(post, stop);
            if (outcome.ValueOrDefault() is { } listed)
            {
                named = listed;
            }
            else if (outcome is not ReadOutcome<IReadOnlyList<Reaction>>.Refused { Kind: RefusalKind.Post })
            {
                return SourceTrouble.Of(outcome);
            }
        }

        await StoreAsync([(post, counts, named)], stop);
        return null;
    }

    private Task StoreAsync(
        IReadOnlyList<(RemotePost Post, Reactions Counts, IReadOnlyList<Reaction> Named)> counted,
        CancellationToken stop
    ) =>
        database.WriteAsync(
            async transaction =>
            {
                if (!await positions.KeepAsync(transaction, source))
                {
                    throw new SourceTakenException();
                }

                var store = new StoreReactions(transaction, source, clock);
                foreach (var (post, counts, named) in counted)
                {
                    await store.RunAsync(post.Id, counts, named);
                }

                return 0;
            },
            stop
        );
}
