using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace Syndicator.Storage;

/// <summary>
/// SQLite or PostgreSQL; nobody who holds one can tell which. The SQL is the same text on both; <c>syndicator_now()</c> in it is the time that leases go
/// by, in Unix milliseconds: the database server's own on PostgreSQL, where processes on several machines compare, and the program's on SQLite.
/// </summary>
internal abstract class Database : IAsyncDisposable
{
    static Database() => InstantHandler.Register();

    /// <summary>For messages; without a password.</summary>
    public abstract string Name { get; }

    /// <summary>Opens the database that the options name and brings it to this program's version.</summary>
    /// <exception cref="StorageException">It cannot be reached, read or written, is damaged, was moved, or belongs to a newer version.</exception>
    public static async Task<Database> OpenAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        var database = await OpenEvenIfMovedAsync(options, clock, cancellationToken);
        try
        {
            var move = await database.ReadAsync(connection => StoreMove.FindAsync(connection), cancellationToken);
            return move?.Obstacle(database.Name) is { } obstacle ? throw obstacle : database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same of a store that is elsewhere by now, or on its way.</summary>
    /// <exception cref="StorageException">It cannot be reached, read or written, is damaged, or belongs to a newer version.</exception>
    public static async Task<Database> OpenEvenIfMovedAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        Database database = string.IsNullOrWhiteSpace(options.PostgreSql)
            ? new SqliteDatabase(options, clock)
            : new PostgreSqlDatabase(options);
        try
        {
            await database.RunAsync(() => database.PrepareAsync(cancellationToken));
            await database.RunAsync(() => new Migrator(database, clock).RunAsync(cancellationToken));
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads on one connection.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(async () =>
        {
            await using var connection = await ConnectAsync(cancellationToken);
            return await work(connection);
        });

    /// <summary>Writes in one transaction: all of it, or nothing when <paramref name="work"/> throws.</summary>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(async () =>
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(transaction);
            // A commit that was asked for is waited for: given up half-way, nobody would know what is stored.
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        });

    /// <summary>
    /// Writes by one command of one or several statements: all of it or nothing, and without the round trips that begin and end a transaction where the
    /// database can do without.
    /// </summary>
    /// <param name="work">Carries out a single command, within the transaction if there is one.</param>
    public Task<T> WriteAtOnceAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken cancellationToken) =>
        IsCommandAtomic
            ? ReadAsync(connection => work(connection, null), cancellationToken)
            : WriteAsync(transaction => work(transaction.Connection!, transaction), cancellationToken);

    /// <summary>Reads everything of one moment, while others write.</summary>
    public Task<T> ReadSnapshotAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(async () =>
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await using var snapshot = await BeginSnapshotAsync(connection, cancellationToken);
            return await work(snapshot);
        });

    /// <summary>
    /// A connection that is kept as long as the store is to count as open: idle ones are closed after some minutes, and SQLite ends its log with the last.
    /// </summary>
    public Task<DbConnection> HoldAsync(CancellationToken cancellationToken) =>
        RunAsync(async () =>
        {
            var connection = await ConnectAsync(cancellationToken);
            // The file is opened by whoever reads it first.
            await connection.ExecuteScalarAsync<long>("select count(*) from schema_versions");
            return connection;
        });

    public abstract ValueTask DisposeAsync();

    /// <summary>Whether a statement was refused because a row with that key exists.</summary>
    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>What a library that several instances share tables through connects with, secrets included; null: one process has the store to itself.</summary>
    internal virtual string? SharedConnection => null;

    /// <summary>Whether the statements of one command are a transaction, even where nobody began one.</summary>
    protected abstract bool IsCommandAtomic { get; }

    /// <summary>What distinguishes this database's own migrations: <c>postgresql</c> in <c>001_x.postgresql.sql</c>.</summary>
    internal abstract string Dialect { get; }

    internal abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Everything to check or set once before the migrations.</summary>
    protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Makes other processes' migrators wait until the transaction ends.</summary>
    internal abstract Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Makes other transactions that ask for the same name wait until this one ends. For work that several do at once, each touching many of the same rows in
    /// an order of its own: it would wait in a circle.
    /// </summary>
    internal abstract Task LockAsync(DbTransaction transaction, string name);

    /// <summary>
    /// Ends a subselect of rows <c>w</c> that are about to be changed: on PostgreSQL they are locked, and those that another transaction has locked are left
    /// out. A process that froze in the middle of one then keeps nobody waiting.
    /// </summary>
    internal abstract string SkipLocked { get; }

    /// <summary>Counts how many rows of which kind there are, where that has changed much: by that it is decided which index leads to what is looked for.</summary>
    internal abstract Task TendAsync(CancellationToken cancellationToken);

    /// <summary>Who else uses the database, as a sentence; null: nobody that can be seen. Called before anything else is done with it.</summary>
    internal abstract Task<string?> FindOthersAsync(CancellationToken cancellationToken);

    /// <summary>A transaction that only reads, and sees nothing of what others commit after its first statement.</summary>
    protected abstract Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Makes every other writer of these tables wait until the transaction ends; readers see what was there before it.</summary>
    internal abstract Task LockForReplacementAsync(
        DbTransaction transaction,
        IReadOnlyList<StoreTable> tables,
        CancellationToken cancellationToken
    );

    /// <summary>Every row of a table, one after another; a failure is explained as this database's.</summary>
    internal async IAsyncEnumerable<object?[]> ReadRowsAsync(
        DbTransaction transaction,
        StoreTable table,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = table.Select;
        await using var reader = await RunAsync(() => command.ExecuteReaderAsync(cancellationToken));
        while (await RunAsync(() => reader.ReadAsync(cancellationToken)))
        {
            var row = new object?[table.Columns.Count];
            reader.GetValues(row!);
            yield return row;
        }
    }

    /// <summary>Puts rows into a table, in the order of its columns.</summary>
    /// <returns>How many.</returns>
    internal abstract Task<long> InsertRowsAsync(
        DbTransaction transaction,
        StoreTable table,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    );

    /// <summary>What a failure means for the person who runs the program; null when it is a bug.</summary>
    protected abstract StorageException? Explain(Exception exception);

    private async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is not StorageException && Explain(exception) is not null)
        {
            throw Explain(exception)!;
        }
    }

    private Task RunAsync(Func<Task> work) =>
        RunAsync(async () =>
        {
            await work();
            return true;
        });
}
