namespace Syndicator.Storage;

/// <summary>A file that only its owner may read, and that is gone when it is disposed of, with what SQLite puts beside it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Ending = ".part";

    // What a process that was killed left behind.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private TemporaryFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes an empty one: <c>folder/name.0123456789abcdef.part</c>.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static TemporaryFile Create(string folder, string name)
    {
        RemoveAbandoned(folder, name);
        var path = System.IO.Path.Combine(folder, $"{name}.{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}{Ending}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (new FileStream(path, options)) { }
        return new TemporaryFile(path);
    }

    /// <summary>Flushes it to the disk and gives it its name, in one step; what had the name before is replaced.</summary>
    public void Become(string path, bool overwrite)
    {
        using (var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(Path, path, overwrite);
    }

    public void Dispose()
    {
        foreach (var companion in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(Path + companion);
        }
    }

    private static void RemoveAbandoned(string folder, string name)
    {
        var before = (TimeProvider.System.GetUtcNow() - Abandoned).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(folder, $"{name}.*{Ending}*").Where(file => File.GetLastWriteTimeUtc(file) < before))
        {
            File.Delete(file);
        }
    }
}
