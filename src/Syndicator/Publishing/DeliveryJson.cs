using System.Text.Json.Serialization;
using Syndicator.Composing;
using Syndicator.Networks;

namespace Syndicator.Publishing;

/// <summary>How contents and sources are stored; member and case names here are part of the database's format.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(PostContent))]
[JsonSerializable(typeof(ComposedPost))]
[JsonSerializable(typeof(IReadOnlyList<PostSource>))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
