using System.Text.Json.Serialization;

namespace Syndicator.Networks.Bluesky;

// What is sent, member by member in this order: the same post is the same bytes.

internal sealed record StoredCredentials(string Identifier, string AppPassword);

internal sealed record CreateSession(string Identifier, string Password);

/// <summary><c>com.atproto.repo.putRecord</c>.</summary>
internal sealed record PutRecord(string Repo, string Collection, string Rkey, PostRecord Record, bool Validate = true);

/// <summary><c>com.atproto.repo.deleteRecord</c>.</summary>
internal sealed record DeleteRecord(string Repo, string Collection, string Rkey);

/// <summary><c>app.bsky.feed.post</c>; the rules are in its lexicon.</summary>
internal sealed record PostRecord
{
    [JsonPropertyName("$type")]
    public string Type => PostRef.Collection;
    public required string Text { get; init; }

    /// <summary>RFC 3339, in milliseconds, with Z.</summary>
    public required string CreatedAt { get; init; }
    public IReadOnlyList<string>? Langs { get; init; }
    public IReadOnlyList<FacetRecord>? Facets { get; init; }
    public ReplyRecord? Reply { get; init; }
    public EmbedRecord? Embed { get; init; }
}

internal sealed record StrongRef(string Uri, string Cid);

internal sealed record ReplyRecord(StrongRef Root, StrongRef Parent);

internal sealed record FacetRecord(ByteSlice Index, IReadOnlyList<FacetFeature> Features);

internal sealed record ByteSlice(int ByteStart, int ByteEnd);

/// <summary>One of <c>#link</c> with a URI, <c>#mention</c> with a DID, <c>#tag</c> with a tag.</summary>
internal sealed record FacetFeature(
    [property: JsonPropertyName("$type")] string Type,
    string? Uri = null,
    string? Did = null,
    string? Tag = null
);

/// <summary><c>app.bsky.embed.images</c> with images, or <c>app.bsky.embed.external</c> with a link card.</summary>
internal sealed record EmbedRecord(
    [property: JsonPropertyName("$type")] string Type,
    IReadOnlyList<ImageRecord>? Images = null,
    ExternalRecord? External = null
);

internal sealed record ExternalRecord(string Uri, string Title, string Description);

internal sealed record ImageRecord(BlobRecord Image, string Alt, AspectRatio? AspectRatio);

internal sealed record AspectRatio(int Width, int Height);

internal sealed record BlobRecord(BlobLink Ref, string MimeType, long Size)
{
    [JsonPropertyName("$type")]
    [JsonPropertyOrder(-1)]
    public string Type => "blob";
}

internal sealed record BlobLink([property: JsonPropertyName("$link")] string Link);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(StoredCredentials))]
[JsonSerializable(typeof(CreateSession))]
[JsonSerializable(typeof(PutRecord))]
[JsonSerializable(typeof(DeleteRecord))]
[JsonSerializable(typeof(MentionPlace))]
internal sealed partial class BlueskyJson : JsonSerializerContext;
