using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Nominations;

/// <summary>A nomination as its history remembers it: what an act changed, and what undoing it brings back.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(NominationRow))]
internal sealed partial class NominationMemory : JsonSerializerContext
{
    public static string Write(Nomination nomination, DateTimeOffset at) =>
        JsonSerializer.Serialize(Nominations.NominationRow.From(nomination, at), Default.NominationRow);

    /// <summary>The same memory, with another nominee in place of the one whose author took it back.</summary>
    /// <param name="nominee">As <see cref="NomineeJson"/> writes it.</param>
    public static string WithoutWords(string json, string nominee)
    {
        var row = JsonSerializer.Deserialize(json, Default.NominationRow)!;
        row.Nominee = nominee;
        return JsonSerializer.Serialize(row, Default.NominationRow);
    }

    public static Nomination Read(string json) => JsonSerializer.Deserialize(json, Default.NominationRow)!.ToNomination();
}
