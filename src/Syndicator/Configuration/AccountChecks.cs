using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;

namespace Syndicator.Configuration;

/// <summary>What no single key of an account shows.</summary>
internal static class AccountChecks
{
    public static void Check(IReadOnlyList<Settings> accounts, IReadOnlySet<string> liveNetworks, Findings findings)
    {
        CheckNames(accounts, findings);
        foreach (var account in accounts)
        {
            var network = account.Find<string>("network");
            if (network is null)
            {
                continue;
            }

            CheckNetworkKeys(account, network, findings);
            CheckHandle(account, network, findings);
            CheckMode(account, network, liveNetworks, findings);
        }
    }

    private static void CheckNames(IReadOnlyList<Settings> accounts, Findings findings)
    {
        var named = accounts.Where(account => account.Find<string>("name") is not null);
        foreach (var same in named.GroupBy(account => account.Find<string>("name")).Where(group => group.Count() > 1))
        {
            foreach (var account in same.Skip(1))
            {
                findings.Error(
                    new Problem(
                        "doubled-account",
                        $"Another account is called `{same.Key}` too, at line {same.First().PlaceOf("name")!.Value.Line}.",
                        "Give every account its own name."
                    ),
                    account.PlaceOf("name")!.Value
                );
            }
        }
    }

    private static void CheckNetworkKeys(Settings account, string network, Findings findings)
    {
        if (network == "mastodon")
        {
            if (account.PlaceOf("server") is null)
            {
                findings.Error(
                    new Problem(
                        "missing-key",
                        "`server` is missing: an account on Mastodon needs its server.",
                        "Add `server: https://mastodon.social`."
                    ),
                    account.Place
                );
            }

            return;
        }

        foreach (var key in new[] { "server", "threadVisibility", "limits" })
        {
            if (account.PlaceOf(key) is { } place)
            {
                findings.Warn(
                    new Problem("unused-key", $"`{key}` changes nothing on {network}; only Mastodon knows it.", "Remove it."),
                    place
                );
            }
        }
    }

    private static void CheckHandle(Settings account, string network, Findings findings)
    {
        if (account.Find<string>("handle") is { } handle && Handle.Parse(network, handle).Problem is { } problem)
        {
            findings.Error(
                problem with
                {
                    Message = problem.Message.Replace("{0}", "`handle`", StringComparison.Ordinal),
                },
                account.PlaceOf("handle")!.Value
            );
        }
    }

    private static void CheckMode(Settings account, string network, IReadOnlySet<string> liveNetworks, Findings findings)
    {
        if (account.FindValue<AccountMode>("mode") is not AccountMode.Live)
        {
            return;
        }

        var place = account.PlaceOf("mode")!.Value;
        if (!liveNetworks.Contains(network))
        {
            findings.Error(
                new Problem(
                    "not-live",
                    $"This version cannot deliver to {network} yet, so no account there can be live.",
                    "Write `mode: dry-run`."
                ),
                place
            );
        }
        else if (account.PlaceOf("credentials") is null)
        {
            findings.Error(
                new Problem(
                    "missing-key",
                    "`credentials` is missing: a live account needs its secret.",
                    "Add `credentials: env:NAME`, or write `mode: dry-run`."
                ),
                account.Place
            );
        }
    }
}
