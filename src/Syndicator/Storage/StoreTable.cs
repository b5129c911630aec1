using System.Data.Common;
using Dapper;

namespace Syndicator.Storage;

/// <summary>A table of the program's schema. Every database has the same ones, so SQLite's catalogue speaks for PostgreSQL too.</summary>
internal sealed record StoreTable(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>What belongs to one database and not to its content. A session that was ended must not come back with a backup.</summary>
    private const string NotContent = "'sessions', 'sign_in_attempts', " + NotMoved;

    /// <summary>What does not even go with a store that moves.</summary>
    private const string NotMoved = "'schema_versions', '" + StoreMove.Table + "', '" + BackupFacts.Table + "'";

    /// <summary>In seconds.</summary>
    private const int LongestStatement = 600;

    public string Quoted => Quote(Name);

    public string Select => $"select {List} from {Quoted}";

    public string Insert => $"insert into {Quoted} ({List}) values ({string.Join(", ", Columns.Select((_, index) => $"@{index}"))})";

    public string Copy => $"copy {Quoted} ({List}) from stdin (format binary)";

    private string List => string.Join(", ", Columns.Select(Quote));

    /// <summary>All tables with content, each after those that its rows refer to.</summary>
    public static Task<IReadOnlyList<StoreTable>> ListAsync(SqliteDatabase database, CancellationToken cancellationToken) =>
        ListAsync(database, NotContent, cancellationToken);

    /// <summary>All tables of this program's schema that move with a store.</summary>
    /// <param name="folder">For the file that they are looked up in.</param>
    public static async Task<IReadOnlyList<StoreTable>> ListAllAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var file = TemporaryFile.Create(folder, "moving");
        await using var fresh = (SqliteDatabase)await Database.OpenAsync(new StorageOptions { File = file.Path }, clock, cancellationToken);
        return await ListAsync(fresh, NotMoved, cancellationToken);
    }

    private static Task<IReadOnlyList<StoreTable>> ListAsync(SqliteDatabase database, string left, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var names = await connection.QueryAsync<string>(
                    $"""
                    select name from sqlite_schema
                    where type = 'table' and name not like 'sqlite\_%' escape '\' and name not in ({left}) order by name
                    """
                );
                var columns = (
                    await connection.QueryAsync<(string, string)>(
                        "select t.name, c.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' order by c.cid"
                    )
                ).ToLookup(pair => pair.Item1, pair => pair.Item2);
                var references = (
                    await connection.QueryAsync<(string, string)>(
                        """select t.name, f."table" from sqlite_schema t, pragma_foreign_key_list(t.name) f where t.type = 'table'"""
                    )
                ).ToLookup(pair => pair.Item1, pair => pair.Item2);
                return InOrder([.. names.Select(name => new StoreTable(name, [.. columns[name]]))], references);
            },
            cancellationToken
        );

    /// <summary>Replaces everything in these tables by what another database has in them, all within the caller's transaction.</summary>
    public static async Task<long> ReplaceAsync(
        IReadOnlyList<StoreTable> tables,
        Database target,
        DbTransaction transaction,
        Database source,
        DbTransaction snapshot,
        CancellationToken cancellationToken
    )
    {
        foreach (var table in tables.Reverse())
        {
            await transaction.Connection!.ExecuteAsync($"delete from {table.Quoted}", null, transaction, LongestStatement);
        }

        var count = 0L;
        foreach (var table in tables)
        {
            var rows = source.ReadRowsAsync(snapshot, table, cancellationToken);
            var copied = await target.InsertRowsAsync(transaction, table, rows, cancellationToken);
            var expected = await table.CountAsync(snapshot);
            count +=
                copied == expected && copied == await table.CountAsync(transaction)
                    ? copied
                    : throw new InvalidOperationException($"{copied} of {expected} rows of {table.Name} were copied");
        }

        return count;
    }

    public Task<long> CountAsync(DbTransaction transaction) => CountAsync(transaction.Connection!, transaction);

    public Task<long> CountAsync(DbConnection connection, DbTransaction? transaction = null) =>
        connection.ExecuteScalarAsync<long>($"select count(*) from {Quoted}", transaction: transaction);

    private static IReadOnlyList<StoreTable> InOrder(List<StoreTable> tables, ILookup<string, string> references)
    {
        var ordered = new List<StoreTable>();
        while (tables.Count > 0)
        {
            var next =
                tables.Find(table => !references[table.Name].Any(other => other != table.Name && tables.Exists(left => left.Name == other)))
                ?? throw new InvalidOperationException(
                    $"the tables {string.Join(", ", tables.Select(left => left.Name))} refer to one another"
                );
            ordered.Add(next);
            tables.Remove(next);
        }

        return ordered;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
