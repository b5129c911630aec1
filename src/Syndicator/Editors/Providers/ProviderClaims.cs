using System.Text.Json;

namespace Syndicator.Editors.Providers;

/// <summary>Reads what a provider says of an account. Anybody may have written the names in it.</summary>
internal static class ProviderClaims
{
    private const int MostValues = 500;
    private const int LongestValue = 300;
    private const int LongestName = 60;

    /// <summary>Null when it does not say who it is.</summary>
    public static ProvidedPerson? Read(SignInProvider provider, JsonElement answer)
    {
        var claims = answer
            .EnumerateObject()
            .SelectMany(member => Values(member.Value).Select(value => (member.Name, Value: value)))
            .Where(claim => claim.Value.Length is > 0 and <= LongestValue && !claim.Value.Contains('\0', StringComparison.Ordinal))
            .Take(MostValues)
            .ToList();
        // An address that nobody verified is whatever somebody typed.
        if (!claims.Any(claim => claim is { Name: "email_verified", Value: "true" }))
        {
            claims.RemoveAll(claim => claim.Name == "email");
        }

        var said = claims.ToLookup(claim => claim.Name, claim => claim.Value, StringComparer.Ordinal);
        return said[provider.IdClaim].FirstOrDefault() is { } id
            ? new ProvidedPerson(provider.Name, id, OneLine.Of(said[provider.NameClaim].FirstOrDefault() ?? id, LongestName), said)
            : null;
    }

    private static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Text(value) is { } text ? [text] : [],
            JsonValueKind.Number => [value.GetRawText()],
            JsonValueKind.True => ["true"],
            JsonValueKind.False => ["false"],
            JsonValueKind.Array => value
                .EnumerateArray()
                .Where(each => each.ValueKind == JsonValueKind.String)
                .Select(Text)
                .OfType<string>(),
            _ => [],
        };

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        // Half a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
