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
        // A file that may not be written is not replaced by one that may.
        var target = WholeFile.TargetOf(file.Path);
        await using (new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) { }
        var isReplaced = await WholeFile.ReplaceAsync(
            target,
            Encoding.UTF8.GetBytes(text),
            keepsMode: true,
            async () => (await File.ReadAllBytesAsync(target, cancellation)).AsSpan().SequenceEqual(file.Bytes.Span),
            cancellation
        );
        return isReplaced
            ? null
            : new Diagnostic(
                "draft-changed",
                Severity.Error,
                new SourcePosition(file.Path),
                "Somebody changed the draft after it was read; it is as they left it.",
                "Run the command again."
            );
    }
}
