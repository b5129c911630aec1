using System.Data.Common;
using Dapper;

namespace Syndicator.Secrets;

/// <summary>The rows of stored secrets.</summary>
internal static class SecretTable
{
    private const string Columns = "select name, ciphertext, version, updated_at, updated_by, renewer, lease_until from secrets";

    public static async Task<IReadOnlyList<SecretRow>> ListAsync(DbConnection connection, DbTransaction? transaction = null) =>
        [.. await connection.QueryAsync<SecretRow>($"{Columns} order by name", transaction: transaction)];

    public static Task<SecretRow?> FindAsync(DbConnection connection, string name) =>
        connection.QuerySingleOrDefaultAsync<SecretRow>($"{Columns} where name = @name", new { name });

    /// <summary>Whatever was there before, and whoever was renewing it.</summary>
    public static Task PutAsync(DbTransaction transaction, string name, string ciphertext, DateTimeOffset now, string actor) =>
        transaction.Connection!.ExecuteAsync(
            """
            insert into secrets (name, ciphertext, version, updated_at, updated_by) values (@name, @ciphertext, 1, @now, @actor)
            on conflict (name) do update set ciphertext = excluded.ciphertext, version = secrets.version + 1,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by, renewer = null, lease_until = null
            """,
            new
            {
                name,
                ciphertext,
                now,
                actor,
            },
            transaction
        );

    /// <summary>The next content, unless there is another one meanwhile.</summary>
    public static async Task<bool> ReplaceAsync(
        DbTransaction transaction,
        SecretRow known,
        string ciphertext,
        DateTimeOffset now,
        string actor
    ) =>
        await transaction.Connection!.ExecuteAsync(
            """
            update secrets set ciphertext = @ciphertext, version = version + 1, updated_at = @now, updated_by = @actor,
              renewer = null, lease_until = null
            where name = @Name and version = @Version
            """,
            new
            {
                known.Name,
                known.Version,
                ciphertext,
                now,
                actor,
            },
            transaction
        ) == 1;

    /// <summary>Keeps every secret as it is until the transaction ends.</summary>
    public static Task<int> LockAsync(DbTransaction transaction) =>
        transaction.Connection!.ExecuteAsync("update secrets set version = version", transaction: transaction);

    /// <summary>The same content under another key. Who is renewing it goes on.</summary>
    public static Task<int> EncryptAnewAsync(DbTransaction transaction, string name, string ciphertext) =>
        transaction.Connection!.ExecuteAsync(
            "update secrets set ciphertext = @ciphertext where name = @name",
            new { name, ciphertext },
            transaction
        );

    public static Task<int> RemoveAsync(DbTransaction transaction, string name) =>
        transaction.Connection!.ExecuteAsync("delete from secrets where name = @name", new { name }, transaction);

    /// <summary>Makes others wait, by the database's clock; false while somebody else does.</summary>
    public static async Task<bool> LeaseAsync(DbTransaction transaction, string name, string renewer, TimeSpan lease) =>
        await transaction.Connection!.ExecuteAsync(
            """
            update secrets set renewer = @renewer, lease_until = syndicator_now() + @lease
            where name = @name and (lease_until is null or lease_until <= syndicator_now())
            """,
            new
            {
                name,
                renewer,
                lease = (long)lease.TotalMilliseconds,
            },
            transaction
        ) == 1;

    public static Task<int> EndLeaseAsync(DbTransaction transaction, string name, string renewer) =>
        transaction.Connection!.ExecuteAsync(
            "update secrets set renewer = null, lease_until = null where name = @name and renewer = @renewer",
            new { name, renewer },
            transaction
        );
}

internal sealed class SecretRow
{
    public string Name { get; set; } = "";
    public string Ciphertext { get; set; } = "";
    public long Version { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public string UpdatedBy { get; set; } = "";

    /// <summary>Who is renewing it; null: nobody.</summary>
    public string? Renewer { get; set; }

    /// <summary>Until when others wait for that, in milliseconds since 1970 by the database's clock.</summary>
    public long? LeaseUntil { get; set; }

    public SecretFacts ToFacts() => new(Name, Version, UpdatedAt, UpdatedBy);
}
