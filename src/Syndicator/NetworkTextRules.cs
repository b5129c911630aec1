using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.DryRun;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;

namespace Syndicator;

/// <summary>The rules of text of each network the program knows.</summary>
internal static class NetworkTextRules
{
    /// <summary>By the account's network, with its own numbers where it has some. A dry run of X composes by the rules of X.</summary>
    /// <exception cref="ArgumentException">The network is unknown; configuration is checked before.</exception>
    public static TextRules For(Account account) =>
        For(account.Network, account.MaxCharacters, account.CharactersPerUrl, account.ThreadWarning)
        ?? throw new ArgumentException($"Account {account.Name} names the unknown network {account.Network}.", nameof(account));

    /// <summary>The same, with the numbers that the account's server gives when it is asked.</summary>
    public static async ValueTask<TextRules> AskAsync(Account account, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (account is not { Network: "mastodon", Mode: AccountMode.Live })
        {
            return For(account);
        }

        using var wire = new WireClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        return await new MastodonNetwork(account, new NoSecret(), wire, clock).GetTextRulesAsync(limit.Token);
    }

    /// <summary>Null for a network the program does not know.</summary>
    public static TextRules? For(string network, int? maxCharacters = null, int? charactersPerUrl = null, string? warning = null) =>
        network switch
        {
            "x" => new XTextRules(maxCharacters ?? 280),
            "mastodon" => new MastodonTextRules(
                maxCharacters ?? MastodonLimits.DefaultMaxCharacters,
                charactersPerUrl ?? MastodonLimits.DefaultCharactersPerUrl,
                warning
            ),
            "bluesky" => new BlueskyTextRules(maxCharacters ?? 300),
            "dry-run" => new DryRunTextRules(maxCharacters ?? 500),
            _ => null,
        };

    /// <summary>Servers tell everybody their limits.</summary>
    private sealed class NoSecret : IAccountSecret
    {
        public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<(Secret?, Problem?)>((null, null));

        public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
            throw new NotSupportedException("there is nothing to renew");
    }
}
