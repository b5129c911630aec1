using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Crates;

/// <summary>Takes the facts from what crates.io tells of a crate and its owners; what is missing or makes no sense is left out.</summary>
internal static class CrateReader
{
    private const int LongestText = 10_000;
    private const int LongestAddress = 2000;
    private const int MostOwners = 200;

    public static CrateFacts Read(string name, JsonElement crate, JsonElement owners) =>
        new(
            name,
            Text(crate, "description"),
            Address(crate, "homepage"),
            Address(crate, "repository"),
            Version(crate, "max_stable_version")
                ?? Version(crate, "default_version")
                ?? Version(crate, "max_version")
                ?? Version(crate, "newest_version"),
            LooseJson.Number(crate, "downloads") is >= 0 and var downloads ? downloads : null,
            LooseJson.Instant(crate, "created_at"),
            LooseJson.Instant(crate, "updated_at"),
            owners.ValueKind == JsonValueKind.Array ? [.. owners.EnumerateArray().Select(Owner).OfType<CrateOwner>().Take(MostOwners)] : []
        );

    private static CrateOwner? Owner(JsonElement owner) =>
        Text(owner, "login") is { } login ? new CrateOwner(login, Text(owner, "name"), LooseJson.Text(owner, "kind") == "team") : null;

    private static string? Text(JsonElement element, string name) =>
        LooseJson.Text(element, name)?.Trim() is { Length: > 0 and <= LongestText } text ? text : null;

    // Where versions were not asked for, this stands for none.
    private static string? Version(JsonElement crate, string name) =>
        Text(crate, name) is { Length: < 100 } version && version != "0.0.0" ? version : null;

    private static string? Address(JsonElement crate, string name) =>
        Text(crate, name) is { Length: <= LongestAddress } address
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri
            : null;
}
