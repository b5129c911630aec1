using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Secrets;

namespace Syndicator;

/// <summary>Takes an account back: its credentials are made worthless at the network where that can be done, and removed from the store.</summary>
internal sealed class LogOutAccount(LiveNetworks live, SecretStore store)
{
    /// <returns>What the network said, or why there was nothing to take back. The secret is gone unless the network could not be reached.</returns>
    public async Task<(LogoutOutcome? Outcome, Problem? Problem)> RunAsync(
        Publication publication,
        Account account,
        string name,
        CancellationToken cancellationToken
    )
    {
        var (secret, problem) = await store.ReadAsync(name, cancellationToken);
        if (secret is null)
        {
            return (null, problem ?? new Problem("missing-secret", $"The store holds no secret {name}."));
        }

        var outcome = await live.LogInOf(publication, account).LogOutAsync(secret, cancellationToken);
        if (outcome is not LogoutOutcome.Unavailable)
        {
            await store.RemoveAsync(name, CancellationToken.None);
        }

        return (outcome, null);
    }
}
