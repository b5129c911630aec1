using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Storage;

/// <summary>Where fresh databases come from: every test has its own, a copy of one that was migrated once.</summary>
public abstract class TestServer
{
    private static readonly SemaphoreSlim s_one = new(1);

    internal abstract Task<StorageOptions> CreateAsync();

    internal abstract Task DropAsync(StorageOptions options);

    /// <summary>Lets the database's own clock show what a test's clock shows.</summary>
    internal abstract Task SetClockAsync(StorageOptions options, DateTimeOffset now);

    /// <summary>What the copies are made of: made when the first is wanted.</summary>
    private protected static async Task<string> OnceAsync(Func<string?> known, Func<Task<string>> makeAsync)
    {
        await s_one.WaitAsync();
        try
        {
            return known() ?? await makeAsync();
        }
        finally
        {
            s_one.Release();
        }
    }
}

public sealed class SqliteServer : TestServer
{
    private static string? template;

    internal override Task<StorageOptions> CreateAsync() => CreateAsync(Directory.CreateTempSubdirectory("syndicator-").FullName);

    /// <summary>A fresh database in a folder of the test's own.</summary>
    internal static async Task<StorageOptions> CreateAsync(string folder)
    {
        var migrated = await OnceAsync(() => template, MigrateAsync);
        var file = Path.Combine(folder, "syndicator.db");
        File.Copy(migrated, file);
        return new StorageOptions { File = file };
    }

    private static async Task<string> MigrateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("syndicator-template-").FullName, "template.db");
        await using (await Database.OpenAsync(new StorageOptions { File = file }, new TestClock())) { }
        SqliteConnection.ClearAllPools();
        File.Exists(file + "-wal").ShouldBeFalse("everything has to be in the one file that is copied");
        return template = file;
    }

    internal override Task DropAsync(StorageOptions options)
    {
        // Who opened it has emptied its pool; other tests are to keep theirs.
        Directory.Delete(Path.GetDirectoryName(options.File)!, recursive: true);
        return Task.CompletedTask;
    }

    // On SQLite the program's clock is the database's.
    internal override Task SetClockAsync(StorageOptions options, DateTimeOffset now) => Task.CompletedTask;
}

/// <param name="isEmptied">
/// Whether a database that a test has finished with is emptied and given to another: quicker by far than making one. Not for tests that change tables.
/// </param>
public sealed class PostgreSqlServer(bool isEmptied = true) : TestServer
{
    private const string Variable = "SYNDICATOR_TEST_POSTGRES";

    private const string Empty = """
        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
        set session_replication_role = replica;
        do $$
        declare t text;
        begin
          for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_versions' loop
            execute 'delete from ' || quote_ident(t);
          end loop;
        end $$;
        set session_replication_role = origin;
        """;

    private static readonly ConcurrentBag<string> s_empty = [];
    private static int count;
    private static string? template;

    internal override async Task<StorageOptions> CreateAsync()
    {
        if (isEmptied && s_empty.TryTake(out var empty))
        {
            return Of(empty);
        }

        Server();
        var migrated = await OnceAsync(() => template, MigrateAsync);
        return await CopyAsync($"test_{Environment.ProcessId}_{Interlocked.Increment(ref count)}", migrated);
    }

    private static async Task<string> MigrateAsync()
    {
        var name = $"test_{Environment.ProcessId}_template";
        var options = await CopyAsync(name, "template0");
        await using (await Database.OpenAsync(options, new TestClock())) { }
        await using var connection = new NpgsqlConnection(options.PostgreSql);
        NpgsqlConnection.ClearPool(connection);
        return template = name;
    }

    private static async Task<StorageOptions> CopyAsync(string name, string original)
    {
        await using var connection = new NpgsqlConnection(Server());
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
        await connection.ExecuteAsync($"create database {name} template {original}");
        return Of(name);
    }

    private static StorageOptions Of(string name) =>
        new() { PostgreSql = new NpgsqlConnectionStringBuilder(Server()) { Database = name }.ToString() };

    internal override async Task DropAsync(StorageOptions options)
    {
        var name = new NpgsqlConnectionStringBuilder(options.PostgreSql).Database!;
        if (isEmptied)
        {
            await using var own = new NpgsqlConnection(options.PostgreSql);
            await own.ExecuteAsync(Empty);
            NpgsqlConnection.ClearPool(own);
            s_empty.Add(name);
            return;
        }

        await using var connection = new NpgsqlConnection(Server());
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
