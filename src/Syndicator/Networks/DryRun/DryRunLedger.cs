using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Syndicator.Networks.DryRun;

/// <summary>How an append ended. Closed.</summary>
internal abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>On the disk.</summary>
    public sealed record Written : AppendResult;

    public sealed record NotWritten(string Reason) : AppendResult;

    public sealed record PerhapsWritten(string Reason) : AppendResult;
}

/// <summary>
/// A file of JSON lines, one for each post and each change of one, outside the database. A line counts when its line end is there: what a crash tore off is cut away before the next
/// append. Several processes may append; the file itself is their lock.
/// </summary>
internal sealed class DryRunLedger(string file)
{
    private const byte LineEnd = (byte)'\n';

    // A file that people read: letters as they are, not as \u escapes.
    private static readonly DryRunJson Json = new(
        new JsonSerializerOptions(DryRunJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(5);

    /// <summary><c>dry-run/publication/account.jsonl</c> below the data folder.</summary>
    public static DryRunLedger Of(string dataFolder, string publication, string account) =>
        new(Path.Combine(dataFolder, "dry-run", publication, account + ".jsonl"));

    public string File { get; } = file;

    /// <summary>Appends a post's line and has it flushed to the disk. Waits for other processes until cancelled.</summary>
    public Task<AppendResult> AppendAsync(DryRunEntry entry, CancellationToken cancellationToken) =>
        AppendAsync([.. JsonSerializer.SerializeToUtf8Bytes(entry, Json.DryRunEntry), LineEnd], cancellationToken);

    /// <summary>The same for the line of a change.</summary>
    public Task<AppendResult> AppendAsync(DryRunEdit edit, CancellationToken cancellationToken) =>
        AppendAsync([.. JsonSerializer.SerializeToUtf8Bytes(edit, Json.DryRunEdit), LineEnd], cancellationToken);

    /// <summary>Every post's line in order; none when there is no file yet. Other lines are passed over.</summary>
    public IAsyncEnumerable<DryRunEntry> ReadAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Json.DryRunEntry, cancellationToken);

    /// <summary>The same of the changes.</summary>
    public IAsyncEnumerable<DryRunEdit> ReadEditsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Json.DryRunEdit, cancellationToken);

    private async Task<AppendResult> AppendAsync(byte[] line, CancellationToken cancellationToken)
    {
        var began = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
            using var stream = await OpenAloneAsync(cancellationToken);
            stream.SetLength(EndOfLastLine(stream));
            stream.Seek(0, SeekOrigin.End);
            began = true;
            stream.Write(line);
            stream.Flush(flushToDisk: true);
            return new AppendResult.Written();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = $"{File} cannot be written ({exception.Message})";
            return began ? new AppendResult.PerhapsWritten(reason) : new AppendResult.NotWritten(reason);
        }
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        if (!System.IO.File.Exists(File))
        {
            yield break;
        }

        byte[] bytes;
        // Read under the same lock: a line that another process is writing is either not there or whole.
        await using (var stream = await OpenAloneAsync(cancellationToken))
        {
            bytes = new byte[EndOfLastLine(stream)];
            stream.Seek(0, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(bytes, cancellationToken);
        }

        for (var start = 0; start < bytes.Length; )
        {
            var length = Array.IndexOf(bytes, LineEnd, start) - start;
            if (Parse(bytes.AsSpan(start, length), type) is { } entry)
            {
                yield return entry;
            }

            start += length + 1;
        }
    }

    private static T? Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Opens the file for this process alone; the system gives it back when the process dies.</summary>
    private async Task<FileStream> OpenAloneAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException exception) when (IsTaken(exception))
            {
                // Real time, not the product's clock: another process is at it right now.
                await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
            }
        }
    }

    // EWOULDBLOCK of flock(2), as .NET reports it on Linux (11) and macOS (35), and Windows' sharing violation (0x20).
    private static bool IsTaken(IOException exception) => (exception.HResult & 0xFFFF) is 11 or 35 or 0x20;

    /// <summary>The length without a line that was torn off: everything up to the last line end.</summary>
    private static long EndOfLastLine(FileStream stream)
    {
        var buffer = new byte[4096];
        for (var end = stream.Length; end > 0; )
        {
            var start = Math.Max(0, end - buffer.Length);
            var part = buffer.AsSpan(0, (int)(end - start));
            stream.Seek(start, SeekOrigin.Begin);
            stream.ReadExactly(part);
            var last = part.LastIndexOf(LineEnd);
            if (last >= 0)
            {
                return start + last + 1;
            }

            end = start;
        }

        return 0;
    }
}
