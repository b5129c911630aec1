using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndicator.Sources.Feeds;

/// <summary>
/// Bytes to text. What says how, in this order (RFC 7303, section 3.2): a byte order mark, the charset that came with the document, the XML declaration; else
/// it is UTF-8. Bytes that are not what they are said to be refuse the document: nothing is guessed.
/// </summary>
internal static partial class FeedEncoding
{
    private const string Advice = "Tell whoever publishes the feed; UTF-8 is always right.";

    /// <summary>Longest first: the mark of UTF-16 begins that of UTF-32.</summary>
    private static readonly (byte[] Mark, string Name)[] _marks =
    [
        ([0xFF, 0xFE, 0, 0], "utf-32"),
        ([0, 0, 0xFE, 0xFF], "utf-32BE"),
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16BE"),
    ];

    /// <summary>How <c>&lt;</c>, alone or before <c>?</c> or <c>!</c>, begins a document without a mark.</summary>
    private static readonly (byte[] Start, string Name)[] _starts =
    [
        ([0x3C, 0, 0, 0], "utf-32"),
        ([0, 0, 0, 0x3C], "utf-32BE"),
        ([0x3C, 0], "utf-16"),
        ([0, 0x3C], "utf-16BE"),
    ];

    public static (string? Text, FeedReading? Refusal) Read(ReadOnlySpan<byte> bytes, string? contentType, FeedProblems problems)
    {
        var (name, mark) = Marked(bytes);
        name ??= Charset(contentType, problems);
        name ??= Started(bytes) ?? Declared(bytes) ?? "utf-8";
        return Find(name) is { } encoding
            ? Decode(bytes[mark..], encoding, problems)
            : (
                null,
                problems.Refuse("feed-encoding-unknown", $"The feed says it is written in \"{name}\", which is not known.", Advice, line: 1)
            );
    }

    private static (string? Name, int Length) Marked(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, name) in _marks)
        {
            if (bytes.StartsWith(mark))
            {
                return (name, mark.Length);
            }
        }

        return (null, 0);
    }

    /// <summary>One that nobody knows is no help, and what the document says itself counts.</summary>
    private static string? Charset(string? contentType, FeedProblems problems)
    {
        var charset = CharsetParameter().Match(contentType ?? "").Groups["name"].Value.Trim();
        if (charset.Length == 0 || Find(charset) is not null)
        {
            return charset.Length == 0 ? null : charset;
        }

        problems.Warn("feed-encoding-unknown", null, $"The server says the feed is written in \"{charset}\", which is not known.", Advice);
        return null;
    }

    private static string? Started(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, name) in _starts)
        {
            if (bytes.StartsWith(start))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>What can be read byte by byte is not UTF-16, whatever it says.</summary>
    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 400)]).TrimStart();
        var name = Declaration().Match(head).Groups["name"].Value;
        return
            name.Length == 0
            || name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase)
            ? null
            : name;
    }

    /// <summary>
    /// Null when there is no such encoding. What calls itself Latin 1 or ASCII is read as Windows-1252, which has both in it, as the Encoding Standard
    /// (https://encoding.spec.whatwg.org/#names-and-labels) has it.
    /// </summary>
    private static Encoding? Find(string name)
    {
        var known = name.ToLowerInvariant().Replace('_', '-') switch
        {
            "iso-8859-1" or "latin1" or "us-ascii" or "ascii" => "windows-1252",
            "utf8" => "utf-8",
            "utf-7" or "unicode-1-1-utf-7" => "none",
            var other => other,
        };
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(
                    known,
                    EncoderFallback.ExceptionFallback,
                    DecoderFallback.ExceptionFallback
                ) ?? Encoding.GetEncoding(known, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (string? Text, FeedReading? Refusal) Decode(ReadOnlySpan<byte> bytes, Encoding encoding, FeedProblems problems)
    {
        try
        {
            return (encoding.GetString(bytes), null);
        }
        catch (DecoderFallbackException error)
        {
            var at = Math.Clamp(error.Index, 0, bytes.Length);
            var problem = string.Create(
                CultureInfo.InvariantCulture,
                $"The feed is not {encoding.WebName}, as it says: byte {at} (0x{Convert.ToHexString(error.BytesUnknown ?? [])}) cannot stand there."
            );
            return (null, problems.Refuse("feed-encoding-broken", problem, Advice, bytes[..at].Count((byte)'\n') + 1));
        }
    }

    [GeneratedRegex(@"(^|;)\s*charset\s*=\s*[""']?(?<name>[^;""']+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex CharsetParameter();

    [GeneratedRegex(@"^<\?xml\s[^>]*?\sencoding\s*=\s*[""'](?<name>[^""'>]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
