namespace Syndicator.Calls.Feeds;

/// <summary>Writes a calendar or feed to a file: all of it or nothing, and not at all where the same stands there, so that servers go on answering "not modified".</summary>
internal static class FeedFile
{
    /// <summary>Where devices are, and other names of standard output: a file in their place would be missed by the whole machine.</summary>
    private static readonly string[] s_noFiles = ["/dev/", "/proc/"];

    /// <summary>Files in memory, among the devices.</summary>
    private const string Memory = "/dev/shm/";

    /// <returns>Null when the file holds it; otherwise why it is as it was.</returns>
    public static async Task<Diagnostic?> WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            var target = WholeFile.TargetOf(path);
            if (
                s_noFiles.Any(folder => target.StartsWith(folder, StringComparison.Ordinal))
                && !target.StartsWith(Memory, StringComparison.Ordinal)
            )
            {
                return Problem(path, "It is a device and no file, and is as it was.", "Write - for standard output.");
            }

            if (!await HoldsAsync(target, content, cancellationToken))
            {
                await WholeFile.ReplaceAsync(target, content, keepsMode: false, () => Task.FromResult(true), cancellationToken);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Problem(
                path,
                $"The file cannot be written and is as it was: {error.Message.TrimEnd('.')}.",
                "See that its folder is there, that you may write to it, and that the disk has room."
            );
        }
    }

    private static Diagnostic Problem(string path, string message, string remedy) =>
        new("feed-not-written", Severity.Error, new SourcePosition(path), message, remedy);

    private static async Task<bool> HoldsAsync(string target, byte[] content, CancellationToken cancellationToken) =>
        new FileInfo(target) is { Exists: true } file
        && file.Length == content.Length
        && (await File.ReadAllBytesAsync(target, cancellationToken)).AsSpan().SequenceEqual(content);
}
