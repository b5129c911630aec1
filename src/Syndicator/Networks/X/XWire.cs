using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Syndicator.Networks.X;

/// <summary>A page of posts. Single posts and users stay unread until each is looked at by itself, so that one cannot spoil the others.</summary>
internal sealed record XPage(List<JsonElement>? Data, XIncludes? Includes, XMeta? Meta, List<JsonElement>? Errors)
{
    /// <summary>The users that posts name by id.</summary>
    public Dictionary<string, XUser> Users()
    {
        var users = new Dictionary<string, XUser>(StringComparer.Ordinal);
        foreach (var element in Includes?.Users ?? [])
        {
            if (XJson.Read(element, XJson.Default.XUser) is { Id: { } id } user)
            {
                users[id] = user;
            }
        }

        return users;
    }

    public IReadOnlyList<XProblemEntry> Problems() =>
        [.. (Errors ?? []).Select(element => XJson.Read(element, XJson.Default.XProblemEntry)).OfType<XProblemEntry>()];
}

internal sealed record XIncludes([property: JsonConverter(typeof(XLenient<List<JsonElement>>))] List<JsonElement>? Users);

internal sealed record XMeta(
    [property: JsonConverter(typeof(XText))] string? NewestId,
    [property: JsonConverter(typeof(XText))] string? NextToken,
    [property: JsonConverter(typeof(XText))] string? ResultCount
);

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
internal sealed record XMetrics(int? LikeCount, int? RetweetCount, int? RepostCount, int? ReplyCount, int? QuoteCount);

internal sealed record XUser
{
    [JsonConverter(typeof(XText))]
    public string? Id { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Name { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Username { get; init; }

    [JsonConverter(typeof(XLenientValue<DateTimeOffset>))]
    public DateTimeOffset? CreatedAt { get; init; }

    [JsonConverter(typeof(XLenientValue<bool>))]
    public bool? Protected { get; init; }

    [JsonConverter(typeof(XLenient<XUserMetrics>))]
    public XUserMetrics? PublicMetrics { get; init; }
}

internal sealed record XUserMetrics(int? TweetCount, int? PostCount);

/// <summary>An answer about one thing.</summary>
internal sealed record XSingle(JsonElement? Data, List<JsonElement>? Errors);

internal sealed record XMediaAnswer(XMedia? Data);

internal sealed record XMedia(
    [property: JsonConverter(typeof(XText))] string? Id,
    [property: JsonConverter(typeof(XLenient<XProcessing>))] XProcessing? ProcessingInfo
);

internal sealed record XProcessing(
    string? State,
    [property: JsonConverter(typeof(XLenientValue<int>))] int? CheckAfterSecs,
    [property: JsonConverter(typeof(XLenient<XProblemEntry>))] XProblemEntry? Error
);

internal sealed record XDeletion([property: JsonConverter(typeof(XLenientValue<bool>))] bool? Deleted);

/// <summary>X's several forms of saying what is wrong, in one.</summary>
internal sealed record XProblemBody
{
    [JsonConverter(typeof(XText))]
    public string? Type { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Title { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Detail { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Reason { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Period { get; init; }

    [JsonConverter(typeof(XText))]
    public string? ResetDate { get; init; }

    [JsonConverter(typeof(XLenient<List<XProblemEntry>>))]
    public List<XProblemEntry>? Errors { get; init; }
}

internal sealed record XProblemEntry(
    [property: JsonConverter(typeof(XText))] string? Code,
    [property: JsonConverter(typeof(XText))] string? Message,
    [property: JsonConverter(typeof(XText))] string? Type,
    [property: JsonConverter(typeof(XText))] string? ResourceId,
    [property: JsonConverter(typeof(XText))] string? Value
)
{
    public string Kind => XProblem.LastSegment(Type);
}

/// <summary>The answer of the token endpoint, good or bad.</summary>
internal sealed record XToken
{
    [JsonConverter(typeof(XText))]
    public string? AccessToken { get; init; }

    [JsonConverter(typeof(XText))]
    public string? RefreshToken { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Scope { get; init; }

    [JsonConverter(typeof(XLenientValue<int>))]
    public int? ExpiresIn { get; init; }

    [JsonConverter(typeof(XText))]
    public string? Error { get; init; }

    [JsonConverter(typeof(XText))]
    public string? ErrorDescription { get; init; }

    public override string ToString() => "(secret)";
}

/// <summary>The body that makes a post. Without nulls: X refuses what it does not know.</summary>
internal sealed record XNewPost(string Text, XReply? Reply, XAttachment? Media);

internal sealed record XReply(string InReplyToTweetId);

internal sealed record XAttachment(IReadOnlyList<string> MediaIds);

internal sealed record XMediaMetadata(string Id, XMetadata Metadata);

internal sealed record XMetadata(XAltText AltText);

internal sealed record XAltText(string Text);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(XPage))]
[JsonSerializable(typeof(XPost))]
[JsonSerializable(typeof(XSingle))]
[JsonSerializable(typeof(XMediaAnswer))]
[JsonSerializable(typeof(XDeletion))]
[JsonSerializable(typeof(XProblemBody))]
[JsonSerializable(typeof(XToken))]
[JsonSerializable(typeof(XNewPost))]
[JsonSerializable(typeof(XMediaMetadata))]
[JsonSerializable(typeof(List<JsonElement>))]
[JsonSerializable(typeof(XIncludes))]
[JsonSerializable(typeof(XUser))]
[JsonSerializable(typeof(XUserMetrics))]
[JsonSerializable(typeof(XEntities))]
[JsonSerializable(typeof(XNote))]
[JsonSerializable(typeof(List<XReference>))]
[JsonSerializable(typeof(XMetrics))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<XUrl>))]
[JsonSerializable(typeof(List<XTag>))]
[JsonSerializable(typeof(XProcessing))]
[JsonSerializable(typeof(XProblemEntry))]
[JsonSerializable(typeof(List<XProblemEntry>))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class XJson : JsonSerializerContext
{
    /// <summary>Null when it is something else.</summary>
    public static T? Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
