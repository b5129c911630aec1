using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Syndicator.Storage;

/// <summary>One file, WAL, full synchronisation: a lost commit after a post went out would mean a second post.</summary>
internal sealed class SqliteDatabase : Database
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;
    private const int TriggerConstraint = 1811;

    // In KiB, which is what a negative number means: of its usual 2,000, tens of thousands of mentions read their indexes again and again.
    private const int CacheSize = -4_000;

    private readonly string _file;
    private readonly string _connectionString;
    private readonly long _lockTimeout;
    private readonly TimeProvider _clock;

    public SqliteDatabase(StorageOptions options, TimeProvider clock)
    {
        _file = Path.GetFullPath(options.File);
        _clock = clock;
        _lockTimeout = (long)options.LockTimeout.TotalMilliseconds;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)options.LockTimeout.TotalSeconds),
            Pooling = true,
        }.ToString();
    }

    public override string Name => _file;

    internal override string Dialect => "sqlite";

    protected override bool IsCommandAtomic => false;

    public override bool IsUniqueViolation(Exception exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    internal override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.CreateFunction("syndicator_now", () => _clock.GetUtcNow().ToUnixTimeMilliseconds());
            await connection.OpenAsync(cancellationToken);
            // What is deleted is overwritten: authors take their words back, and these are not to stay in the file.
            await connection.ExecuteAsync("pragma secure_delete = on");
            // SQLite's own waiting wakes within milliseconds; the driver's, which comes after it, sleeps 150 ms at a time.
            await connection.ExecuteAsync(
                $"pragma busy_timeout = {_lockTimeout}; pragma synchronous = full; pragma cache_size = {CacheSize};"
            );
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Unpublished posts and encrypted credentials are nobody else's to read; SQLite gives the files beside it the same rights.</summary>
    private void MakeFile()
    {
        if (OperatingSystem.IsWindows() || File.Exists(_file))
        {
            return;
        }

        try
        {
            using var file = new FileStream(
                _file,
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another process made it, or opening it says better what is wrong.
        }
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(_file);
        if (!Directory.Exists(folder))
        {
            throw Problem(
                "database-folder-missing",
                $"The folder {folder} does not exist.",
                "Create it, or name another folder in Storage:Folder."
            );
        }

        MakeFile();

        if (Directory.Exists(_file))
        {
            throw Problem(
                "database-unreachable",
                "This is a folder, not a file.",
                "Move it away, or name another folder in Storage:Folder."
            );
        }

        if (File.Exists(_file) && File.GetAttributes(_file).HasFlag(FileAttributes.ReadOnly))
        {
            throw ReadOnlyProblem(null);
        }

        await using var connection = await ConnectAsync(cancellationToken);
        await connection.ExecuteAsync("pragma journal_mode = wal");
        var (tables, ours) = await connection.QuerySingleAsync<(long, long)>(
            "select count(*), coalesce(sum(name = 'schema_versions'), 0) from sqlite_schema where type = 'table'"
        );
        if (tables > 0 && ours == 0)
        {
            throw Problem("database-foreign", "This database belongs to another program.", "Name another folder in Storage:Folder.");
        }
    }

    // Transactions of this driver begin immediate: whoever holds one is the only writer already.
    internal override Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override string SkipLocked => "";

    internal override Task LockAsync(DbTransaction transaction, string name) => Task.CompletedTask;

    // All tables, not only those that this connection has asked: https://www.sqlite.org/pragma.html#pragma_optimize
    internal override Task TendAsync(CancellationToken cancellationToken) =>
        ReadAsync(connection => connection.ExecuteAsync("pragma optimize = 0x10002"), cancellationToken);

    /// <summary>Only who is alone can leave the write-ahead log.</summary>
    internal override async Task<string?> FindOthersAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        var alone = new SqliteConnectionStringBuilder(_connectionString) { Pooling = false, DefaultTimeout = 1 };
        await using var connection = new SqliteConnection(alone.ToString());
        await connection.OpenAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync("pragma journal_mode = delete");
            await connection.ExecuteAsync("pragma journal_mode = wal");
            return null;
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is Busy or Locked)
        {
            return "Another process has the file open.";
        }
    }

    protected override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        // Deferred: an immediate one would keep writers waiting.
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    // Whoever holds a transaction is the only writer already; rows may come before those they refer to.
    internal override Task LockForReplacementAsync(
        DbTransaction transaction,
        IReadOnlyList<StoreTable> tables,
        CancellationToken cancellationToken
    ) => transaction.Connection!.ExecuteAsync("pragma defer_foreign_keys = on", transaction: transaction);

    internal override async Task<long> InsertRowsAsync(
        DbTransaction transaction,
        StoreTable table,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
    {
        await using var command = ((SqliteTransaction)transaction).Connection!.CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        command.CommandText = table.Insert;
        var parameters = table.Columns.Select((_, index) => command.Parameters.AddWithValue($"@{index}", DBNull.Value)).ToList();
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            foreach (var (index, value) in row.Index())
            {
                parameters[index].Value = value;
            }

            count += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return count;
    }

    protected override StorageException? Explain(Exception exception) =>
        exception is not SqliteException failure
            ? null
            : failure.SqliteErrorCode switch
            {
                NotADatabase or Corrupt => Problem(
                    "database-damaged",
                    "The file is damaged or no SQLite database.",
                    "Keep a copy of it, then restore the last backup or name another folder in Storage:Folder.",
                    failure
                ),
                ReadOnly => ReadOnlyProblem(failure),
                CannotOpen => Problem(
                    "database-unreachable",
                    "The file cannot be opened.",
                    "See that the user who runs the program may read and write it and its folder, or name another folder in Storage:Folder.",
                    failure
                ),
                Full or IoError => Problem(
                    "database-not-written",
                    $"The disk did not take or give the data ({failure.Message}).",
                    "See that there is free space and that the disk is well; nothing was half written.",
                    failure
                ),
                Busy or Locked => Problem(
                    "database-busy",
                    "Another process has held the database for too long.",
                    "End what holds it (a backup tool, an open SQLite shell), or use PostgreSQL for several instances.",
                    failure
                ),
                _ when failure.SqliteExtendedErrorCode == TriggerConstraint
                        && failure.Message.Contains(ClosedStore.Words, StringComparison.Ordinal) => Problem(
                    "database-moved",
                    "This store was moved and is closed.",
                    "Stop this process; when it is started again, it says where everything is now.",
                    failure
                ),
                _ => null,
            };

    private StorageException ReadOnlyProblem(Exception? inner) =>
        Problem(
            "database-read-only",
            "The file may not be written.",
            "Give the user who runs the program the right to write it and its folder, or name another folder in Storage:Folder.",
            inner
        );

    private StorageException Problem(string code, string message, string remedy, Exception? inner = null) =>
        StorageException.Because(code, _file, message, remedy, inner);
}
