using System.Collections.Concurrent;
using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.App.Pages.Accounts;

/// <summary>What networks said of accounts when an editor last had them asked, as long as this process lives and the account is configured as it was.</summary>
internal sealed class KnownStandings
{
    private readonly ConcurrentDictionary<
        (string Publication, string Account),
        (Account Of, DateTimeOffset At, ReadOutcome<AccountStanding> Standing)
    > _known = new();

    public (DateTimeOffset At, ReadOutcome<AccountStanding> Standing)? Find(string publication, Account account) =>
        _known.TryGetValue((publication, account.Name), out var known) && known.Of == account ? (known.At, known.Standing) : null;

    public void Keep(string publication, Account account, DateTimeOffset at, ReadOutcome<AccountStanding> standing) =>
        _known[(publication, account.Name)] = (account, at, standing);
}
