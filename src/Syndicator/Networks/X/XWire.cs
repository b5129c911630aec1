using System.Text.Json;
using System.Text.Json.Serialization;

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

/// <summary>The body that makes a post. Without nulls: X refuses what it does not know.</summary>
internal sealed record XNewPost(string Text, XReply? Reply, XAttachment? Media);

internal sealed record XReply(string InReplyToTweetId);

internal sealed record XAttachment(IReadOnlyList<string> MediaIds);

internal sealed record XMediaMetadata(string Id, XMetadata Metadata);

internal sealed record XMetadata(XAltText AltText);

internal sealed record XAltText(string Text);
