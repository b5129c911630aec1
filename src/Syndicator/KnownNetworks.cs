using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.DryRun;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;

namespace Syndicator;

/// <summary>Every network the program knows, by the name that configuration gives it: one entry each.</summary>
internal static class KnownNetworks
{
    private static readonly Dictionary<string, KnownNetwork> s_all = new(StringComparer.Ordinal)
    {
        ["mastodon"] = new(
            account => new MastodonTextRules(
                account.MaxCharacters ?? MastodonLimits.DefaultMaxCharacters,
                account.CharactersPerUrl ?? MastodonLimits.DefaultCharactersPerUrl,
                account.ThreadWarning
            ),
            (account, secret, means) => new MastodonNetwork(account, secret, means.Wire, means.Clock),
            (publication, account, means) => new MastodonSignIn(account, publication.Format.Site, means.Wire, means.Clock),
            MastodonSinglePost.Read
        ),
        ["x"] = new(
            account => new XTextRules(account.MaxCharacters ?? 280),
            (account, secret, means) => new XNetwork(account, secret, means.Wire, means.Clock, budget: means.Budget),
            (_, account, means) => new XSignIn(account, account.Server ?? XNetwork.Api, means.Wire, means.Clock),
            XSinglePost.Read
        ),
        ["bluesky"] = new(
            _ => new BlueskyTextRules(),
            (account, secret, means) => new BlueskyNetwork(account, secret, means.Wire, means.Clock),
            (_, account, _) => new BlueskySignIn(account),
            BlueskySinglePost.Read
        ),
        // No network to be live on; composing for it tries out what is the same everywhere.
        ["dry-run"] = new(_ => new DryRunTextRules(500), ReadOne: DryRunSinglePost.Read),
    };

    /// <summary>Null for one that the program does not know.</summary>
    public static KnownNetwork? Find(string name) => s_all.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">The network is unknown; configuration is checked before.</exception>
    public static KnownNetwork Of(Account account) =>
        Find(account.Network)
        ?? throw new ArgumentException($"Account {account.Name} names the unknown network {account.Network}.", nameof(account));
}

/// <param name="Rules">By the numbers that the account's configuration states, else the network's own.</param>
/// <param name="Open">Null: nobody can be live there.</param>
/// <param name="LogIn">As <paramref name="Open"/>.</param>
/// <param name="ReadOne">Reads one post as the network gives it; the second argument tells which handles are ours.</param>
internal sealed record KnownNetwork(
    Func<Account, TextRules> Rules,
    Func<Account, IAccountSecret, NetworkMeans, INetwork>? Open = null,
    Func<Publication, Account, NetworkMeans, ILogsIn>? LogIn = null,
    Func<JsonElement, Func<string, bool>, SinglePost>? ReadOne = null
);

/// <summary>What an account on a network works with.</summary>
/// <param name="Budget">Null: reading is not counted.</param>
internal sealed record NetworkMeans(WireClient Wire, TimeProvider Clock, IReadingBudget? Budget = null);
