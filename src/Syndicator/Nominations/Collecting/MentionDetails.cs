using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.Networks;

namespace Syndicator.Nominations.Collecting;

/// <summary>What a stored mention has beside its columns; member names are part of the database's format. Empty where the post is gone.</summary>
internal sealed record MentionDetails
{
    public string DisplayName { get; init; } = "";
    public string AuthorUrl { get; init; } = "";
    public bool IsOurs { get; init; }
    public bool IsBot { get; init; }
    public DateTimeOffset? AuthorSince { get; init; }
    public int? AuthorPosts { get; init; }
    public IReadOnlyList<string>? Links { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? ConversationId { get; init; }
    public IReadOnlyList<Quotation>? Quotations { get; init; }
    public string? Language { get; init; }

    public static string Write(Mention mention) =>
        JsonSerializer.Serialize(
            new MentionDetails
            {
                DisplayName = mention.Author.DisplayName,
                AuthorUrl = mention.Author.Url,
                IsOurs = mention.Author.IsOurs,
                IsBot = mention.Author.IsBot,
                AuthorSince = mention.Author.CreatedAt,
                AuthorPosts = mention.Author.PostCount,
                Links = mention.Links is [] ? null : mention.Links,
                Tags = mention.Tags is [] ? null : mention.Tags,
                ConversationId = mention.ConversationId,
                Quotations = mention.Quotations is [] ? null : mention.Quotations,
                Language = mention.Language,
            },
            MentionJson.Default.MentionDetails
        );

    public static MentionDetails Read(string json) => JsonSerializer.Deserialize(json, MentionJson.Default.MentionDetails)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(MentionDetails))]
internal sealed partial class MentionJson : JsonSerializerContext;
