using System.Globalization;
using System.Text;

namespace Syndicator.Configuration;

/// <summary>Reads one ordinary file of the configuration as text, within bounds; what has no length, a pipe for instance, is empty and never opened.</summary>
internal static class ConfigurationFile
{
    /// <summary>No configuration written by people comes near; a wrong file does.</summary>
    public const int LargestSize = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without byte order mark and with LF line ends; null when it cannot be had, which is then reported.</summary>
    public static string? Read(string path, Findings findings)
    {
        var bytes = ReadBytes(path, findings);
        return bytes is null ? null : Decode(bytes, findings);
    }

    private static byte[]? ReadBytes(string path, Findings findings)
    {
        try
        {
            if (IsEmptyOrNoOrdinaryFile(path))
            {
                return [];
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var buffer = new MemoryStream();
            Span<byte> chunk = stackalloc byte[4 * 1024];
            for (int read; (read = stream.Read(chunk)) > 0; )
            {
                buffer.Write(chunk[..read]);
                if (buffer.Length > LargestSize)
                {
                    findings.Error(TooLarge(stream));
                    return null;
                }
            }

            return buffer.ToArray();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            findings.Error(
                new Problem(
                    "unreadable-file",
                    $"The file cannot be read: {Reason(unreadable)}.",
                    "Check that it is a file and its permissions."
                )
            );
            return null;
        }
    }

    /// <summary>Pipes, sockets and devices report no length; opening a pipe without a writer would wait for ever.</summary>
    private static bool IsEmptyOrNoOrdinaryFile(string path)
    {
        var file = new FileInfo(path);
        return (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true, Length: 0 };
    }

    private static string? Decode(byte[] bytes, Findings findings)
    {
        if (bytes.AsSpan() is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            findings.Error(new Problem("not-utf8", "The file is UTF-16, not UTF-8.", "Save it as UTF-8."));
            return null;
        }

        try
        {
            var text = Strict.GetString(bytes).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            if (text.IndexOf('\0') is >= 0 and var at)
            {
                findings.Error(
                    new Problem("not-text", "A NUL byte stands here: the file is not text.", "Put the right file there."),
                    PlaceAt(text[..at])
                );
                return null;
            }

            return text;
        }
        catch (DecoderFallbackException broken)
        {
            var before = Encoding.UTF8.GetString(bytes, 0, Math.Clamp(broken.Index, 0, bytes.Length)).TrimStart('\uFEFF');
            findings.Error(
                new Problem("not-utf8", "The file is not UTF-8: a byte here belongs to another encoding.", "Save the file as UTF-8."),
                PlaceAt(before)
            );
            return null;
        }
    }

    private static Problem TooLarge(FileStream stream)
    {
        var size = stream.CanSeek ? (stream.Length / 1024d / 1024d).ToString("0.#", CultureInfo.InvariantCulture) + " MiB" : "too much";
        return new Problem("file-too-large", $"The file holds {size}; at most 1 MiB is read.", "Put the right file there.");
    }

    private static Yaml.YamlPlace PlaceAt(string before) => new(before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));

    private static string Reason(Exception unreadable) =>
        unreadable switch
        {
            UnauthorizedAccessException => "access is denied, or it is a folder",
            FileNotFoundException or DirectoryNotFoundException => "it is not there",
            _ => "reading it failed",
        };
}
