using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndicator.Crates;

/// <summary>What crates.io says of a crate.</summary>
/// <param name="Name">As its owners write it.</param>
/// <param name="Homepage">http or https; null where none is given.</param>
/// <param name="Repository">As <paramref name="Homepage"/>.</param>
/// <param name="NewestVersion">The highest that is no preview, else the highest; null where not told.</param>
/// <param name="DownloadCount">Of all versions.</param>
internal sealed record CrateFacts(
    string Name,
    string? Description,
    string? Homepage,
    string? Repository,
    string? NewestVersion,
    long? DownloadCount,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    IReadOnlyList<CrateOwner> Owners
)
{
    /// <summary>To be kept by the caller, with the name that was asked for and the time.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CratesJson.Default.CrateFacts);

    /// <summary>Null for what <see cref="ToJson"/> has not written.</summary>
    public static CrateFacts? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CratesJson.Default.CrateFacts) is { Name: not null, Owners: not null } facts
                ? facts
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Login">On GitHub; of a team, <c>github:organisation:team</c>.</param>
internal sealed record CrateOwner(string Login, string? Name, bool IsTeam);

[JsonSerializable(typeof(CrateFacts))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CratesJson : JsonSerializerContext;
