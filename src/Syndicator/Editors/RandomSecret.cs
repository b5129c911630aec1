using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Editors;

/// <summary>Secrets that the program gives away: 256 random bits, of which the store has only the hash.</summary>
internal static class RandomSecret
{
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A plain hash is enough: so many random bits cannot be guessed.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
