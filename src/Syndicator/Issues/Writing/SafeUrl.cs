using System.Globalization;
using System.Text;

namespace Syndicator.Issues.Writing;

/// <summary>An address as a link's target in Markdown: a web address that ends where the link ends.</summary>
internal static class SafeUrl
{
    /// <summary>In characters; longer ones are none that somebody meant.</summary>
    private const int Longest = 2000;

    private const string Unsafe = "()<>[]{}|\\^`\"";

    /// <summary>As written but for what could end the link; null for everything but an http or https address without a password.</summary>
    public static string? Of(string? url)
    {
        url = url?.Trim();
        if (
            url is not { Length: > 0 and <= Longest }
            || !(Begins(url, "https://") || Begins(url, "http://"))
            || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || uri.UserInfo.Length > 0
            || CanonicalAddress.Host(uri) is null
        )
        {
            return null;
        }

        return Encoded(System.Text.Ascii.IsValid(url) ? url : WithPlainHost(uri));
    }

    private static bool Begins(string url, string scheme) => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);

    private static string WithPlainHost(Uri uri) =>
        new UriBuilder(uri) { Host = uri.IdnHost }
            .Uri
            .AbsoluteUri;

    private static string Encoded(string url)
    {
        var result = new StringBuilder(url.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(url))
        {
            var isPlain = octet is > (byte)' ' and < 0x7F && !Unsafe.Contains((char)octet, StringComparison.Ordinal);
            result.Append(isPlain ? ((char)octet).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{octet:X2}"));
        }

        return WithoutReferences(result.ToString());
    }

    /// <summary><c>&amp;copy;</c> in an address would be read as ©.</summary>
    private static string WithoutReferences(string url) =>
        url.Contains('&', StringComparison.Ordinal) ? url.Replace(";", "%3B", StringComparison.Ordinal) : url;
}
