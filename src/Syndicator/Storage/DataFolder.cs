namespace Syndicator.Storage;

/// <summary>The folder that <c>Storage:Folder</c> names: SQLite's file, the dry-run ledgers, the demonstration's start.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder when it is missing and sees that files can be written in it, before anything depends on it.</summary>
    /// <exception cref="StorageException">It cannot be made or written; the message says what to do.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, FormattableString.Invariant($".writable-{Environment.ProcessId}"));
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, problem);
        }
    }

    /// <summary>What to say when something in the folder cannot be read or written.</summary>
    public static StorageException Unusable(string path, Exception problem) =>
        StorageException.Because(
            "data-folder-unusable",
            path,
            $"Storage:Folder cannot be used: {problem.Message.TrimEnd('.')}.",
            "See that it is a folder which the user who runs the program may read and write, or name another one (Storage:Folder in appsettings.json, or the environment variable Storage__Folder).",
            problem
        );
}
