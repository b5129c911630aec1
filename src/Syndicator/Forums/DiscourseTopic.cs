using Syndicator.Networks;
using Syndicator.Networks.Wire;

namespace Syndicator.Forums;

/// <summary>
/// One topic of a Discourse forum, read as anybody may, as one more source of mentions: every post in it is addressed to us. A post is known by
/// <c>topic/number</c>, because answers and quotations name numbers. https://docs.discourse.org
/// </summary>
/// <param name="topic">As people have it: <c>https://forum.example/t/slug/123</c>, with or without a post's number behind it.</param>
/// <param name="contact">Whom the forum's operators may write to: an address of the web or of mail.</param>
internal sealed class DiscourseTopic(Uri topic, WireClient wire, TimeProvider clock, string? contact = null)
    : IReadsMentions,
        IFetchesPosts,
        ICountsReactions
{
    private readonly TopicAddress? _address = TopicAddress.Parse(topic);

    /// <summary>A cursor right behind a post that is known; 0 is before the first one. Without a cursor, reading begins with the posts of the last two weeks.</summary>
    public static string CursorAfter(int postNumber) => TopicCursor.StartAfter(postNumber);

    /// <inheritdoc/>
    public Task<ReadOutcome<MentionPage>> ReadMentionsAsync(string? cursor, CancellationToken cancellationToken) =>
        ReadAsync((_, posts) => new TopicPages(posts, clock).ReadAsync(cursor, cancellationToken));

    /// <inheritdoc/>
    public Task<ReadOutcome<IReadOnlyDictionary<string, Mention>>> FetchAsync(
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            async (address, posts) => (await LookUpAsync(address, posts, ids, cancellationToken)).Then(found => Mentions(found, posts))
        );

    /// <summary>Likes, answers and quotations; a forum has no boosts.</summary>
    public Task<ReadOutcome<IReadOnlyDictionary<string, Reactions>>> CountAsync(
        IReadOnlyList<RemotePost> posts,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(
            async (address, topicPosts) =>
                (await LookUpAsync(address, topicPosts, [.. posts.Select(post => post.Id)], cancellationToken)).Then(
                    found => new ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read(
                        found.ToDictionary(
                            post => topicPosts.Id(post.Key),
                            post => new Reactions(post.Value.LikeCount, 0, post.Value.ReplyCount, post.Value.QuoteCount)
                        )
                    )
                )
        );

    private Task<ReadOutcome<T>> ReadAsync<T>(Func<TopicAddress, TopicPosts, Task<ReadOutcome<T>>> read) =>
        _address is { } address
            ? read(address, new TopicPosts(new DiscourseClient(address.Forum, wire, clock, contact), address))
            : Task.FromResult<ReadOutcome<T>>(
                new ReadOutcome<T>.Refused(
                    RefusalKind.Post,
                    $"{OneLine.Of(topic.OriginalString)} is no forum topic; its address looks like https://forum.example/t/crate-of-the-week/2704."
                )
            );

    private static Task<ReadOutcome<IReadOnlyDictionary<int, DiscoursePost>>> LookUpAsync(
        TopicAddress address,
        TopicPosts posts,
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken
    )
    {
        var numbers = ids.Select(address.Number).OfType<int>().ToList();
        if (numbers.Count == ids.Count)
        {
            return new TopicLookUp(posts).GetAsync(numbers, cancellationToken);
        }

        var stranger = OneLine.Of(ids.First(id => address.Number(id) is null));
        return Task.FromResult<ReadOutcome<IReadOnlyDictionary<int, DiscoursePost>>>(
            new ReadOutcome<IReadOnlyDictionary<int, DiscoursePost>>.Unavailable($"{stranger} is no post of the topic {address.TopicId}.")
        );
    }

    // One that cannot be understood is no post that is gone.
    private static ReadOutcome<IReadOnlyDictionary<string, Mention>> Mentions(
        IReadOnlyDictionary<int, DiscoursePost> found,
        TopicPosts posts
    )
    {
        var mentions = new Dictionary<string, Mention>(StringComparer.Ordinal);
        foreach (var (number, post) in found)
        {
            if (posts.Read(post) is not { Mention: { } mention })
            {
                return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable(
                    $"The post {posts.Id(number)} cannot be understood."
                );
            }

            mentions.Add(posts.Id(number), mention);
        }

        return new ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read(mentions);
    }
}
