using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Syndicator.Storage;

namespace Syndicator.Tests.Storage;

/// <summary>Where fresh databases come from: every test has its own.</summary>
public abstract class TestServer
{
    internal abstract Task<StorageOptions> CreateAsync();

    internal abstract Task DropAsync(StorageOptions options);

    /// <summary>Lets the database's own clock show what a test's clock shows.</summary>
    internal abstract Task SetClockAsync(StorageOptions options, DateTimeOffset now);
}

public sealed class SqliteServer : TestServer
{
    internal override Task<StorageOptions> CreateAsync() =>
        Task.FromResult(new StorageOptions { File = Path.Combine(Directory.CreateTempSubdirectory("syndicator-").FullName, "test.db") });

    internal override Task DropAsync(StorageOptions options)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(options.File)!, recursive: true);
        return Task.CompletedTask;
    }

    // On SQLite the program's clock is the database's.
    internal override Task SetClockAsync(StorageOptions options, DateTimeOffset now) => Task.CompletedTask;
}

public sealed class PostgreSqlServer : TestServer
{
    private const string Variable = "SYNDICATOR_TEST_POSTGRES";
    private static int count;

    internal override async Task<StorageOptions> CreateAsync()
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        await using var connection = new NpgsqlConnection(Server());
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
        await connection.ExecuteAsync($"create database {name} template template0");
        return new StorageOptions { PostgreSql = new NpgsqlConnectionStringBuilder(Server()) { Database = name }.ToString() };
    }

    internal override async Task DropAsync(StorageOptions options)
    {
        await using var connection = new NpgsqlConnection(Server());
        var name = new NpgsqlConnectionStringBuilder(options.PostgreSql).Database;
        await connection.ExecuteAsync($"drop database {name} with (force)");
    }

    internal override async Task SetClockAsync(StorageOptions options, DateTimeOffset now)
    {
        await using var connection = new NpgsqlConnection(options.PostgreSql);
        await connection.ExecuteAsync(
            $"create or replace function syndicator_now() returns bigint language sql volatile as 'select {now.ToUnixTimeMilliseconds()}::bigint'"
        );
    }

    private static string Server()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"needs a PostgreSQL server in {Variable}: tests/postgres start DATADIR prints one");
        return server!;
    }
}
