using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Editors.Providers;

/// <summary>A sign-in that is under way at a provider. The browser keeps it, encrypted, until it comes back.</summary>
/// <param name="State">Comes back in the address: only the browser that began can end.</param>
/// <param name="Verifier">Proves to the provider that who ends it began it (PKCE, RFC 7636).</param>
/// <param name="Then">The page to go on to.</param>
internal sealed record PendingSignIn(string Provider, string State, string Verifier, string Then, DateTimeOffset StartedAt)
{
    /// <summary>People look for their second factor.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static PendingSignIn Begin(string provider, string then, DateTimeOffset now) =>
        new(provider, RandomSecret.Make(), RandomSecret.Make(), then, now);

    public string Challenge => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public bool Began(string? state) =>
        state is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(State));
}

/// <summary>What the browser brings back in the address.</summary>
/// <param name="Issuer">RFC 9207: which provider it comes from.</param>
internal sealed record ProviderReturn(string? Code, string? State, string? Error, string? Description, string? Issuer);
