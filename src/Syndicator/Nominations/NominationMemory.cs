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

    /// <summary>The same memory, with another nominee in place of the one whose author took it back.</summary>
    /// <param name="nominee">As <see cref="NomineeJson"/> writes it.</param>
    public static string WithoutWords(string json, string nominee)
    {
        var row = JsonSerializer.Deserialize(json, Default.Row)!;
        row.Nominee = nominee;
        return JsonSerializer.Serialize(row, Default.Row);
    }

    public static Nomination Read(string json) => JsonSerializer.Deserialize(json, Default.Row)!.ToNomination();
}
