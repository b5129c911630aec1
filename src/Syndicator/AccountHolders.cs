using Syndicator.Configuration;

namespace Syndicator;

/// <summary>
/// Which publication an account of a network is of. A folder that was copied or renamed is another publication, which knows nothing of what the first has
/// posted: with the same account it would post all of it again.
/// </summary>
internal sealed class AccountHolders
{
    /// <summary>Who has had it, for as long as the program runs: what was renamed is not known by its former name either.</summary>
    private readonly Dictionary<AccountKey, string> _holders = [];

    /// <summary>By folder, what it was refused. Of several that want what nobody has had, nobody can tell which is the copy.</summary>
    private readonly Dictionary<string, IReadOnlyList<AccountKey>> _refused = new(StringComparer.Ordinal);

    /// <summary>Those that are there at once, at the start: none of several with the same account is taken up.</summary>
    public IReadOnlyList<JudgedPublication> Judge(IReadOnlyList<JudgedPublication> all)
    {
        foreach (var judged in all.Where(each => each.Publication is not null))
        {
            _refused[judged.Folder] = [.. Of(judged.Publication!).Select(one => one.Key)];
        }

        // All are judged before any is given its accounts.
        var judgements = all.Select(each => each.Publication is { } publication ? FindDoubled(each.Folder, publication) : null).ToList();
        return [.. all.Zip(judgements, Take)];
    }

    private JudgedPublication Take(JudgedPublication judged, Diagnostic? doubled)
    {
        if (doubled is not null)
        {
            return judged with { Publication = null, Diagnostics = [.. judged.Diagnostics, doubled] };
        }

        _ = judged.Publication is { } publication ? Claim(judged.Folder, publication) : null;
        return judged;
    }

    /// <summary>The first of a publication's live accounts that is another's; null: none is, and they are its own from now on.</summary>
    public Diagnostic? Claim(string folder, Publication publication)
    {
        if (FindDoubled(folder, publication) is { } mistake)
        {
            _refused[folder] = [.. Of(publication).Select(one => one.Key)];
            return mistake;
        }

        _refused.Remove(folder);
        foreach (var (key, _) in Of(publication))
        {
            _holders[key] = folder;
        }

        return null;
    }

    /// <summary>A folder that is gone wants nothing any more.</summary>
    public void Leave(string folder) => _refused.Remove(folder);

    private Diagnostic? FindDoubled(string folder, Publication publication) =>
        Of(publication)
            .Select(one => (one.Account, Rival: RivalOf(folder, one.Key)))
            .Where(one => one.Rival is not null)
            .Select(one => Doubled(folder, one.Account, one.Rival!))
            .FirstOrDefault();

    private string? RivalOf(string folder, AccountKey key) =>
        _holders.TryGetValue(key, out var holder)
            ? holder == folder
                ? null
                : holder
            : _refused.FirstOrDefault(other => other.Key != folder && other.Value.Contains(key)).Key;

    private static IEnumerable<(AccountKey Key, Account Account)> Of(Publication publication) =>
        publication
            .Accounts.Where(account => account is { Mode: AccountMode.Live, Credentials: not null })
            .Select(account => (new AccountKey(account.Network, account.Server, account.Credentials!), account));

    private static Diagnostic Doubled(string folder, Account account, string other) =>
        new(
            "doubled-credentials",
            Severity.Error,
            new SourcePosition(Path.Combine(folder, "accounts.yaml")),
            $"The account {account.Name} has the credentials of an account in {other}: both would be one account of the network, and everything would be posted twice.",
            "Move a copy of a folder out of the configuration's; give one that was renamed its name back, since posts are known by it; or name the credentials of another account."
        );

    private sealed record AccountKey(string Network, Uri? Server, string Credentials);
}
