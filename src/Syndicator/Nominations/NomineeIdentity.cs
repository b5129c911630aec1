using System.Security.Cryptography;
using System.Text;

namespace Syndicator.Nominations;

/// <summary>What makes two nominees the same.</summary>
internal static class NomineeIdentity
{
    /// <summary>Among nominees of one kind. Always the same for the same nominee: it is stored.</summary>
    public static string Of(Nominee nominee) =>
        nominee.Match(
            crate => crate.Name is { } name ? OfCrate(name) : "url:" + Repository(crate.Url ?? ""),
            quote => OfQuote(quote.Text),
            link => CanonicalAddress.Of(link.Url),
            call => CanonicalAddress.Of(call.Url)
        );

    /// <summary>As crates.io compares names: <c>Serde-JSON</c> is <c>serde_json</c> (https://doc.rust-lang.org/cargo/reference/registry-index.html#name-restrictions).</summary>
    public static string OfCrate(string name) => name.Trim().Replace('-', '_').ToLowerInvariant();

    /// <summary>Marks, case and white space are no difference between two quotes.</summary>
    public static string OfQuote(string text)
    {
        var said = new StringBuilder(text.Length);
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                said.Append(Rune.ToLowerInvariant(rune));
            }
        }

        // Words without a letter are themselves.
        var counted = said.Length > 0 ? said.ToString() : text.Trim();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(counted)));
    }

    /// <summary>Half a surrogate pair, which cannot be normalised, becomes U+FFFD.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    /// <summary>Forges compare owners and names without case, and take the name with and without <c>.git</c>.</summary>
    private static string Repository(string url)
    {
        var address = CanonicalAddress.Of(url).ToLowerInvariant();
        return address.EndsWith(".git", StringComparison.Ordinal) ? address[..^".git".Length] : address;
    }
}
