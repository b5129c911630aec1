using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace Syndicator.Storage;

/// <summary>A database on a PostgreSQL server, for several instances of the program.</summary>
internal sealed class PostgreSqlDatabase : Database
{
    // Any number does, as long as every version of the program uses the same.
    private const long MigrationLock = 0x53594E44;
    private const int LockAttempts = 5;
    private const int ConnectionsOfLibraries = 5;
    private const string NameOfSessions = "syndicator";
    private const string NameOfLibraries = "syndicator-quartz";

    // Planning one of our statements takes longer than carrying it out; the server keeps the plans of those that come again and again, on each connection.
    private const int StatementsKept = 100;

    // A process that has just ended is still seen for a moment.
    private const int LooksForOthers = 10;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>What a session is told that was ended for holding locks and doing nothing.</summary>
    private const string IdleInTransaction = "25P03";

    private readonly NpgsqlDataSource _source;

    public PostgreSqlDatabase(StorageOptions options)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(options.PostgreSql)
            {
                ApplicationName = NameOfSessions,
                CommandTimeout = Math.Max(1, (int)options.LockTimeout.TotalSeconds),
                PersistSecurityInfo = false,
                // We leave nothing in a session: clearing it would be eight statements more for every use of a connection.
                NoResetOnClose = true,
                // A command that is a transaction of its own leaves in one piece: who froze in the middle of sending it would keep its rows locked.
                WriteBufferSize = 64 * 1024,
            };
            // Whoever has a pooler between that cannot do this says so in the connection string.
            var said = new DbConnectionStringBuilder { ConnectionString = options.PostgreSql };
            if (!said.ContainsKey("Max Auto Prepare") && !said.ContainsKey("MaxAutoPrepare"))
            {
                builder.MaxAutoPrepare = StatementsKept;
            }

