using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Syndicator.Storage;

/// <summary>
/// Brings a database to the program's version: every <c>Migrations/NNN_name.sql</c> that its table of versions lacks, in order, each in a transaction of its
/// own; in a new database all in one. Of several processes that start at once one does the work and the others wait for it.
/// </summary>
internal sealed class Migrator(Database database, TimeProvider clock)
{
    private const string VersionTable =
        "create table if not exists schema_versions (version bigint not null primary key, name text not null, applied_at bigint not null)";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        await InTransactionAsync(
            connection,
            transaction => connection.ExecuteAsync(VersionTable, transaction: transaction),
            cancellationToken
        );
        var known = Migration.All(database.Dialect);
        var missing = await MissingAsync(connection, known);
        // Nobody has a new database open: there they may hold their locks together, and the disk is waited for once.
        foreach (var together in missing.Chunk(missing.Count == known.Count ? known.Count : 1))
        {
            await InTransactionAsync(connection, transaction => ApplyAsync(together, transaction), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Migration>> MissingAsync(DbConnection connection, IReadOnlyList<Migration> known)
    {
        var applied = (await connection.QueryAsync<long>("select version from schema_versions")).ToHashSet();
        if (applied.Count > 0 && applied.Max() > known[^1].Version)
        {
            throw StorageException.Because(
                "database-newer",
                database.Name,
                $"The database is at version {applied.Max()}, this program knows version {known[^1].Version}.",
                "Run the newer program, or restore the backup made before the upgrade."
            );
        }

        return [.. known.Where(migration => !applied.Contains(migration.Version))];
    }

    private async Task ApplyAsync(IReadOnlyList<Migration> migrations, DbTransaction transaction)
    {
        foreach (var migration in migrations)
        {
            await ApplyAsync(migration, transaction);
        }
    }

    private async Task ApplyAsync(Migration migration, DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        // Another process may have done it while this one waited for the lock.
        var done = await connection.ExecuteScalarAsync<long>(
            "select count(*) from schema_versions where version = @Version",
            migration,
            transaction
        );
        if (done > 0)
        {
            return;
        }

        await connection.ExecuteAsync(migration.Sql, transaction: transaction);
        await connection.ExecuteAsync(
            "insert into schema_versions (version, name, applied_at) values (@Version, @Name, @now)",
            new
            {
                migration.Version,
                migration.Name,
                now = clock.GetUtcNow(),
            },
            transaction
        );
    }

    private async Task InTransactionAsync(DbConnection connection, Func<DbTransaction, Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await database.LockForMigrationAsync(transaction, cancellationToken);
        await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
    }
}

/// <param name="Version">The number its file begins with.</param>
/// <param name="Name">The rest of the file's name.</param>
internal sealed record Migration(long Version, string Name, string Sql)
{
    private const string Folder = ".Storage.Migrations.";

    /// <summary>Those of the named database, in order: <c>001_x.sql</c> is for both, <c>002_y.sqlite.sql</c> for one.</summary>
    public static IReadOnlyList<Migration> All(string dialect)
    {
        var assembly = typeof(Migration).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.Contains(Folder, StringComparison.Ordinal))
                .Select(name =>
                    (Resource: name, Parts: name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..].Split('.'))
                )
                .Where(file => file.Parts.Length == 2 || file.Parts[1] == dialect)
                .Select(file => Read(assembly, file.Resource, file.Parts[0]))
                .OrderBy(migration => migration.Version),
        ];
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(long.Parse(name.AsSpan(0, 3), CultureInfo.InvariantCulture), name[4..], reader.ReadToEnd());
    }
}
