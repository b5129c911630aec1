using System.Data.Common;
using Dapper;

namespace Syndicator.Storage;

/// <summary>
/// Refuses every change of a store's content, also to processes that opened it before it was closed: by triggers, since nothing else reaches them.
/// </summary>
internal static class ClosedStore
{
    /// <summary>What a change is refused with on PostgreSQL.</summary>
    public const string Refused = "SYM01";

    /// <summary>What a change is refused with on SQLite, where triggers have no codes of their own.</summary>
    public const string Words = "the store was moved";

    private const string MakeFunction = $"""
        create function syndicator_closed() returns trigger language plpgsql as
        $$ begin raise exception '{Words}' using errcode = '{Refused}'; end $$
        """;

    private static readonly string[] s_changes = ["insert", "update", "delete"];

    public static async Task CloseAsync(Database database, DbTransaction transaction, IReadOnlyList<StoreTable> tables)
    {
        if (database is PostgreSqlDatabase)
        {
            await ExecuteAsync(transaction, MakeFunction);
        }

        foreach (var table in tables)
        {
            await ExecuteAsync(
                transaction,
                database is PostgreSqlDatabase
                    ? $"create trigger closed before insert or update or delete on {table.Quoted} for each statement execute function syndicator_closed()"
                    : string.Join(';', s_changes.Select(change => OnSqlite(change, table)))
            );
        }
    }

    public static async Task OpenAsync(Database database, DbTransaction transaction, IReadOnlyList<StoreTable> tables)
    {
        if (database is PostgreSqlDatabase)
        {
            await ExecuteAsync(transaction, "drop function syndicator_closed() cascade");
            return;
        }

        foreach (var name in tables.SelectMany(table => s_changes.Select(change => NameOf(change, table))))
        {
            await ExecuteAsync(transaction, $"drop trigger if exists {name}");
        }
    }

    private static string OnSqlite(string change, StoreTable table) =>
        $"create trigger {NameOf(change, table)} before {change} on {table.Quoted} begin select raise(abort, '{Words}'); end";

    private static string NameOf(string change, StoreTable table) => $"closed_{change}_{table.Name}";

    private static Task<int> ExecuteAsync(DbTransaction transaction, string sql) =>
        transaction.Connection!.ExecuteAsync(sql, transaction: transaction);
}
