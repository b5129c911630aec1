using System.Text.Json;
using Syndicator.Configuration;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// What an account's secret holds: the token, and the program it was given to, without which it cannot be revoked. A secret that was pasted is the token
/// alone.
/// </summary>
internal sealed record MastodonGrant(string AccessToken, string? ClientId = null, string? ClientSecret = null, string? Scopes = null)
{
    private const int LongestToken = 1000;

    /// <summary>The text to store.</summary>
    public Secret ToSecret() => new(JsonSerializer.Serialize(this, MastodonJson.Default.MastodonGrant));

    /// <summary>Null when the text is neither.</summary>
    public static MastodonGrant? Parse(Secret secret)
    {
        var text = secret.Reveal().Trim();
        var grant = text.StartsWith('{') ? ParseJson(text) : new MastodonGrant(text);
        return grant?.AccessToken is { Length: > 0 and <= LongestToken } token && token.All(c => c is > ' ' and < '\x7F') ? grant : null;
    }

    /// <summary>Never the token: records show their members.</summary>
    public override string ToString() => "(grant)";

    private static MastodonGrant? ParseJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, MastodonJson.Default.MastodonGrant);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
