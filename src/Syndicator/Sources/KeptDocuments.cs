using System.Security.Cryptography;
using System.Text;
using Syndicator.Sources.Web;

namespace Syndicator.Sources;

/// <summary>
/// Documents of the web kept in a folder, one file each, so that a start costs nothing and a dead server's last ones are still there. Losing the folder loses
/// nothing else. A file is replaced as a whole; one that is damaged all the same counts as missing.
/// </summary>
internal sealed class KeptDocuments(string folder)
{
    /// <summary>Longest file that is read back: the longest document and its head.</summary>
    private const int LargestFile = 5 * 1024 * 1024;

    private const string Extension = ".kept";

    /// <summary>Why the latest document could not be kept; null when it could.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <returns>Null when there is none that is whole.</returns>
    public KeptDocument? Find(Uri asked)
    {
        try
        {
            var file = new FileInfo(PathOf(asked));
            return file.Exists && file.Length <= LargestFile ? KeptDocument.Read(asked, File.ReadAllBytes(file.FullName)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(KeptDocument document)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = PathOf(document.Asked);
            var unfinished = path + ".new";
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                document.Write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            Problem = null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Problem = new Diagnostic(
                "source-not-kept",
                Severity.Warning,
                new SourcePosition(folder),
                $"What was read cannot be kept: {error.Message.TrimEnd('.')}.",
                "See that the data folder can be written; until then every start asks anew."
            );
        }
    }

    /// <summary>Lets go of everything else.</summary>
    public void KeepOnly(IEnumerable<Uri> asked)
    {
        try
        {
            var wanted = asked.Select(PathOf).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Extension) : [])
            {
                if (!wanted.Contains(path))
                {
                    File.Delete(path);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is tried again at the next look, and harms nobody.
        }
    }

    private string PathOf(Uri asked) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked.AbsoluteUri)))[..32] + Extension);
}

/// <param name="Asked">The address that was asked for.</param>
/// <param name="Version">What its server calls it.</param>
/// <param name="ContentType">As sent; null when there was none.</param>
/// <param name="Reason">What it was fetched for, in one line: another reason is one to fetch it again.</param>
internal sealed record KeptDocument(Uri Asked, WebVersion Version, string? ContentType, string Reason, ReadOnlyMemory<byte> Bytes)
{
    private const string Mark = "Syndicator document 1";

    /// <summary>Of the bytes.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span))[..32];

    /// <summary>A head of lines, an empty line, the bytes.</summary>
    public void Write(Stream file)
    {
        var head =
            $"{Mark}\nasked {Asked.AbsoluteUri}\nat {Version.Address.AbsoluteUri}\netag {Version.ETag}\n"
            + $"modified {Version.LastModified}\ntype {ContentType}\nfor {Reason}\nhash {Hash}\n\n";
        file.Write(Encoding.UTF8.GetBytes(head));
        file.Write(Bytes.Span);
    }

    /// <returns>Null when it is not what was written for this address.</returns>
    public static KeptDocument? Read(Uri asked, ReadOnlyMemory<byte> file)
    {
        var end = file.Span.IndexOf("\n\n"u8);
        var lines = Encoding.UTF8.GetString(file.Span[..Math.Max(end, 0)]).Split('\n');
        return
            lines[0] == Mark
            && lines.Skip(1).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToArray()
                is [var address, var final, var etag, var lastModified, var contentType, var reason, var hash]
            && address == asked.AbsoluteUri
            && Uri.TryCreate(final, UriKind.Absolute, out var finalAddress)
            && new KeptDocument(
                asked,
                new WebVersion(finalAddress, Given(etag), Given(lastModified)),
                Given(contentType),
                reason,
                file[(end + 2)..]
            )
                is var document
            && document.Hash == hash
            ? document
            : null;
    }

    private static string? Given(string line) => line.Length == 0 ? null : line;
}
