using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Syndicator.Networks.X;

/// <summary>Everything that goes over the wire, in snake case.</summary>
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
