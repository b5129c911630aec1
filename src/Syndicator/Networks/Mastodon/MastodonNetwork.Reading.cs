namespace Syndicator.Networks.Mastodon;

// What others wrote, and what became of our own posts.
internal sealed partial class MastodonNetwork : IReadsMentions, IFetchesPosts, IReadsAnswers, ICountsReactions, IListsReactions
{
    public Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken) =>
        ReadAsync((client, reader) => new MastodonMentions(client, reader).ReadAsync(cursor, cancellationToken), cancellationToken);

    public Task<ReadOutcome<IReadOnlyList<Mention>>> ReadAnswersAsync(RemotePost post, CancellationToken cancellationToken) =>
        ReadAsync(
            async (client, reader) =>
            {
                var path = $"api/v1/statuses/{Uri.EscapeDataString(post.Id)}/context";
                var context = await client.GetAsync(path, MastodonJson.Default.MastodonContext, cancellationToken);
                return context.Then(found => Answers(found, reader));
            },
            cancellationToken
        );

    public Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            async (client, reader) => (await GetPostsAsync(client, ids, cancellationToken)).Then(posts => Mentions(posts, reader)),
            cancellationToken
        );

    public async Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    )
    {
        var opened = await OpenToReadAsync(cancellationToken);
        return await opened.ThenAsync(async client =>
            (await GetPostsAsync(client, [.. posts.Select(post => post.Id)], cancellationToken)).Then(Counts)
        );
    }

    public async Task<ReadOutcome<IReadOnlyList<Reaction>>> ListReactionsAsync(RemotePost post, CancellationToken cancellationToken) =>
        await (await OpenToReadAsync(cancellationToken)).ThenAsync(client =>
            new MastodonReactions(client).ReadAsync(post.Id, cancellationToken)
        );

    private static ReadOutcome<IReadOnlyList<Mention>> Answers(MastodonContext context, MastodonReader reader) =>
        new ReadOutcome<IReadOnlyList<Mention>>.Read([
            .. (context.Descendants ?? [])
                .Select(item => reader.Read(MastodonReader.Item(item, MastodonJson.Default.MastodonStatus)).Mention)
                .OfType<Mention>(),
        ]);

    // One that cannot be understood is no post that is gone.
    private static ReadOutcome<IReadOnlyDictionary<string, Mention>> Mentions(
        IReadOnlyDictionary<string, MastodonStatus> posts,
        MastodonReader reader
    )
    {
        var mentions = new Dictionary<string, Mention>(StringComparer.Ordinal);
        foreach (var (id, post) in posts)
        {
            if (reader.Read(post) is not { Mention: { } mention })
            {
                return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable($"The post {id} cannot be understood.");
            }

            mentions.Add(id, mention);
        }

        return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read(mentions);
    }

    private static ReadOutcome<IReadOnlyDictionary<string, Reactions>> Counts(IReadOnlyDictionary<string, MastodonStatus> posts) =>
        new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read(
            posts.ToDictionary(
                post => post.Key,
                post => new Reactions(
                    post.Value.FavouritesCount ?? 0,
                    post.Value.ReblogsCount ?? 0,
                    post.Value.RepliesCount ?? 0,
                    post.Value.QuotesCount
                )
            )
        );

    private Task<ReadOutcome<IReadOnlyDictionary<string, MastodonStatus>>> GetPostsAsync(
        MastodonClient client,
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    ) => new MastodonPosts(client, token => _known.GetSelfAsync(client, token, anew: true)).GetAsync(ids, cancellationToken);

    private async Task<ReadOutcome<T>> ReadAsync<T>(
        Func<MastodonClient, MastodonReader, Task<ReadOutcome<T>>> read,
        CancellationToken cancellationToken
    )
    {
        var opened = await OpenToReadAsync(cancellationToken);
        return await opened.ThenAsync(async client =>
            await (await _known.GetInstanceAsync(client, cancellationToken)).ThenAsync(async instance =>
                await (await _known.GetSelfAsync(client, cancellationToken)).ThenAsync(self =>
                    read(client, new MastodonReader(client.Server, instance.Domain, self))
                )
            )
        );
    }
}
