using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Calls;

/// <summary>How what is said of calls is stored; member names here are part of the database's format.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CallText))]
[JsonSerializable(typeof(CallCorrection))]
[JsonSerializable(typeof(CallDecision))]
[JsonSerializable(typeof(CallIssue))]
[JsonSerializable(typeof(CallMemory))]
internal sealed partial class CallJson : JsonSerializerContext;

/// <summary>A call as its history remembers it.</summary>
internal sealed record CallMemory(
    CallText Printed,
    CallCorrection? Correction,
    CallIssue LastIssue,
    string? Contradiction,
    CallDecision? Decision
)
{
    /// <summary>See <see cref="Call.Text"/>.</summary>
    [JsonIgnore]
    public CallText Text => Correction?.Apply(Printed) ?? Printed;

    public static CallMemory Of(Call call) => new(call.Printed, call.Correction, call.LastIssue, call.Contradiction, call.Decision);

    /// <summary>The call as it was then.</summary>
    public Call Recall(Call now) =>
        now with
        {
            Printed = Printed,
            Correction = Correction,
            LastIssue = LastIssue,
            Contradiction = Contradiction,
            Decision = Decision,
        };

    public string Write() => JsonSerializer.Serialize(this, CallJson.Default.CallMemory);

    public static CallMemory Read(string json) => JsonSerializer.Deserialize(json, CallJson.Default.CallMemory)!;
}
