using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Networks.DryRun;

/// <summary>A line of a ledger for a post.</summary>
internal sealed record DryRunEntry
{
    public required DateTimeOffset At { get; init; }
    public required string Key { get; init; }
    public required string Id { get; init; }
    public required string Url { get; init; }
    public string? ReplyTo { get; init; }
    public string? ThreadRoot { get; init; }
    public required string Text { get; init; }
    public required string Language { get; init; }
    public required PostVisibility Visibility { get; init; }
    public IReadOnlyList<TextEntity> Entities { get; init; } = [];
    public LinkCard? Card { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(DryRunEntry))]
[JsonSerializable(typeof(DryRunEdit))]
internal sealed partial class DryRunJson : JsonSerializerContext;
