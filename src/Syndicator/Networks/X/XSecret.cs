using System.Text.Json;
using System.Text.Json.Serialization;
using Syndicator.Configuration;

namespace Syndicator.Networks.X;

/// <summary>What lets us speak for an account. Closed. Never shows itself.</summary>
internal abstract record XSecret
{
    private XSecret() { }

    /// <summary>Four keys from X's console; they hold until somebody revokes them (https://docs.x.com/fundamentals/authentication/oauth-1-0a/overview).</summary>
    public sealed record OAuth1(string ConsumerKey, string ConsumerSecret, string AccessToken, string AccessTokenSecret) : XSecret
    {
        public override string ToString() => Hidden;
    }

    /// <summary>A token for two hours and the token for the next one (https://docs.x.com/fundamentals/authentication/oauth-2-0/overview).</summary>
    /// <param name="ClientSecret">Null: a public client.</param>
    /// <param name="RefreshToken">Null: without <c>offline.access</c> there is none.</param>
    /// <param name="Scope">Rights that were granted, as X lists them; null: not told.</param>
    public sealed record OAuth2(
        string ClientId,
        string? ClientSecret,
        string AccessToken,
        string? RefreshToken,
        DateTimeOffset ExpiresAt,
        string? Scope = null
    ) : XSecret
    {
        public override string ToString() => Hidden;
    }

    private const string Hidden = "(secret)";

    public override string ToString() => Hidden;

    public T Match<T>(Func<OAuth1, T> oauth1, Func<OAuth2, T> oauth2) =>
        this switch
        {
            OAuth1 x => oauth1(x),
            OAuth2 x => oauth2(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };

    /// <summary>The secret in a stored text, or what is wrong with the text, without saying any of it.</summary>
    public static (XSecret? Secret, string? Problem) Parse(Secret stored)
    {
        XSecretText? text;
        try
        {
            text = JsonSerializer.Deserialize(stored.Reveal(), XSecretJson.Default.XSecretText);
        }
        catch (JsonException)
        {
            return (null, "they are no JSON");
        }

        return text switch
        {
            { Kind: "oauth1" } => OAuth1Of(text),
            { Kind: "oauth2" } => OAuth2Of(text),
            _ => (null, "their `kind` is neither `oauth1` nor `oauth2`"),
        };
    }

    /// <summary>The text as it is stored.</summary>
    public Secret ToSecret() =>
        new(
            JsonSerializer.Serialize(
                Match(
                    one => new XSecretText
                    {
                        Kind = "oauth1",
                        ConsumerKey = one.ConsumerKey,
                        ConsumerSecret = one.ConsumerSecret,
                        AccessToken = one.AccessToken,
                        AccessTokenSecret = one.AccessTokenSecret,
                    },
                    two => new XSecretText
                    {
                        Kind = "oauth2",
                        ClientId = two.ClientId,
                        ClientSecret = two.ClientSecret,
                        AccessToken = two.AccessToken,
                        RefreshToken = two.RefreshToken,
                        ExpiresAt = two.ExpiresAt,
                        Scope = two.Scope,
                    }
                ),
                XSecretJson.Default.XSecretText
            )
        );

    /// <summary>Somebody else's words without anything of this secret: a server may repeat what it was sent.</summary>
    public string Hide(string words) =>
        Match<string?[]>(
                one => [one.ConsumerSecret, one.AccessToken, one.AccessTokenSecret],
                two => [two.ClientSecret, two.AccessToken, two.RefreshToken]
            )
            .Where(part => !string.IsNullOrEmpty(part))
            .Aggregate(words, (rest, part) => rest.Replace(part!, Hidden, StringComparison.Ordinal));

    private static (XSecret?, string?) OAuth1Of(XSecretText text) =>
        text is { ConsumerKey.Length: > 0, ConsumerSecret.Length: > 0, AccessToken.Length: > 0, AccessTokenSecret.Length: > 0 }
            ? (new OAuth1(text.ConsumerKey, text.ConsumerSecret, text.AccessToken, text.AccessTokenSecret), null)
            : (null, "one of `consumerKey`, `consumerSecret`, `accessToken`, `accessTokenSecret` is missing");

    private static (XSecret?, string?) OAuth2Of(XSecretText text) =>
        text is { ClientId.Length: > 0, AccessToken.Length: > 0, ExpiresAt: { } expiresAt }
            ? (new OAuth2(text.ClientId, text.ClientSecret, text.AccessToken, text.RefreshToken, expiresAt, text.Scope), null)
            : (null, "one of `clientId`, `accessToken`, `expiresAt` is missing");
}

/// <summary>Both kinds of credentials as one JSON object.</summary>
internal sealed record XSecretText
{
    public string? Kind { get; init; }
    public string? ConsumerKey { get; init; }
    public string? ConsumerSecret { get; init; }
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }
    public string? AccessToken { get; init; }
    public string? AccessTokenSecret { get; init; }
    public string? RefreshToken { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? Scope { get; init; }

    public override string ToString() => "(secret)";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(XSecretText))]
internal sealed partial class XSecretJson : JsonSerializerContext;
