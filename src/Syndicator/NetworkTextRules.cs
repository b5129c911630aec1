using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Wire;

namespace Syndicator;

/// <summary>The rules of text of each network the program knows.</summary>
internal static class NetworkTextRules
{
    /// <summary>For a server's limits; without them those that were last known hold.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>By the account's network, with its own numbers where it has some. A dry run of X composes by the rules of X.</summary>
    /// <exception cref="ArgumentException">The network is unknown; configuration is checked before.</exception>
    public static TextRules For(Account account) => KnownNetworks.Of(account).Rules(account);

    /// <summary>Without numbers of any account; null for a network the program does not know.</summary>
    public static TextRules? For(string network) =>
        KnownNetworks
            .Find(network)
            ?.Rules(
                new Account
                {
                    Name = network,
                    Network = network,
                    Mode = AccountMode.DryRun,
                }
            );

    /// <summary>With the numbers that a live account's server gives; servers tell everybody, so no credentials are needed.</summary>
    public static async ValueTask<TextRules> AskAsync(Account account, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (account.Mode != AccountMode.Live || KnownNetworks.Of(account).Open is not { } open)
        {
            return For(account);
        }

        using var wire = new WireClient();
        var network = open(account, new NoSecret(), new NetworkMeans(wire, clock));
        try
        {
            return await AskAsync(network, cancellationToken);
        }
        finally
        {
            (network as IDisposable)?.Dispose();
        }
    }

    public static async ValueTask<TextRules> AskAsync(INetwork network, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        return await network.GetTextRulesAsync(limit.Token);
    }

    private sealed class NoSecret : IAccountSecret
    {
        public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<(Secret?, Problem?)>((null, null));

        public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
            throw new NotSupportedException("there is nothing to renew");
    }
}
