namespace Syndicator.Calls.Feeds;

/// <summary>Writes a calendar or feed to a file: all of it or nothing, and not at all where the same stands there, so that servers go on answering "not modified".</summary>
internal static class FeedFile
{
    /// <returns>Null when the file holds it; otherwise why it is as it was.</returns>
    public static async Task<Diagnostic?> WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            // A link stays a link.
            var target = new FileInfo(path).LinkTarget is null
                ? Path.GetFullPath(path)
                : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            if (!await HoldsAsync(target, content, cancellationToken))
            {
                await ReplaceAsync(target, content, cancellationToken);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Diagnostic(
                "feed-not-written",
                Severity.Error,
                new SourcePosition(path),
                $"The file cannot be written and is as it was: {error.Message.TrimEnd('.')}.",
                "See that its folder is there, that you may write to it, and that the disk has room."
            );
        }
    }

    private static async Task<bool> HoldsAsync(string target, byte[] content, CancellationToken cancellationToken) =>
        new FileInfo(target) is { Exists: true } file
        && file.Length == content.Length
        && (await File.ReadAllBytesAsync(target, cancellationToken)).AsSpan().SequenceEqual(content);

    private static async Task ReplaceAsync(string target, byte[] content, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.part");
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await stream.WriteAsync(content, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
