using System.Data.Common;

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
    /// <exception cref="StorageException">It cannot be reached, read or written, is damaged, or belongs to a newer version.</exception>
    public static async Task<Database> OpenAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
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

    public abstract ValueTask DisposeAsync();

    /// <summary>Whether a statement was refused because a row with that key exists.</summary>
    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>What distinguishes this database's own migrations: <c>postgresql</c> in <c>001_x.postgresql.sql</c>.</summary>
    internal abstract string Dialect { get; }

    internal abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Everything to check or set once before the migrations.</summary>
    protected abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Makes other processes' migrators wait until the transaction ends.</summary>
    internal abstract Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellationToken);

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
