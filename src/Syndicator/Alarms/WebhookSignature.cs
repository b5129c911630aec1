using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndicator.Configuration;

namespace Syndicator.Alarms;

/// <summary>
/// Signs calls as Standard Webhooks have it: HMAC-SHA-256 over id, timestamp and body, joined by full stops
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The key: what follows <c>whsec_</c> in base64, or any other text as it is; null when it is no base64.</summary>
    public static byte[]? KeyOf(Secret secret)
    {
        var text = secret.Reveal().Trim();
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length > 0 ? key[..length] : null;
    }

    /// <summary><c>v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=</c>.</summary>
    /// <param name="timestamp">Of the attempt, in Unix seconds.</param>
    public static string Of(byte[] key, string id, long timestamp, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
