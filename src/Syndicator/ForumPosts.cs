using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Forums;
using Syndicator.Networks;

namespace Syndicator;

/// <summary>Reads single posts of a forum, with what their topic collects: by its number where configuration has it, else by its address.</summary>
internal sealed class ForumPosts(IReadOnlyList<ForumTopic> topics)
{
    /// <summary>No forum: for posts of topics that are not configured (RFC 2606, section 2).</summary>
    private static readonly Uri s_nowhere = new("https://forum.invalid/");

    private readonly IReadOnlyList<(TopicAddress Address, NomineeKind Kind)> _topics =
    [
        .. topics
            .Select(topic => (Address: TopicAddress.Parse(topic.Url), topic.Kind))
            .Where(topic => topic.Address is not null)
            .Select(topic => (topic.Address!, topic.Kind)),
    ];

    /// <param name="isOurs">Whether a handle is one of our accounts'.</param>
    public (SinglePost Post, NomineeKind? Topic) Read(JsonElement wire, Func<string, bool> isOurs)
    {
        if (wire.ValueKind != JsonValueKind.Object || DiscoursePost.From(wire) is not { } post)
        {
            return (new SinglePost.NotUnderstood("the post has no id"), null);
        }

        if (!post.IsShown || !post.IsSaid)
        {
            return (new SinglePost.NoMention("a note of the forum, or a post that nobody sees"), null);
        }

        var known = _topics.Where(topic => topic.Address.TopicId == post.TopicId).Take(1).ToList();
        var forum = known.Concat(_topics).Select(topic => topic.Address.Forum).FirstOrDefault() ?? s_nowhere;
        var (mention, problem) = DiscoursePostReader.Read(post, forum);
        SinglePost read = mention is null
            ? new SinglePost.NotUnderstood(problem!)
            : new SinglePost.Read(mention with { Author = mention.Author with { IsOurs = isOurs(mention.Author.Handle) } });
        return (read, known is [var (_, kind)] ? kind : BySlug(post.TopicSlug ?? ""));
    }

    private static NomineeKind? BySlug(string slug) =>
        slug.Contains("crate-of-the-week", StringComparison.OrdinalIgnoreCase) ? NomineeKind.Crate
        : slug.Contains("quote-of-the-week", StringComparison.OrdinalIgnoreCase) ? NomineeKind.Quote
        : slug.Contains("call", StringComparison.OrdinalIgnoreCase) ? NomineeKind.Call
        : null;
}
