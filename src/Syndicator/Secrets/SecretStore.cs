using Syndicator.Configuration;
using Syndicator.Storage;

namespace Syndicator.Secrets;

/// <summary>The secrets that <c>secret:NAME</c> refers to: encrypted in the database, with keys that are elsewhere.</summary>
internal sealed class SecretStore(Database database, SecretKeys keys, TimeProvider clock)
{
    /// <summary>Begins the names of what the program keeps for itself; no reference can name it.</summary>
    internal const string Own = "desk/";

    /// <summary>Those that <c>secret:NAME</c> can refer to.</summary>
    public Task<IReadOnlyList<SecretFacts>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SecretFacts>>(
            async connection => [.. (await SecretTable.ListAsync(connection)).Where(row => !IsOwn(row)).Select(row => row.ToFacts())],
            cancellationToken
        );

    /// <summary>What the program keeps for itself, all of it or none.</summary>
    public async Task<(IReadOnlyList<Secret> Secrets, Problem? Problem)> ReadOwnAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => SecretTable.ListAsync(connection), cancellationToken);
        var read = rows.Where(IsOwn).Select(Open).ToList();
        return read.Select(each => each.Problem).FirstOrDefault(problem => problem is not null) is { } unreadable
            ? ([], unreadable)
            : ([.. read.Select(each => each.Secret!)], null);
    }

    /// <summary>The secret as it is stored now; null and no problem when there is none of this name.</summary>
    public async Task<(Secret? Secret, Problem? Problem)> ReadAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } row ? keys.Decrypt(row.Name, row.Ciphertext) : (null, null);

    /// <summary>
    /// Stores a secret in place of any of its name. Refused while another one cannot be read: then the keys are not those of this store, and what is written
    /// with them would be lost as soon as the right ones are back.
    /// </summary>
    /// <returns>Why it was not stored; null when it is.</returns>
    public Task<Problem?> PutAsync(string name, Secret secret, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var others = (await SecretTable.ListAsync(transaction.Connection!, transaction)).Where(row => row.Name != name).ToList();
                if (Unreadable(others) is { } wrongKeys)
                {
                    return wrongKeys;
                }

                if (!keys.Exist && keys.Make() is { } noKey)
                {
                    return noKey;
                }

                var (ciphertext, problem) = keys.Encrypt(name, secret);
                if (ciphertext is not null)
                {
                    await SecretTable.PutAsync(transaction, name, ciphertext, clock.GetUtcNow(), actor);
                }

                return problem;
            },
            cancellationToken
        );

    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction => await SecretTable.RemoveAsync(transaction, name) > 0, cancellationToken);

    /// <summary>Makes a new key and encrypts all secrets with it, all of them or none.</summary>
    /// <returns>How many, or why nothing was changed. Without secrets no key is made.</returns>
    public async Task<(int Count, Problem? Problem)> RotateAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => SecretTable.ListAsync(connection), cancellationToken);
        if (rows.Count == 0)
        {
            return (0, null);
        }

        return (Unreadable(rows) ?? keys.Make()) is { } problem ? (0, problem) : await EncryptAllAnewAsync(cancellationToken);
    }

    internal Task<SecretRow?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SecretTable.FindAsync(connection, name), cancellationToken);

    internal Task<bool> LeaseAsync(string name, string renewer, TimeSpan lease, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => SecretTable.LeaseAsync(transaction, name, renewer, lease), cancellationToken);

    internal Task EndLeaseAsync(string name, string renewer) =>
        database.WriteAsync(transaction => SecretTable.EndLeaseAsync(transaction, name, renewer), CancellationToken.None);

    internal (Secret? Secret, Problem? Problem) Open(SecretRow row) => keys.Decrypt(row.Name, row.Ciphertext);

    /// <returns>Why it is not stored; null when it is, or when somebody has stored another one meanwhile.</returns>
    internal async Task<Problem?> ReplaceAsync(SecretRow known, Secret next, string actor)
    {
        var (ciphertext, problem) = keys.Encrypt(known.Name, next);
        if (ciphertext is not null)
        {
            await database.WriteAsync(
                transaction => SecretTable.ReplaceAsync(transaction, known, ciphertext, clock.GetUtcNow(), actor),
                CancellationToken.None
            );
        }

        return problem;
    }

    private Task<(int Count, Problem? Problem)> EncryptAllAnewAsync(CancellationToken cancellationToken) =>
        database.WriteAsync<(int, Problem?)>(
            async transaction =>
            {
                await SecretTable.LockAsync(transaction);
                var rows = await SecretTable.ListAsync(transaction.Connection!, transaction);
                var anew = rows.Select(row => (row.Name, Outcome: Anew(row))).ToList();
                if (anew.Select(each => each.Outcome.Problem).FirstOrDefault(each => each is not null) is { } problem)
                {
                    return (0, problem);
                }

                foreach (var (name, (ciphertext, _)) in anew)
                {
                    await SecretTable.EncryptAnewAsync(transaction, name, ciphertext!);
                }

                return (rows.Count, null);
            },
            cancellationToken
        );

    private static bool IsOwn(SecretRow row) => row.Name.StartsWith(Own, StringComparison.Ordinal);

    private (string? Ciphertext, Problem? Problem) Anew(SecretRow row)
    {
        var (secret, problem) = Open(row);
        return secret is null ? (null, problem) : keys.Encrypt(row.Name, secret);
    }

    private Problem? Unreadable(IEnumerable<SecretRow> rows) =>
        rows.Select(row => Open(row).Problem).FirstOrDefault(problem => problem is not null);
}
