using System.Globalization;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Storage;

namespace Syndicator.Secrets;

/// <summary>Credentials in the program's own store. Another process may replace them at any time, so they are read anew each time.</summary>
/// <param name="account">For the remedy.</param>
/// <param name="worker">Who this process is, among all on the database.</param>
internal sealed class StoredSecret(SecretStore store, string name, string account, string worker, TimeProvider clock) : IAccountSecret
{
    /// <summary>
    /// For so long others wait for a renewer that says nothing any more. Longer than a network is waited for, and shorter than the patience of those who wait.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(75);

    /// <summary>How long what was renewed is tried to be stored: the network has ended what is stored now.</summary>
    private static readonly TimeSpan s_storing = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_nextLook = TimeSpan.FromMilliseconds(250);

    public async Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken)
    {
        var (secret, problem) = await store.ReadAsync(name, cancellationToken);
        return (secret, secret is null ? problem ?? Missing() : null);
    }

    /// <remarks>A process that is killed between the network's answer and its storing loses the credentials: the account is paused then, until somebody logs in.</remarks>
    public async Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken)
    {
        var renewer = $"{worker}/{Guid.CreateVersion7(clock.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture)}";
        if (!await LeaseAsync(renewer, cancellationToken))
        {
            return null;
        }

        try
        {
            var known = await store.FindAsync(name, cancellationToken);
            var text = known is null ? null : store.Open(known).Secret;
            var next = text is null ? null : await renew(text, cancellationToken);
            return next is not null && await KeepAsync(known!, next) ? next : null;
        }
        finally
        {
            await store.EndLeaseAsync(name, renewer);
        }
    }

    /// <summary>Waits for its turn; false when there is no such secret.</summary>
    private async Task<bool> LeaseAsync(string renewer, CancellationToken cancellationToken)
    {
        while (!await store.LeaseAsync(name, renewer, Lease, cancellationToken))
        {
            if (await store.FindAsync(name, cancellationToken) is null)
            {
                return false;
            }

            await Task.Delay(s_nextLook, clock, cancellationToken);
        }

        return true;
    }

    /// <summary>Stores what was renewed, also when the database or the keys are away for a moment.</summary>
    private async Task<bool> KeepAsync(SecretRow known, Secret next)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var mayRepeat = clock.GetElapsedTime(since) < s_storing;
            try
            {
                var problem = await store.ReplaceAsync(known, next, worker);
                if (problem is null || !mayRepeat)
                {
                    return problem is null;
                }
            }
            catch (StorageException) when (mayRepeat)
            {
                // Tried again below.
            }

            await Task.Delay(s_nextLook, clock, CancellationToken.None);
        }
    }

    private Problem Missing() => new("missing-secret", $"The store holds no secret {name}.", $"Run `syndicator accounts login {account}`.");
}
