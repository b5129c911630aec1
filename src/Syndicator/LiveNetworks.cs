using System.Collections.Concurrent;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;
using Syndicator.Publishing;
using Syndicator.Secrets;

namespace Syndicator;

/// <summary>The accounts that really post, each opened once: they keep sessions, limits and what they have just made.</summary>
internal sealed class LiveNetworks(AccountSecrets secrets, Spending spending, WireClient wire, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(string Publication, string Account), Lazy<INetwork>> _open = new();

    public INetwork Of(Publication publication, Account account) =>
        _open.GetOrAdd((publication.Id, account.Name), _ => new Lazy<INetwork>(() => Open(publication, account))).Value;

    public void Dispose()
    {
        foreach (var network in _open.Values.Where(each => each.IsValueCreated).Select(each => each.Value).OfType<IDisposable>())
        {
            network.Dispose();
        }
    }

    /// <summary>One line for each network.</summary>
    private INetwork Open(Publication publication, Account account) =>
        account.Network switch
        {
            "mastodon" => new MastodonNetwork(account, secrets.Of(account), wire, clock),
            "x" => new XNetwork(account, secrets.Of(account), wire, clock, budget: BudgetOf(publication, account)),
            "bluesky" => new BlueskyNetwork(account, secrets.Of(account), wire, clock),
            _ => throw new InvalidOperationException(
                $"{account.Name} is live on {account.Network}, which configuration should have refused"
            ),
        };

    /// <summary>Where nothing has a price nothing is counted.</summary>
    private AccountBudget? BudgetOf(Publication publication, Account account) =>
        account.Prices == PostPrices.Free ? null : new AccountBudget(spending, publication.Id, account, clock);
}
