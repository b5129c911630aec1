using System.Data.Common;
using Dapper;

namespace Syndicator.Storage;

/// <summary>
/// Tables that a library keeps for itself in our PostgreSQL database, and in which nothing is that could not be made anew: when the library wants others than
/// are there, they are dropped. Of several processes that start at once one makes them.
/// </summary>
/// <param name="prefix">Of their names, in small letters.</param>
/// <param name="statements">Make them all.</param>
/// <param name="mark">What tells these statements from any others; kept in a comment on the tables.</param>
internal sealed class BorrowedTables(string prefix, IReadOnlyList<string> statements, string mark)
{
    /// <returns>Whether there were others, which are gone.</returns>
    public Task<bool> MakeAsync(Database database, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.LockForMigrationAsync(transaction, cancellationToken);
                var marks = await ListAsync(transaction);
                if (marks.Count > 0 && marks.All(table => table.Mark == mark))
                {
                    return false;
                }

                foreach (var (table, _) in marks)
                {
                    await ExecuteAsync(transaction, $"drop table if exists {table} cascade");
                }

                foreach (var statement in statements)
                {
                    await ExecuteAsync(transaction, statement);
                }

                foreach (var (table, _) in await ListAsync(transaction))
                {
                    await ExecuteAsync(transaction, $"comment on table {table} is '{mark}'");
                }

                return marks.Count > 0;
            },
            cancellationToken
        );

    /// <summary>Names as they are written in statements.</summary>
    private async Task<IReadOnlyList<(string Table, string? Mark)>> ListAsync(DbTransaction transaction) =>
        [
            .. await transaction.Connection!.QueryAsync<(string, string?)>(
                """
                select quote_ident(c.relname), obj_description(c.oid, 'pg_class') from pg_class c
                where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and starts_with(c.relname, @prefix)
                order by c.relname
                """,
                new { prefix },
                transaction
            ),
        ];

    private static Task<int> ExecuteAsync(DbTransaction transaction, string sql) =>
        transaction.Connection!.ExecuteAsync(sql, transaction: transaction);
}
