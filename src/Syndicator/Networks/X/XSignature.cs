using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// OAuth 1.0a with HMAC-SHA1 (https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature). Signed are method, address, query and a form
/// body; JSON and multipart bodies are not.
/// </summary>
internal static class XSignature
{
    /// <summary>RFC 3986: everything but letters, digits and <c>-._~</c>.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>The value of the <c>Authorization</c> header, after the scheme's name.</summary>
    public static string Header(
        XSecret.OAuth1 secret,
        string method,
        Uri url,
        IReadOnlyList<(string Key, string Value)> parameters,
        string nonce,
        long timestamp
    )
    {
        var own = OwnParameters(secret, nonce, timestamp);
        var text = BaseString(method, url, ParameterString([.. own, .. parameters]));
        var signature = Sign(text, SigningKey(secret));
        return string.Join(
            ", ",
            own.Append(("oauth_signature", signature))
                .OrderBy(pair => pair.Item1, StringComparer.Ordinal)
                .Select(pair => $"{Encode(pair.Item1)}=\"{Encode(pair.Item2)}\"")
        );
    }

    public static List<(string Key, string Value)> OwnParameters(XSecret.OAuth1 secret, string nonce, long timestamp) =>
        [
            ("oauth_consumer_key", secret.ConsumerKey),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", FormattableString.Invariant($"{timestamp}")),
            ("oauth_token", secret.AccessToken),
            ("oauth_version", "1.0"),
        ];

    /// <summary>Sorted by encoded key, then value.</summary>
    public static string ParameterString(IReadOnlyList<(string Key, string Value)> parameters) =>
        string.Join(
            '&',
            parameters
                .Select(pair => (Key: Encode(pair.Key), Value: Encode(pair.Value)))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}={pair.Value}")
        );

    public static string BaseString(string method, Uri url, string parameters)
    {
        var port = url.IsDefaultPort ? "" : FormattableString.Invariant($":{url.Port}");
        return $"{method}&{Encode($"{url.Scheme}://{url.Host}{port}{url.AbsolutePath}")}&{Encode(parameters)}";
    }

    public static string SigningKey(XSecret.OAuth1 secret) => $"{Encode(secret.ConsumerSecret)}&{Encode(secret.AccessTokenSecret)}";

    [SuppressMessage("Security", "CA5350", Justification = "OAuth 1.0a on X has no other algorithm; as a keyed code SHA-1 is not broken.")]
    public static string Sign(string text, string key) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
}
