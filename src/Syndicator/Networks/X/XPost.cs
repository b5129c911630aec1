using System.Text.Json.Serialization;

namespace Syndicator.Networks.X;

/// <summary>A post in either vocabulary.</summary>
internal sealed record XPost
{
    [JsonConverter(typeof(XText))]
    public string? Id { get; init; }

    public string? Text { get; init; }

    [JsonConverter(typeof(XText))]
    public string? AuthorId { get; init; }

    [JsonConverter(typeof(XText))]
    public string? ConversationId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Lang { get; init; }

    [JsonConverter(typeof(XLenient<XEntities>))]
    public XEntities? Entities { get; init; }

    [JsonConverter(typeof(XLenient<XNote>))]
    public XNote? NoteTweet { get; init; }

    [JsonConverter(typeof(XLenient<XNote>))]
    public XNote? NotePost { get; init; }

    [JsonConverter(typeof(XLenient<List<XReference?>>))]
    public List<XReference?>? ReferencedTweets { get; init; }

    [JsonConverter(typeof(XLenient<List<XReference?>>))]
    public List<XReference?>? ReferencedPosts { get; init; }

    [JsonConverter(typeof(XLenient<XMetrics>))]
    public XMetrics? PublicMetrics { get; init; }

    [JsonConverter(typeof(XLenient<List<string>>))]
    public List<string>? EditHistoryTweetIds { get; init; }

    [JsonConverter(typeof(XLenient<List<string>>))]
    public List<string>? EditHistoryPostIds { get; init; }

    /// <summary>The whole text of a long post.</summary>
    [JsonIgnore]
    public XNote? Note => NotePost ?? NoteTweet;

    [JsonIgnore]
    public int VersionCount => (EditHistoryPostIds ?? EditHistoryTweetIds)?.Count ?? 1;

    /// <summary>The post it answers, quotes or repeats; null when it does not.</summary>
    public string? Referred(string type) => (ReferencedPosts ?? ReferencedTweets)?.FirstOrDefault(reference => reference?.Type == type)?.Id;
}

internal sealed record XNote(string? Text, [property: JsonConverter(typeof(XLenient<XEntities>))] XEntities? Entities);

internal sealed record XReference(string? Type, [property: JsonConverter(typeof(XText))] string? Id);

internal sealed record XEntities(
    [property: JsonConverter(typeof(XLenient<List<XUrl>>))] List<XUrl>? Urls,
    [property: JsonConverter(typeof(XLenient<List<XTag>>))] List<XTag>? Hashtags
);

/// <param name="Url">As it stands in the text.</param>
/// <param name="ExpandedUrl">As the author wrote it.</param>
internal sealed record XUrl(string? Url, string? ExpandedUrl, [property: JsonConverter(typeof(XText))] string? MediaKey);

internal sealed record XTag(string? Tag);

/// <summary>Numbers may come as texts.</summary>
internal sealed record XMetrics(
    int? LikeCount,
    int? RetweetCount,
    int? RepostCount,
    int? ReplyCount,
    int? QuoteCount,
    int? BookmarkCount = null,
    int? ImpressionCount = null
);
