using System.Buffers;
using Syndicator.Networks.Text;

namespace Syndicator.Networks.X;

/// <summary>
/// Whether a whole string is a URL by twitter-text's validation, which is stricter in its characters and freer in its hosts than what is found in a text
/// (any top-level domain, addresses, user names).
/// </summary>
internal static class XUrlSyntax
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static bool IsValid(string url, bool isSchemeRequired = true)
    {
        var rest = url.AsSpan();
        var hasScheme = TryTakeScheme(ref rest, out var isHttp);
        if ((hasScheme || isSchemeRequired) && !(hasScheme && isHttp))
        {
            return false;
        }

        var authority = Take(ref rest, "/?#");
        var path = Take(ref rest, "?#");
        var query = Take(ref rest, "#");
        var fragment = rest.IsEmpty ? rest : rest[1..];
        return AreParts(path, "/") && AreParts(query, "/?") && AreParts(fragment, "/?") && IsAuthority(authority);
    }

    private static bool TryTakeScheme(ref ReadOnlySpan<char> rest, out bool isHttp)
    {
        var end = rest.IndexOf("://");
        isHttp = false;
        if (end <= 0 || rest[..end].ContainsAny(":/?#"))
        {
            return false;
        }

        isHttp =
            rest[..end].Equals("http", StringComparison.OrdinalIgnoreCase)
            || rest[..end].Equals("https", StringComparison.OrdinalIgnoreCase);
        rest = rest[(end + 3)..];
        return true;
    }

    // Everything up to the first of these.
    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, string stops)
    {
        var end = rest.IndexOfAny(stops);
        var taken = end < 0 ? rest : rest[..end];
        rest = rest[taken.Length..];
        return taken;
    }

    // RFC 3986's pchar with Cyrillic letters and the vertical bar, and these.
    private static bool AreParts(ReadOnlySpan<char> part, string others)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (c == '%')
            {
                if (i + 2 >= part.Length || !char.IsAsciiHexDigit(part[i + 1]) || !char.IsAsciiHexDigit(part[i + 2]))
                {
                    return false;
                }
            }
            else if (!IsUserCharacter(c) && c is not ('|' or '@') && !others.Contains(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUserCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || CharacterClasses.IsCyrillicInAnyCase(c) || (c < 0x80 && "-._~!$&'()*+,;=:".Contains(c));

    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        var at = authority.IndexOf('@');
        if (at >= 0 && !IsUser(authority[..at]))
        {
            return false;
        }

        var host = authority[(at + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && colon > host.LastIndexOf(']'))
        {
            var port = host[(colon + 1)..];
            if (port.Length is < 1 or > 5 || port.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            host = host[..colon];
        }

        return IsAddress(host) || IsDomain(host);
    }

    private static bool IsUser(ReadOnlySpan<char> user) => AreParts(user, "") && !user.ContainsAny('|', '@');

    private static bool IsAddress(ReadOnlySpan<char> host)
    {
        if (host.Length > 2 && host[0] == '[' && host[^1] == ']')
        {
            return !host[1..^1].ContainsAnyExcept(AddressCharacters);
        }

        var count = 0;
        foreach (var part in host.Split('.'))
        {
            count++;
            if (!byte.TryParse(host[part], System.Globalization.NumberStyles.None, null, out _))
            {
                return false;
            }
        }

        return count == 4;
    }

    private static bool IsDomain(ReadOnlySpan<char> host)
    {
        var labels = host.ToString().Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            var isSubdomain = i < labels.Length - 2;
            if (!IsLabel(labels[i], isSubdomain) || (i == labels.Length - 1 && char.IsAsciiDigit(labels[i][0])))
            {
                return false;
            }
        }

        return labels.Length >= 2;
    }

    private static bool IsLabel(string label, bool isUnderscoreAllowed) =>
        label.Length > 0
        && IsLabelEnd(label[0])
        && IsLabelEnd(label[^1])
        && label.All(c => IsLabelEnd(c) || c == '-' || (c == '_' && isUnderscoreAllowed));

    private static bool IsLabelEnd(char c) => c >= 0x80 || char.IsAsciiLetterOrDigit(c);
}
