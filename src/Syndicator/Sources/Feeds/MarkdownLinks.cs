using System.Buffers;
using System.Globalization;
using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>Addresses as they may stand in Markdown.</summary>
internal sealed class MarkdownLinks(Uri baseAddress)
{
    /// <summary>Browsers and servers refuse longer ones.</summary>
    private const int Longest = 8000;

    private static readonly SearchValues<char> _schemeSigns = SearchValues.Create(
        "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    /// <summary>Schemes that do something instead of leading somewhere.</summary>
    private static readonly string[] _acting = ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"];

    /// <summary>An absolute address as it was written, a relative one made absolute; null for what no link may do.</summary>
    /// <remarks>An empty address and a placeholder stay what they are: mistakes that a check of the issue reports.</remarks>
    public string? Target(string? written)
    {
        if (written is null || written.Length > Longest)
        {
            return null;
        }

        // As browsers do: control characters and line ends in an address hide nothing.
        var address = string.Concat(written.Where(sign => sign >= ' ')).Trim();
        if (SchemeOf(address) is { } scheme)
        {
            return _acting.Contains(scheme, StringComparer.OrdinalIgnoreCase) ? null : Escaped(address);
        }

        return IsMistake(address) ? Escaped(address)
            : Uri.TryCreate(baseAddress, address, out var absolute) ? Escaped(absolute.AbsoluteUri)
            : null;
    }

    /// <summary>The address of a picture; null when it is none on the web.</summary>
    public string? Image(string? written) =>
        Target(written) is { } address && SchemeOf(address) is { } scheme && scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? address
            : null;

    private static string? SchemeOf(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(address[0]) && address.AsSpan(0, colon).IndexOfAnyExcept(_schemeSigns) < 0
            ? address[..colon]
            : null;
    }

    private static bool IsMistake(string address) =>
        address.Length == 0
        || (address.Contains('_', StringComparison.Ordinal) && address.All(sign => sign == '_' || char.IsAsciiLetterUpper(sign)));

    private static string Escaped(string address)
    {
        var parentheses = AreBalanced(address) ? "" : @"\";
        var text = new StringBuilder(address.Length + 8);
        foreach (var sign in address)
        {
            _ = sign switch
            {
                '(' or ')' => text.Append(parentheses).Append(sign),
                '&' => text.Append(@"\&"),
                <= ' ' or '<' or '>' or '\\' or '`' or '\u007F' => text.Append(CultureInfo.InvariantCulture, $"%{(int)sign:X2}"),
                _ => text.Append(sign),
            };
        }

        // An ampersand can only be taken for an entity when a semicolon follows.
        return address.Contains(';', StringComparison.Ordinal) ? text.ToString() : text.Replace(@"\&", "&").ToString();
    }

    private static bool AreBalanced(string address)
    {
        var depth = 0;
        foreach (var sign in address)
        {
            depth += sign == '(' ? 1 : 0;
            depth -= sign == ')' ? 1 : 0;
            if (depth is < 0 or > 8)
            {
                return false;
            }
        }

        return depth == 0;
    }
}
