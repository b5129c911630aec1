using System.Globalization;
using System.Text.Json;
using Syndicator.Networks;
using Syndicator.Networks.Wire;

namespace Syndicator.Forums;

/// <summary>What a forum tells of one topic and its posts.</summary>
internal sealed class TopicPosts(DiscourseClient client, TopicAddress address)
{
    /// <summary>As many as the forum's own pages ask for at once.</summary>
    public const int LotSize = 20;

    public string Host => client.Host;

    public async Task<ReadOutcome<TopicListing>> ListAsync(CancellationToken cancellationToken)
    {
        var path = FormattableString.Invariant($"t/{address.TopicId}.json");
        return (await client.GetAsync(path, cancellationToken)).Then(topic => TopicListing.Read(topic, address));
    }

    /// <summary>Posts with what was typed, by id; what the forum leaves out is left out.</summary>
    /// <param name="ids">At most <see cref="LotSize"/>.</param>
    public async Task<ReadOutcome<IReadOnlyDictionary<long, DiscoursePost>>> GetAsync(
        IReadOnlyList<long> ids,
        CancellationToken cancellationToken
    )
    {
        var asked = string.Concat(ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"post_ids%5B%5D={id}&")));
        var path = FormattableString.Invariant($"t/{address.TopicId}/posts.json?{asked}include_raw=true");
        var answer = await client.GetAsync(path, cancellationToken);
        return answer.Then<JsonElement, IReadOnlyDictionary<long, DiscoursePost>>(lot =>
        {
            var posts = LooseJson.Member(lot, "post_stream");
            return LooseJson.Member(posts, "posts").ValueKind == JsonValueKind.Array
                ? new ReadOutcome<IReadOnlyDictionary<long, DiscoursePost>>.Read(
                    LooseJson
                        .List(posts, "posts")
                        .Select(DiscoursePost.From)
                        .OfType<DiscoursePost>()
                        .Where(post => ids.Contains(post.Id) && (post.TopicId ?? address.TopicId) == address.TopicId)
                        .DistinctBy(post => post.Id)
                        .ToDictionary(post => post.Id)
                )
                : new ReadOutcome<IReadOnlyDictionary<long, DiscoursePost>>.Unavailable($"{client.Host} tells no posts where it should.");
        });
    }

    /// <summary>One post by its number, asked by itself; null: the forum itself says that readers have no such post.</summary>
    public async Task<ReadOutcome<DiscoursePost?>> GetByNumberAsync(int number, CancellationToken cancellationToken)
    {
        var path = FormattableString.Invariant($"posts/by_number/{address.TopicId}/{number}.json");
        var answer = await client.AskAsync(path, cancellationToken);
        if (answer is WireAnswer.Received { Status: 403 or 404 or 410, IsJson: true })
        {
            return new ReadOutcome<DiscoursePost?>.Read(null);
        }

        var outcome = client.Understand(answer);
        return outcome is ReadOutcome<JsonElement>.Refused refused
            // A page of somebody in between does not make a post gone.
            ? new ReadOutcome<DiscoursePost?>.Unavailable(refused.Reason)
            : outcome.Then(post => One(post, number));
    }

    public (Mention? Mention, string? Problem) Read(DiscoursePost post) =>
        DiscoursePostReader.Read(post with { TopicId = post.TopicId ?? address.TopicId }, address.Forum);

    public string Id(int number) => address.PostId(number);

    private ReadOutcome<DiscoursePost?> One(JsonElement post, int number) =>
        DiscoursePost.From(post) is { } read && read.Number == number
            ? new ReadOutcome<DiscoursePost?>.Read(read)
            : new ReadOutcome<DiscoursePost?>.Unavailable($"{client.Host} tells of another post than the one asked for.");
}