            // A process that is frozen in the middle of a transaction holds its locks: before others give up waiting, the server ends it.
            builder.Options = FormattableString
                .Invariant($"{builder.Options} -c idle_in_transaction_session_timeout={(long)(options.LockTimeout / 2).TotalMilliseconds}")
                .Trim();
        }
        catch (ArgumentException exception)
        {
            throw StorageException.Because(
                "database-connection-string",
                "Storage:PostgreSql",
                $"The connection string cannot be read: {exception.Message.TrimEnd('.')}.",
                "Write it as Host=…;Port=…;Database=…;Username=…;Password=….",
                exception
            );
        }

        Name = $"postgresql://{builder.Host}:{builder.Port}/{builder.Database}";
        _source = NpgsqlDataSource.Create(builder);
        builder.ApplicationName = NameOfLibraries;
        builder.MaxPoolSize = ConnectionsOfLibraries;
        SharedConnection = builder.ToString();
    }

    public override string Name { get; }

    internal override string SharedConnection { get; }

    internal override string Dialect => "postgresql";

    // The driver sends them in one go, with one end: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
    protected override bool IsCommandAtomic => true;

    public override bool IsUniqueViolation(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    internal override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<string>("show transaction_read_only") == "on")
        {
            throw ReadOnlyProblem(null);
        }
    }

    internal override Task LockForMigrationAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(
                $"select pg_advisory_xact_lock({MigrationLock})",
                transaction: transaction,
                cancellationToken: cancellationToken
            )
        );

    // Its autovacuum does.
    internal override Task TendAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal override string SkipLocked => "for update of w skip locked";

    internal override Task LockAsync(DbTransaction transaction, string name) =>
        transaction.Connection!.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@name, 0))", new { name }, transaction);

    internal override async Task<string?> FindOthersAsync(CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var count = await ReadAsync(CountOthersAsync, cancellationToken);
            if (count == 0 || look == LooksForOthers)
            {
                return count == 0 ? null : FormattableString.Invariant($"{count} other sessions of this program are open.");
            }

            await Task.Delay(s_betweenLooks, TimeProvider.System, cancellationToken);
        }
    }

    private static Task<long> CountOthersAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and application_name in (@NameOfSessions, @NameOfLibraries)
            """,
            new { NameOfSessions, NameOfLibraries }
        );

    protected override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await connection.ExecuteAsync("set transaction read only", transaction: snapshot);
        return snapshot;
    }

    internal override async Task LockForReplacementAsync(
        DbTransaction transaction,
        IReadOnlyList<StoreTable> tables,
        CancellationToken cancellationToken
    )
    {
        // Whoever replaces everything may have to do elsewhere for longer than others.
        await transaction.Connection!.ExecuteAsync("set local idle_in_transaction_session_timeout = '10min'", transaction: transaction);
        var statement = $"lock table {string.Join(", ", tables.Select(table => table.Quoted))} in exclusive mode";
        for (var attempt = 1; ; attempt++)
        {
            await transaction.SaveAsync("unlocked", cancellationToken);
            try
            {
                await transaction.Connection!.ExecuteAsync(
                    new CommandDefinition(statement, transaction: transaction, cancellationToken: cancellationToken)
                );
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < LockAttempts)
            {
                // A worker took two of the tables in another order. Given back, they are its; then it is our turn.
                await transaction.RollbackAsync("unlocked", cancellationToken);
            }
        }
    }

    internal override async Task<long> InsertRowsAsync(
        DbTransaction transaction,
        StoreTable table,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
    {
        var connection = (NpgsqlConnection)transaction.Connection!;
        var types = await TypesAsync(transaction, table, cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(table.Copy, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var (index, value) in row.Index())
            {
                await (
                    value is null or DBNull
                        ? copy.WriteNullAsync(cancellationToken)
                        : copy.WriteAsync(value, types[index], cancellationToken)
                );
            }
        }

        return (long)await copy.CompleteAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> TypesAsync(
        DbTransaction transaction,
        StoreTable table,
        CancellationToken cancellationToken
    )
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = table.Select + " limit 0";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName)];
    }

    protected override StorageException? Explain(Exception exception) =>
        exception switch
        {
            PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => ReadOnlyProblem(exception),
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                Problem(
                    "database-refused",
                    "The server does not accept the user name or password.",
                    "Correct Storage:PostgreSql.",
                    exception
                ),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => Problem(
                "database-missing",
                "The server has no database of this name.",
                "Create it (createdb), or name another one in Storage:PostgreSql.",
                exception
            ),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } failure => Problem(
                "database-refused",
                $"The server refuses: {failure.MessageText}.",
                "Give the database's user the right to create and change tables.",
                exception
            ),
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Problem(
                "database-not-written",
                "The server's disk is full.",
                "Make room on it; nothing was half written.",
                exception
            ),
            PostgresException
            {
                SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or IdleInTransaction
            } => Busy(exception),
            PostgresException { SqlState: ClosedStore.Refused } => Problem(
                "database-moved",
                "This store was moved and is closed.",
                "Stop this process; when it is started again, it says where everything is now.",
                exception
            ),
            PostgresException { IsTransient: true } => Unreachable(exception),
            PostgresException => null,
            NpgsqlException { InnerException: TimeoutException } => Busy(exception),
            NpgsqlException or SocketException => Unreachable(exception),
            _ => null,
        };

    private StorageException Unreachable(Exception inner) =>
        Problem(
            "database-unreachable",
            $"The PostgreSQL server does not answer ({inner.Message}).",
            "See that it runs and that Storage:PostgreSql names its address.",
            inner
        );

    private StorageException Busy(Exception inner) =>
        Problem(
            "database-busy",
            "The server took too long, perhaps because another session holds a lock.",
            "Look at pg_stat_activity; try again.",
            inner
        );

    private StorageException ReadOnlyProblem(Exception? inner) =>
        Problem(
            "database-read-only",
            "The server takes no changes.",
            "Name the primary server in Storage:PostgreSql, not a standby.",
            inner
        );

    private StorageException Problem(string code, string message, string remedy, Exception? inner) =>
        StorageException.Because(code, Name, message, remedy, inner);
}
