using System.Collections.Concurrent;
using Syndicator.Networks;

namespace Syndicator.App.Pages.Accounts;

/// <summary>What networks said of accounts when an editor last had them asked, as long as this process lives.</summary>
internal sealed class KnownStandings
{
    private readonly ConcurrentDictionary<(string Publication, string Account), (DateTimeOffset, ReadOutcome<AccountStanding>)> _known =
        new();

    public (DateTimeOffset At, ReadOutcome<AccountStanding> Standing)? Find(string publication, string account) =>
        _known.TryGetValue((publication, account), out var known) ? known : null;

    public void Keep(string publication, string account, DateTimeOffset at, ReadOutcome<AccountStanding> standing) =>
        _known[(publication, account)] = (at, standing);
}
