using System.Collections.Concurrent;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Publishing;
using Syndicator.Secrets;

namespace Syndicator;

/// <summary>The accounts that really post, each opened once as it is configured: they keep sessions, limits and what they have just made.</summary>
internal sealed class LiveNetworks(AccountSecrets secrets, Spending spending, WireClient wire, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(string Publication, Account Account), Lazy<INetwork>> _open = new();

    public INetwork Of(Publication publication, Account account) =>
        _open.GetOrAdd((publication.Id, account), _ => new Lazy<INetwork>(() => Open(publication, account, secrets.Of(account)))).Value;

    /// <summary>Lets go of accounts that are configured otherwise now, or not at all. Whoever is at one goes on with it; nothing in it has to be closed before.</summary>
    public void KeepOnly(IReadOnlyList<Publication> publications)
    {
        var accounts = publications.ToDictionary(
            publication => publication.Id,
            publication => publication.Accounts,
            StringComparer.Ordinal
        );
        foreach (var key in _open.Keys)
        {
            if (!accounts.TryGetValue(key.Publication, out var known) || !known.Contains(key.Account))
            {
                _open.TryRemove(key, out _);
            }
        }
    }

    public void Dispose()
    {
        foreach (var network in _open.Values.Where(each => each.IsValueCreated).Select(each => each.Value).OfType<IDisposable>())
        {
            network.Dispose();
        }
    }

    /// <summary>Asks a network with other credentials than the account has.</summary>
    public async Task<T> TryAsync<T>(Publication publication, Account account, IAccountSecret secret, Func<INetwork, Task<T>> ask)
    {
        var network = Open(publication, account, secret);
        try
        {
            return await ask(network);
        }
        finally
        {
            (network as IDisposable)?.Dispose();
        }
    }

    public ILogsIn LogInOf(Publication publication, Account account) =>
        KnownNetworks.Of(account).LogIn?.Invoke(publication, account, Means(publication, account)) ?? throw NoNetwork(account);

    private INetwork Open(Publication publication, Account account, IAccountSecret secret) =>
        KnownNetworks.Of(account).Open?.Invoke(account, secret, Means(publication, account)) ?? throw NoNetwork(account);

    private NetworkMeans Means(Publication publication, Account account) => new(wire, clock, BudgetOf(publication, account));

    private static InvalidOperationException NoNetwork(Account account) =>
        new($"{account.Name} is live on {account.Network}, which configuration should have refused");

    /// <summary>Where nothing has a price nothing is counted.</summary>
    private AccountBudget? BudgetOf(Publication publication, Account account) =>
        account.Prices == PostPrices.Free ? null : new AccountBudget(spending, publication.Id, account, clock);
}
