using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Syndicator.Storage;

/// <summary>A backup opened for restoring: a copy of the file, brought to this program's schema. The file itself is never written to.</summary>
internal sealed class BackupFile : IAsyncDisposable
{
    private static readonly byte[] SqliteHeader = [.. "SQLite format 3\0"u8];

    private readonly TemporaryFile _copy;
    private readonly SqliteDatabase _content;
    private readonly IReadOnlyList<StoreTable> _tables;

    private BackupFile(BackupFacts facts, TemporaryFile copy, SqliteDatabase content, IReadOnlyList<StoreTable> tables) =>
        (Facts, _copy, _content, _tables) = (facts, copy, content, tables);

    public BackupFacts Facts { get; }

    /// <param name="folder">For the copy.</param>
    /// <returns>The backup, or why the file cannot be used.</returns>
    /// <exception cref="StorageException">The copy cannot be written.</exception>
    public static async Task<(BackupFile? Backup, Diagnostic? Refusal)> OpenAsync(
        string file,
        string folder,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await RefuseToReadAsync(file, cancellationToken) is { } refusal)
        {
            return (null, refusal);
        }

        TemporaryFile? copy = null;
        try
        {
            copy = TemporaryFile.Create(folder, "restoring");
            File.Copy(file, copy.Path, overwrite: true);
            var (opened, unusable) = await OpenCopyAsync(file, copy, clock, cancellationToken);
            copy = opened is null ? copy : null;
            return (opened, unusable);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DataFolder.Unusable(folder, problem);
        }
        finally
        {
            copy?.Dispose();
        }
    }

    /// <summary>How many rows each table of a database holds that holds any.</summary>
    public async Task<IReadOnlyList<(string Table, long RowCount)>> CountAsync(DbTransaction transaction)
    {
        var counts = new List<(string, long)>();
        foreach (var table in _tables)
        {
            if (await table.CountAsync(transaction) is > 0 and var count)
            {
                counts.Add((table.Name, count));
            }
        }

        return counts;
    }

    /// <summary>Keeps other writers out until the transaction ends.</summary>
    public Task LockAsync(Database target, DbTransaction transaction, CancellationToken cancellationToken) =>
        target.LockForReplacementAsync(transaction, _tables, cancellationToken);

    /// <summary>Replaces everything in the database by what the backup holds.</summary>
    public Task<long> ReplaceAsync(Database target, DbTransaction transaction, CancellationToken cancellationToken) =>
        _content.ReadSnapshotAsync(
            snapshot => StoreTable.ReplaceAsync(_tables, target, transaction, _content, snapshot, cancellationToken),
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        _copy.Dispose();
    }

    /// <summary>Why a backup must not be written there; null when it may.</summary>
    public static async Task<Diagnostic?> RefuseToWriteAsync(string file, bool overwrite)
    {
        if (Directory.Exists(file))
        {
            return Refusal("backup-is-folder", file, "This is a folder.", "Name a file in it.");
        }

        if (!File.Exists(file))
        {
            return null;
        }

        if (!overwrite)
        {
            return Refusal("backup-exists", file, "The file exists.", "Name another one, or add --force to replace an older backup.");
        }

        return await RefuseToReadAsync(file, CancellationToken.None) is null && await ReadFactsAsync(file) is not null
            ? null
            : Refusal("backup-exists", file, "The file exists and is no backup, so it is not replaced.", "Name another one.");
    }

    public static SqliteConnection Connect(string path, SqliteOpenMode mode) =>
        new(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );

    /// <summary>What is wrong with a backup's content; null when it is whole.</summary>
    public static async Task<string?> FindDamageAsync(DbConnection connection, BackupFacts facts)
    {
        var check = await connection.ExecuteScalarAsync<string>("pragma integrity_check(1)");
        if (check != "ok")
        {
            return check;
        }

        if (await connection.ExecuteScalarAsync<long>("select count(*) from pragma_foreign_key_check") > 0)
        {
            return "rows refer to others that are missing";
        }

        // Ours has neither; somebody else's would run while it is migrated.
        if (await connection.ExecuteScalarAsync<long>("select count(*) from sqlite_schema where type in ('trigger', 'view')") > 0)
        {
            return "it has triggers or views";
        }

        var count = 0L;
        foreach (var table in await connection.QueryAsync<string>("select name from sqlite_schema where type = 'table'"))
        {
            var isContent = table is not ("schema_versions" or BackupFacts.Table) && !table.StartsWith("sqlite_", StringComparison.Ordinal);
            count += isContent ? await new StoreTable(table, []).CountAsync(connection) : 0;
        }

        return count == facts.RowCount ? null : $"{count} of its {facts.RowCount} rows are there";
    }

    private static async Task<Diagnostic?> RefuseToReadAsync(string file, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
        {
            return Refusal("backup-is-folder", file, "This is a folder.", "Name the file that `syndicator backup` wrote.");
        }

        if (!File.Exists(file))
        {
            return Refusal("backup-missing", file, "There is no such file.", "Name the file that `syndicator backup` wrote.");
        }

        // Also a pipe or a device, which nothing here may wait for.
        if (new FileInfo(file).Length == 0)
        {
            return NotABackup(file, "The file is empty.");
        }

        try
        {
            await using var stream = File.OpenRead(file);
            var header = new byte[SqliteHeader.Length];
            var length = await stream.ReadAtLeastAsync(header, header.Length, false, cancellationToken);
            return length == header.Length && header.AsSpan().SequenceEqual(SqliteHeader)
                ? null
                : NotABackup(file, "This is no backup, nor a database at all.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Refusal(
                "backup-unreadable",
                file,
                $"The file cannot be read: {problem.Message.TrimEnd('.')}.",
                "See that you may read it."
            );
        }
    }

    private static async Task<(BackupFile? Backup, Diagnostic? Refusal)> OpenCopyAsync(
        string file,
        TemporaryFile copy,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (facts, unusable) = await CheckAsync(file, copy.Path);
        if (facts is null)
        {
            return (null, unusable);
        }

        SqliteDatabase? content = null;
        try
        {
            content = (SqliteDatabase)await Database.OpenAsync(new StorageOptions { File = copy.Path }, clock, cancellationToken);
            var tables = await StoreTable.ListAsync(content, cancellationToken);
            var backup = await HasOurSchemaAsync(tables, copy.Path, clock, cancellationToken)
                ? new BackupFile(facts, copy, content, tables)
                : null;
            content = backup is null ? content : null;
            return (backup, backup is null ? Damaged(file, "its tables are not those of this program") : null);
        }
        catch (StorageException problem) when (problem.Diagnostic.Code is "database-newer" or "database-damaged" or "database-foreign")
        {
            return (null, problem.Diagnostic.Code == "database-newer" ? Newer(file, facts) : Damaged(file, problem.Diagnostic.Message));
        }
        finally
        {
            await (content?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Everything that can be told before the copy is migrated.</summary>
    private static async Task<(BackupFacts? Facts, Diagnostic? Refusal)> CheckAsync(string file, string copy)
    {
        try
        {
            await using var connection = Connect(copy, SqliteOpenMode.ReadOnly);
            await connection.OpenAsync();
            return await BackupFacts.ReadAsync(connection) is not { } facts
                    ? (null, NotABackup(file, "This is a database, but no backup of this program."))
                : await FindDamageAsync(connection, facts) is { } damage ? (null, Damaged(file, damage))
                : (facts, null);
        }
        catch (SqliteException problem)
        {
            return (null, Damaged(file, problem.Message));
        }
    }

    private static async Task<BackupFacts?> ReadFactsAsync(string file)
    {
        try
        {
            await using var connection = Connect(file, SqliteOpenMode.ReadOnly);
            await connection.OpenAsync();
            return await BackupFacts.ReadAsync(connection);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Whether a file that says it is a backup has, once migrated, the tables and columns that this program makes.</summary>
    private static async Task<bool> HasOurSchemaAsync(
        IReadOnlyList<StoreTable> tables,
        string beside,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        using var file = TemporaryFile.Create(Path.GetDirectoryName(beside)!, "restoring");
        await using var fresh = (SqliteDatabase)await Database.OpenAsync(new StorageOptions { File = file.Path }, clock, cancellationToken);
        var ours = await StoreTable.ListAsync(fresh, cancellationToken);
        return ours.Select(table => table.Select)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(tables.Select(table => table.Select).Order(StringComparer.Ordinal));
    }

    private static Diagnostic NotABackup(string file, string what) =>
        Refusal("backup-foreign", file, what, "Name the file that `syndicator backup` wrote.");

    private static Diagnostic Newer(string file, BackupFacts facts) =>
        Refusal(
            "backup-newer",
            file,
            $"Version {facts.Program} of the program wrote this backup (schema {facts.Schema}); this one is {BackupFacts.ThisProgram} and does not know it.",
            "Restore it with that version or a newer one."
        );

    private static Diagnostic Damaged(string file, string how) =>
        Refusal(
            "backup-damaged",
            file,
            $"The backup is damaged: {how.TrimEnd('.')}.",
            "Copy it again from where it was kept, or use an older one."
        );

    private static Diagnostic Refusal(string code, string file, string message, string remedy) =>
        new(code, Severity.Error, new SourcePosition(file), message, remedy);
}
