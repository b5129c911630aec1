using System.Text.Json;
using Syndicator.Configuration;

namespace Syndicator.Networks.Bluesky;

/// <summary>What is stored for an account: <c>{"identifier":"newsletter.example","appPassword":"abcd-efgh-ijkl-mnop"}</c>.</summary>
/// <param name="Identifier">Handle, DID or e-mail address.</param>
/// <param name="AppPassword">Made in Bluesky's settings; never the main password.</param>
internal sealed record BlueskyCredentials(string Identifier, string AppPassword)
{
    /// <summary>Null when the text is something else.</summary>
    public static BlueskyCredentials? Parse(Secret secret)
    {
        try
        {
            using var document = JsonDocument.Parse(secret.Reveal());
            return
                document.RootElement.Text("identifier")?.Trim().TrimStart('@') is { Length: > 0 } identifier
                && document.RootElement.Text("appPassword")?.Trim() is { Length: > 0 } password
                ? new BlueskyCredentials(identifier, password)
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>As it is stored.</summary>
    public Secret ToSecret() =>
        new(JsonSerializer.Serialize(new StoredCredentials(Identifier, AppPassword), BlueskyJson.Default.StoredCredentials));

    /// <summary>Never shows itself.</summary>
    public override string ToString() => "(credentials)";
}
