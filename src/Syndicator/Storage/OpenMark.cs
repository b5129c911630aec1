namespace Syndicator.Storage;

/// <summary>
/// A file beside an SQLite store while somebody has it open. Who was killed leaves it, and the write-ahead log with what was stored last; where it is there
/// and the log is not, the log was taken away.
/// </summary>
internal sealed class OpenMark
{
    private readonly string _store;

    private OpenMark(string store) => _store = store;

    private string FilePath => _store + "-open";

    private bool HasLog => File.Exists(_store + "-wal");

    /// <summary>When the store was written to for the last time, if its log was taken away; otherwise null.</summary>
    public DateTimeOffset? LostSince { get; private init; }

    /// <summary>Looks at the store before anybody opens it; null where it is no file.</summary>
    public static OpenMark? Of(StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.PostgreSql))
        {
            return null;
        }

        var store = new FileInfo(Path.GetFullPath(options.File));
        var mark = new OpenMark(store.FullName);
        return store is { Exists: true, Length: > 0 } && File.Exists(mark.FilePath) && !mark.HasLog
            ? new OpenMark(store.FullName) { LostSince = new DateTimeOffset(store.LastWriteTimeUtc) }
            : mark;
    }

    /// <summary>The store is open, and its log there.</summary>
    public void Set() => Try(() => File.WriteAllText(FilePath, ""));

    /// <summary>The store was closed: where nobody else has it open, its log has become part of it.</summary>
    public void Clear()
    {
        if (!HasLog)
        {
            Try(() => File.Delete(FilePath));
        }
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What is wrong with the disk is said by those who need it.
        }
    }
}
