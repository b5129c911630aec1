using System.Text;
using System.Text.RegularExpressions;

namespace Syndicator.Sources.Web;

/// <summary>The text of an HTML page's bytes, in the encoding that its mark, its header or its first lines name; else UTF-8.</summary>
internal static partial class WebText
{
    /// <summary>How far down a page may name its encoding. https://html.spec.whatwg.org/multipage/semantics.html#charset</summary>
    private const int Head = 1024;

    public static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var (marked, mark) = Marked(bytes);
        var encoding =
            marked ?? Named(contentType) ?? Named(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)])) ?? Encoding.UTF8;
        return encoding.GetString(bytes[mark..]);
    }

    private static (Encoding? Encoding, int Length) Marked(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (null, 0),
        };

    private static Encoding? Named(string? text)
    {
        if (text is null || Charset().Match(text) is not { Success: true } match)
        {
            return null;
        }

        // On the web both are names of the larger code page.
        var name = match.Groups["name"].Value.ToLowerInvariant() is var written and not ("iso-8859-1" or "us-ascii")
            ? written
            : "windows-1252";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        @"charset\s*=\s*[""']?(?<name>[A-Za-z0-9_:.-]{1,40})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Charset();
}
