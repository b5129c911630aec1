namespace Syndicator;

/// <summary>Puts a file in another's place: all of it or nothing.</summary>
internal static class WholeFile
{
    /// <summary>Where a path leads: a link stays a link, and what it leads to is replaced.</summary>
    public static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <param name="target">See <see cref="TargetOf"/>.</param>
    /// <param name="keepsMode">Whether the new file has the mode of the old one, which is there.</param>
    /// <param name="mayReplace">Asked when the new one lies beside it; false leaves the old one.</param>
    /// <returns>Whether it is there now.</returns>
    /// <exception cref="IOException">It is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It is as it was.</exception>
    public static async Task<bool> ReplaceAsync(
        string target,
        ReadOnlyMemory<byte> content,
        bool keepsMode,
        Func<Task<bool>> mayReplace,
        CancellationToken cancellationToken
    )
    {
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.part");
        try
        {
            await WriteAsync(temporary, keepsMode ? target : null, content, cancellationToken);
            if (!await mayReplace())
            {
                return false;
            }

            File.Move(temporary, target, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <param name="like">Whose mode it gets; null: the usual one.</param>
    private static async Task WriteAsync(string path, string? like, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (like is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(like);
        }

        await using var stream = new FileStream(path, options);
        await stream.WriteAsync(content, cancellationToken);
        if (like is not null && !OperatingSystem.IsWindows())
        {
            // The process's mask took some away.
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(like));
        }

        stream.Flush(flushToDisk: true);
    }
}
