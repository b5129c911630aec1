using System.Data.Common;
using System.Reflection;
using Dapper;

namespace Syndicator.Storage;

/// <summary>What a backup says of itself.</summary>
/// <param name="TakenAt">Not after the moment it shows.</param>
/// <param name="Program">The version of the program that wrote it.</param>
/// <param name="Schema">The highest migration it has.</param>
/// <param name="RowCount">In all tables together.</param>
internal sealed record BackupFacts(DateTimeOffset TakenAt, string Program, long Schema, long RowCount)
{
    public const string Table = "backup_facts";

    public static string ThisProgram { get; } =
        typeof(BackupFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Null when the file is no backup.</summary>
    public static async Task<BackupFacts?> ReadAsync(DbConnection connection) =>
        await connection.ExecuteScalarAsync<long>(
            "select count(*) from sqlite_schema where type = 'table' and name = @Table",
            new { Table }
        ) == 1
            ? await connection.QuerySingleOrDefaultAsync<(long TakenAt, string Program, long Schema, long RowCount)?>(
                $"select taken_at, program, schema_version, row_count from {Table}"
            )
                is { } row
                ? new BackupFacts(DateTimeOffset.FromUnixTimeMilliseconds(row.TakenAt), row.Program, row.Schema, row.RowCount)
                : null
            : null;

    /// <summary>Into the file that becomes the backup.</summary>
    public static async Task<BackupFacts> WriteAsync(DbTransaction transaction, DateTimeOffset takenAt, long rowCount)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            $"create table {Table} (taken_at bigint not null, program text not null, schema_version bigint not null, row_count bigint not null)",
            transaction: transaction
        );
        var schema = await connection.ExecuteScalarAsync<long>("select max(version) from schema_versions", transaction: transaction);
        var facts = new BackupFacts(takenAt, ThisProgram, schema, rowCount);
        await connection.ExecuteAsync(
            $"insert into {Table} (taken_at, program, schema_version, row_count) values (@TakenAt, @Program, @Schema, @RowCount)",
            facts,
            transaction
        );
        return facts;
    }
}
