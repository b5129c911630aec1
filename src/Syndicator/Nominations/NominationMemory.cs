using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Nominations;

/// <summary>A nomination as its history remembers it: what an act changed, and what undoing it brings back.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(NominationRow), TypeInfoPropertyName = "Row")]
internal sealed partial class NominationMemory : JsonSerializerContext
{
    public static string Write(Nomination nomination, DateTimeOffset at) =>
        JsonSerializer.Serialize(NominationRow.From(nomination, at), Default.Row);

    public static Nomination Read(string json) => JsonSerializer.Deserialize(json, Default.Row)!.ToNomination();
}
