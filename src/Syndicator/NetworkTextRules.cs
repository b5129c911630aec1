using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.DryRun;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.X;

namespace Syndicator;

/// <summary>The rules of text of each network the program knows.</summary>
internal static class NetworkTextRules
{
    /// <summary>By the account's network, with its own numbers where it has some. A dry run of X composes by the rules of X.</summary>
    /// <exception cref="ArgumentException">The network is unknown; configuration is checked before.</exception>
    public static TextRules For(Account account) =>
        For(account.Network, account.MaxCharacters, account.CharactersPerUrl)
        ?? throw new ArgumentException($"Account {account.Name} names the unknown network {account.Network}.", nameof(account));

    /// <summary>Null for a network the program does not know.</summary>
    public static TextRules? For(string network, int? maxCharacters = null, int? charactersPerUrl = null) =>
        network switch
        {
            "x" => new XTextRules(maxCharacters ?? 280),
            "mastodon" => new MastodonTextRules(
                maxCharacters ?? MastodonLimits.DefaultMaxCharacters,
                charactersPerUrl ?? MastodonLimits.DefaultCharactersPerUrl
            ),
            "bluesky" => new BlueskyTextRules(maxCharacters ?? 300),
            "dry-run" => new DryRunTextRules(maxCharacters ?? 500),
            _ => null,
        };
}
