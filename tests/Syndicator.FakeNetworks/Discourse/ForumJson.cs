using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Discourse;

/// <summary>Topics and posts as a forum tells them to somebody who is not signed in.</summary>
internal static class ForumJson
{
    public const int ChunkSize = 20;

    public static JsonObject Topic(FakeTopic topic)
    {
        var shown = topic.Shown.ToList();
        var stream = new JsonObject
        {
            ["posts"] = new JsonArray([.. shown.Take(ChunkSize).Select(post => Post(topic, post, withRaw: false))]),
        };
        if (topic.IsMega)
        {
            stream["isMegaTopic"] = true;
            stream["lastId"] = shown[^1].Id;
        }
        else if (topic.HasStream)
        {
            stream["stream"] = new JsonArray([.. shown.Select(post => JsonValue.Create(post.Id))]);
        }

        return new JsonObject
        {
            ["post_stream"] = stream,
            ["timeline_lookup"] = new JsonArray(),
            ["suggested_topics"] = new JsonArray(),
            ["tags"] = new JsonArray(),
            ["tags_descriptions"] = new JsonObject(),
            ["id"] = topic.Id,
            ["title"] = topic.Slug,
            ["fancy_title"] = topic.Slug,
            ["posts_count"] = shown.Count,
            ["created_at"] = Time(topic.Posts.Select(post => post.CreatedAt).FirstOrDefault()),
            ["views"] = 101,
            ["reply_count"] = shown.Count(post => post.ReplyTo is not null),
            ["like_count"] = shown.Sum(post => post.Likes),
            ["last_posted_at"] = shown.Count == 0 ? null : Time(shown[^1].CreatedAt),
            ["visible"] = true,
            ["closed"] = false,
            ["archived"] = false,
            ["has_summary"] = false,
            ["archetype"] = "regular",
            ["slug"] = topic.Slug,
            ["category_id"] = 7,
            ["word_count"] = 1000,
            ["deleted_at"] = null,
            ["user_id"] = 1002,
            ["featured_link"] = null,
            ["pinned_globally"] = false,
            ["pinned_at"] = null,
            ["pinned_until"] = null,
            ["image_url"] = null,
            ["slow_mode_seconds"] = 0,
            ["draft"] = null,
            ["draft_key"] = $"topic_{topic.Id}",
            ["draft_sequence"] = null,
            ["unpinned"] = null,
            ["pinned"] = false,
            ["current_post_number"] = 1,
            ["highest_post_number"] = topic.HighestNumber,
            ["deleted_by"] = null,
            ["actions_summary"] = new JsonArray(),
            ["chunk_size"] = ChunkSize,
            ["bookmarked"] = false,
            ["bookmarks"] = new JsonArray(),
            ["topic_timer"] = null,
            ["message_bus_last_id"] = 0,
            ["participant_count"] = shown.DistinctBy(post => post.UserId).Count(),
            ["show_read_indicator"] = false,
            ["thumbnails"] = null,
            ["slow_mode_enabled_until"] = null,
            ["details"] = Details(topic),
        };
    }

    public static JsonObject Posts(FakeTopic topic, IEnumerable<FakeForumPost> posts, bool withRaw) =>
        new()
        {
            ["post_stream"] = new JsonObject { ["posts"] = new JsonArray([.. posts.Select(post => Post(topic, post, withRaw))]) },
            ["id"] = topic.Id,
        };

    public static JsonObject Post(FakeTopic topic, FakeForumPost post, bool withRaw)
    {
        var raw = post.IsTakenBack ? "(post deleted by author)" : post.Raw;
        var json = new JsonObject
        {
            ["id"] = post.Id,
            ["name"] = post.Name,
            ["username"] = post.Username,
            ["avatar_template"] = $"/user_avatar/fake/{post.Username}/{{size}}/1_2.png",
            ["created_at"] = Time(post.CreatedAt),
            ["cooked"] = post.IsHidden ? "<p>This post was flagged by the community and is temporarily hidden.</p>" : FakeCooked.Of(raw),
            ["post_number"] = post.Number,
            ["post_type"] = post.Type,
            ["posts_count"] = topic.Posts.Count,
            ["updated_at"] = Time(post.UpdatedAt),
            ["reply_count"] = topic.Shown.Count(other => other.ReplyTo == post.Number),
            ["reply_to_post_number"] = post.ReplyTo,
            ["quote_count"] = 0,
            ["incoming_link_count"] = 0,
            ["reads"] = 41,
            ["readers_count"] = 40,
            ["score"] = 8.2,
            ["yours"] = false,
            ["topic_id"] = topic.Id,
            ["topic_slug"] = topic.Slug,
            ["display_username"] = post.Name,
            ["primary_group_name"] = null,
            ["flair_name"] = null,
            ["flair_url"] = null,
            ["flair_bg_color"] = null,
            ["flair_color"] = null,
            ["version"] = post.Version,
            ["can_edit"] = false,
            ["can_delete"] = false,
            ["can_recover"] = false,
            ["can_see_hidden_post"] = false,
            ["can_wiki"] = false,
            ["read"] = true,
            ["user_title"] = null,
            ["bookmarked"] = false,
            ["actions_summary"] = post.Likes == 0 ? [] : new JsonArray(new JsonObject { ["id"] = 2, ["count"] = post.Likes }),
            ["moderator"] = false,
            ["admin"] = post.UserId < 0,
            ["staff"] = post.UserId < 0,
            ["user_id"] = post.UserId,
            ["hidden"] = post.IsHidden,
            ["trust_level"] = post.TrustLevel,
            ["deleted_at"] = null,
            ["user_deleted"] = post.IsTakenBack,
            ["edit_reason"] = null,
            ["can_view_edit_history"] = true,
            ["wiki"] = false,
            ["post_url"] = $"/t/{topic.Slug}/{topic.Id}/{post.Number}",
            ["link_counts"] = new JsonArray(),
        };
        if (withRaw && !post.IsHidden)
        {
            json["raw"] = raw;
        }

        return json;
    }

    private static JsonObject Details(FakeTopic topic) =>
        new()
        {
            ["can_edit"] = false,
            ["notification_level"] = 1,
            ["participants"] = new JsonArray(),
            ["created_by"] = Person(topic.Posts.FirstOrDefault()),
            ["last_poster"] = Person(topic.Shown.LastOrDefault()),
        };

    private static JsonObject Person(FakeForumPost? post) =>
        new()
        {
            ["id"] = post?.UserId ?? 1002,
            ["username"] = post?.Username ?? "editor",
            ["name"] = post?.Name ?? "",
            ["avatar_template"] = "/user_avatar/fake/{size}/1_2.png",
        };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
