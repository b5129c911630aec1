using System.Globalization;
using System.Text;

namespace Syndicator.Storage;

/// <summary>
/// A file beside an SQLite store while somebody has it open. Who was killed leaves it, and the write-ahead log with what was stored last; where it is there
/// and the log is not, the log was taken away. That is written into it before the store is opened, which makes a new log, and stays until it was dealt with.
/// </summary>
internal sealed class OpenMark
{
    /// <summary>Longer than an instant is written.</summary>
    private const int Most = 64;

    private readonly string _store;

    private OpenMark(string store) => _store = store;

    private string FilePath => _store + "-open";

    private bool HasLog => File.Exists(_store + "-wal");

    /// <summary>Whether somebody has the store open, or was killed while they had.</summary>
    public bool IsSet => File.Exists(FilePath);

    /// <summary>When the store was written to for the last time before its log was found taken away; null: it was not, or that was dealt with.</summary>
    public DateTimeOffset? LostSince { get; private set; }

    /// <summary>Whether its log is gone, or another process is about to close it: that takes away the log first, and the mark at once afterwards.</summary>
    public static bool LooksLost(StorageOptions options) =>
        string.IsNullOrWhiteSpace(options.PostgreSql) && new OpenMark(Path.GetFullPath(options.File)) is { IsSet: true, HasLog: false };

    /// <summary>Looks at the store before anybody opens it; null where it is no file.</summary>
    /// <exception cref="StorageException">Its log was taken away, and the disk does not take that.</exception>
    public static OpenMark? Of(StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.PostgreSql))
        {
            return null;
        }

        var store = new FileInfo(Path.GetFullPath(options.File));
        var mark = new OpenMark(store.FullName);
        if (store is { Exists: true, Length: > 0 })
        {
            mark.Look(new DateTimeOffset(store.LastWriteTimeUtc));
        }

        return mark;
    }

    /// <summary>The store is open, and its log there; what it had lost was dealt with.</summary>
    public void Set()
    {
        LostSince = null;
        Try(() => File.WriteAllText(FilePath, ""));
    }

    /// <summary>The store was closed: where nobody else has it open, its log has become part of it.</summary>
    public void Clear()
    {
        if (LostSince is null && !HasLog)
        {
            Try(() => File.Delete(FilePath));
        }
    }

    private void Look(DateTimeOffset writtenAt)
    {
        switch (Read())
        {
            case null:
            case "" when HasLog:
                break;
            case var noted when DateTimeOffset.TryParseExact(noted, "O", CultureInfo.InvariantCulture, default, out var since):
                LostSince = since;
                break;
            default:
                LostSince = Note(writtenAt) ? writtenAt : null;
                break;
        }
    }

    /// <summary>Null: there is no mark; empty: the store was open, and had its log.</summary>
    private string? Read()
    {
        try
        {
            using var reader = new StreamReader(FilePath);
            var text = new char[Most];
            return new string(text, 0, reader.ReadBlock(text));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Whoever is killed from here on leaves word of the loss.</summary>
    /// <returns>False when nothing was lost: another process has just closed the store, and taken the mark away.</returns>
    private bool Note(DateTimeOffset writtenAt)
    {
        try
        {
            using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Write);
            file.Write(Encoding.ASCII.GetBytes(writtenAt.ToString("O", CultureInfo.InvariantCulture)));
            file.SetLength(file.Position);
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw StorageException.Because(
                "database-not-written",
                _store,
                $"Its log was taken away, and that could not be noted in {Path.GetFileName(FilePath)} ({problem.Message}).",
                "See that there is free space and that the user who runs the program may write that file; nothing was changed.",
                problem
            );
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
