using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Nominations;

/// <summary>How nominees are stored, beside their kind; member names here are part of the database's format.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Nominee.Crate))]
[JsonSerializable(typeof(Nominee.Quote))]
[JsonSerializable(typeof(Nominee.Link))]
[JsonSerializable(typeof(Nominee.Call))]
internal sealed partial class NomineeJson : JsonSerializerContext
{
    public static string Write(Nominee nominee) =>
        nominee.Match(
            crate => JsonSerializer.Serialize(crate, Default.Crate),
            quote => JsonSerializer.Serialize(quote, Default.Quote),
            link => JsonSerializer.Serialize(link, Default.Link),
            call => JsonSerializer.Serialize(call, Default.Call)
        );

    public static Nominee Read(NomineeKind kind, string json) =>
        kind switch
        {
            NomineeKind.Crate => JsonSerializer.Deserialize(json, Default.Crate)!,
            NomineeKind.Quote => JsonSerializer.Deserialize(json, Default.Quote)!,
            NomineeKind.Link => JsonSerializer.Deserialize(json, Default.Link)!,
            _ => JsonSerializer.Deserialize(json, Default.Call)!,
        };

    /// <summary>What a kind is called in the store: <c>crate</c>.</summary>
    public static string Name(NomineeKind kind) =>
        kind switch
        {
            NomineeKind.Crate => "crate",
            NomineeKind.Quote => "quote",
            NomineeKind.Link => "link",
            _ => "call",
        };

    /// <summary>The kind that the store calls so.</summary>
    public static NomineeKind Kind(string name) =>
        name switch
        {
            "crate" => NomineeKind.Crate,
            "quote" => NomineeKind.Quote,
            "link" => NomineeKind.Link,
            "call" => NomineeKind.Call,
            _ => throw new ArgumentException($"no kind of nominee is called {name}", nameof(name)),
        };
}
