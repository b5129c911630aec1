using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Networks.DryRun;

/// <summary>A line of a file of sample mentions: somebody's post, in the shape that all networks have in common.</summary>
internal sealed record SampleMention
{
    public string? Id { get; init; }
    public SampleAuthor? Author { get; init; }
    public string? Text { get; init; }
    public DateTimeOffset? PostedAt { get; init; }

    /// <summary>Another sample's id, or the idempotency key of one of our own posts.</summary>
    public string? ParentId { get; init; }

    /// <summary>As <see cref="ParentId"/>.</summary>
    public string? QuotedId { get; init; }
    public string? Url { get; init; }
    public IReadOnlyList<string>? Links { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public string? Language { get; init; }

    /// <summary>Null: it is.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Whether it names us, so that the network tells of it; null: it does.</summary>
    public bool? IsAddressed { get; init; }
    public int Likes { get; init; }
    public int Boosts { get; init; }

    /// <summary>The mention, or what is missing.</summary>
    public (Mention? Mention, string? Problem) ToMention() =>
        Id is not { Length: > 0 } id ? (null, "it has no id")
        : Author is not { Id.Length: > 0, Handle: { Length: > 0 } handle } author ? (null, "it has no author")
        : Text is null ? (null, "it has no text")
        : PostedAt is not { } at ? (null, "it has no time")
        : (Mention(id, author, handle, Text, at), null);

    private Mention Mention(string id, SampleAuthor author, string handle, string text, DateTimeOffset at) =>
        new()
        {
            Id = id,
            // .invalid: nobody is ever there (RFC 2606, section 2).
            Url = Url ?? $"https://dry-run.invalid/samples/{System.Uri.EscapeDataString(id)}",
            Author = new MentionAuthor(
                author.Id!,
                handle,
                author.DisplayName ?? handle,
                author.Url ?? $"https://dry-run.invalid/people/{System.Uri.EscapeDataString(handle)}",
                IsBot: author.IsBot,
                CreatedAt: author.CreatedAt,
                PostCount: author.PostCount
            ),
            Text = text,
            Links = [.. Links ?? []],
            Tags = [.. Tags ?? []],
            PostedAt = at,
            ParentId = OurId(ParentId),
            QuotedId = OurId(QuotedId),
            IsPublic = IsPublic ?? true,
            Language = Language,
        };

    /// <summary>Keys of our own posts have slashes; ids of samples need none.</summary>
    private static string? OurId(string? id) => id is not null && id.Contains('/') ? DryRunNetwork.IdOf(id) : id;
}

internal sealed record SampleAuthor
{
    public string? Id { get; init; }
    public string? Handle { get; init; }
    public string? DisplayName { get; init; }
    public string? Url { get; init; }
    public bool IsBot { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public int? PostCount { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleMention))]
internal sealed partial class SampleJson : JsonSerializerContext
{
    /// <summary>Null when the line is none.</summary>
    public static SampleMention? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.SampleMention);
        }
        // Texts with half a surrogate pair are no JsonException.
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
