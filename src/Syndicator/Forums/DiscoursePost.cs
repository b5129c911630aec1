using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Forums;

/// <summary>A post as forums tell it. Anything but its id may be missing; a member of a wrong kind counts as missing.</summary>
internal sealed record DiscoursePost
{
    private const int Regular = 1;
    private const int Like = 2;

    /// <summary>Of the whole forum.</summary>
    public required long Id { get; init; }

    /// <summary>Within its topic; never used again.</summary>
    public int? Number { get; init; }
    public long? TopicId { get; init; }
    public string? TopicSlug { get; init; }
    public string? Path { get; init; }
    public string? Username { get; init; }
    public string? Name { get; init; }

    /// <summary>Below zero: the forum's own users, such as <c>system</c>.</summary>
    public long? UserId { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public long Version { get; init; }

    /// <summary>As HTML.</summary>
    public string? Cooked { get; init; }

    /// <summary>As it was written; null where it was not asked for.</summary>
    public string? Raw { get; init; }
    public int? ReplyTo { get; init; }
    public int LikeCount { get; init; }
    public int ReplyCount { get; init; }
    public int QuoteCount { get; init; }

    /// <summary>Whether somebody wrote it to be read: no note of a moderator, no "closed this topic", no whisper.</summary>
    public bool IsSaid { get; init; }

    /// <summary>Whether readers may see it: neither hidden nor deleted.</summary>
    public bool IsShown { get; init; }

    public static DiscoursePost? From(JsonElement post) =>
        LooseJson.Number(post, "id") is { } id
            ? new DiscoursePost
            {
                Id = id,
                Number = Count(post, "post_number"),
                TopicId = LooseJson.Number(post, "topic_id"),
                TopicSlug = LooseJson.Text(post, "topic_slug"),
                Path = LooseJson.Text(post, "post_url"),
                Username = LooseJson.Text(post, "username"),
                Name = LooseJson.Text(post, "name"),
                UserId = LooseJson.Number(post, "user_id"),
                CreatedAt = LooseJson.Instant(post, "created_at"),
                UpdatedAt = LooseJson.Instant(post, "updated_at"),
                Version = LooseJson.Number(post, "version") ?? 1,
                Cooked = LooseJson.Text(post, "cooked"),
                Raw = LooseJson.Text(post, "raw"),
                ReplyTo = Count(post, "reply_to_post_number"),
                LikeCount = Likes(post),
                ReplyCount = Count(post, "reply_count") ?? 0,
                QuoteCount = Count(post, "quote_count") ?? 0,
                IsSaid = (LooseJson.Number(post, "post_type") ?? Regular) == Regular,
                IsShown =
                    !LooseJson.IsTrue(post, "hidden")
                    && !LooseJson.IsTrue(post, "user_deleted")
                    && LooseJson.Member(post, "deleted_at").ValueKind is JsonValueKind.Null or JsonValueKind.Undefined,
            }
            : null;

    private static int? Count(JsonElement post, string name) =>
        LooseJson.Number(post, name) is >= 0 and <= int.MaxValue and var number ? (int)number : null;

    private static int Likes(JsonElement post) =>
        LooseJson
            .List(post, "actions_summary")
            .Where(action => LooseJson.Number(action, "id") == Like)
            .Select(action => Count(action, "count") ?? 0)
            .FirstOrDefault();
}
