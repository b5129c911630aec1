using System.Data.Common;
using Dapper;

namespace Syndicator.Secrets;

/// <summary>
/// Secrets over a restoration: what the replaced store had newer than the backup stays, because a network has ended the older ones, and what comes from the
/// backup counts as new, so that a process that is renewing does not take it for what it has read.
/// </summary>
internal sealed class KeptSecrets
{
    private readonly IReadOnlyList<SecretRow> _before;

    private KeptSecrets(IReadOnlyList<SecretRow> before) => _before = before;

    /// <summary>Before the store is replaced.</summary>
    public static async Task<KeptSecrets> BeginAsync(DbTransaction transaction) =>
        new(await SecretTable.ListAsync(transaction.Connection!, transaction));

    /// <summary>After it.</summary>
    public async Task RunAsync(DbTransaction transaction)
    {
        var connection = transaction.Connection!;
        var beyond = _before.Select(row => row.Version).DefaultIfEmpty().Max();
        await connection.ExecuteAsync("update secrets set version = version + @beyond", new { beyond }, transaction);
        await connection.ExecuteAsync(
            """
            insert into secrets (name, ciphertext, version, updated_at, updated_by, renewer, lease_until)
            values (@Name, @Ciphertext, @Version, @UpdatedAt, @UpdatedBy, @Renewer, @LeaseUntil)
            on conflict (name) do update set ciphertext = excluded.ciphertext, version = excluded.version,
              updated_at = excluded.updated_at, updated_by = excluded.updated_by,
              renewer = excluded.renewer, lease_until = excluded.lease_until
            where secrets.updated_at <= excluded.updated_at
            """,
            _before,
            transaction
        );
    }
}
