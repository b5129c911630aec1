using System.Text.Json;
using Syndicator.Networks;
using Syndicator.Networks.Wire;

namespace Syndicator.Forums;

/// <summary>A topic as its forum lists it.</summary>
/// <param name="Posts">Ids of every post that readers see, in the order of the topic.</param>
/// <param name="HighestNumber">Of all numbers given so far; null: not told.</param>
internal sealed record TopicListing(IReadOnlyList<long> Posts, int? HighestNumber)
{
    private readonly Dictionary<long, int> _positions = Positions(Posts);

    /// <summary>Null: it is not in the topic.</summary>
    public int? Position(long id) => _positions.TryGetValue(id, out var position) ? position : null;

    /// <summary>Topics of more than 10,000 posts come without their list; nothing else tells for sure what is new.</summary>
    public static ReadOutcome<TopicListing> Read(JsonElement topic, TopicAddress address)
    {
        var host = address.Forum.Host;
        if (LooseJson.Number(topic, "id") is { } id && id != address.TopicId)
        {
            return new ReadOutcome<TopicListing>.Unavailable($"{host} tells of another topic than the one asked for.");
        }

        var stream = LooseJson.Member(topic, "post_stream");
        if (LooseJson.Member(stream, "stream").ValueKind == JsonValueKind.Array)
        {
            return new ReadOutcome<TopicListing>.Read(
                new TopicListing(
                    [.. LooseJson.List(stream, "stream").Select(LooseJson.Number).OfType<long>().Distinct()],
                    LooseJson.Number(topic, "highest_post_number") is >= 0 and <= int.MaxValue and var highest ? (int)highest : null
                )
            );
        }

        return LooseJson.IsTrue(stream, "isMegaTopic") || LooseJson.IsTrue(topic, "isMegaTopic")
            ? new ReadOutcome<TopicListing>.Refused(
                RefusalKind.Post,
                $"{host} does not list the posts of a topic as long as this one. Go on in a new topic, and put its address into the configuration."
            )
            : new ReadOutcome<TopicListing>.Unavailable($"{host} tells of the topic without listing its posts.");
    }

    private static Dictionary<long, int> Positions(IReadOnlyList<long> posts) =>
        posts.Index().ToDictionary(post => post.Item, post => post.Index);
}
