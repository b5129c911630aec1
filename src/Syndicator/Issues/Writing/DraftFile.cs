using System.Text;

namespace Syndicator.Issues.Writing;

/// <summary>Writes a draft: all of it or nothing, and never over what somebody else wrote meanwhile.</summary>
internal static class DraftFile
{
    /// <param name="file">As it was read.</param>
    /// <returns>Null when it is written; otherwise why it is as it was.</returns>
    public static async Task<Diagnostic?> WriteAsync(IssueFile file, string text, CancellationToken cancellation)
    {
        try
        {
            return await ReplaceAsync(file, text, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Diagnostic(
                "draft-not-written",
                Severity.Error,
                new SourcePosition(file.Path),
                $"The draft cannot be written and is as it was: {error.Message.TrimEnd('.')}.",
                "See that you may write it and its folder, and that the disk has room."
            );
        }
    }

    private static async Task<Diagnostic?> ReplaceAsync(IssueFile file, string text, CancellationToken cancellation)
    {
        // A link stays a link, and a file that may not be written is not replaced by one that may.
        var target = File.ResolveLinkTarget(file.Path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file.Path);
        await using (new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) { }
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.part");
        try
        {
            await WriteWholeAsync(temporary, target, text, cancellation);
            if (!(await File.ReadAllBytesAsync(target, cancellation)).AsSpan().SequenceEqual(file.Bytes.Span))
            {
                return new Diagnostic(
                    "draft-changed",
                    Severity.Error,
                    new SourcePosition(file.Path),
                    "Somebody changed the draft after it was read; it is as they left it.",
                    "Run the command again."
                );
            }

            File.Move(temporary, target, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task WriteWholeAsync(string temporary, string target, string text, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(target);
        }

        await using var stream = new FileStream(temporary, options);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        if (!OperatingSystem.IsWindows())
        {
            // The process's mask took some away.
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
        }

        stream.Flush(flushToDisk: true);
    }
}
