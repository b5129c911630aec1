using Syndicator.Configuration.Keys;
using Syndicator.Configuration.Values;

namespace Syndicator.Configuration;

/// <summary>What no single key of an account shows.</summary>
internal static class AccountChecks
{
    public static void Check(IReadOnlyList<Settings> accounts, Findings findings)
    {
        CheckNames(accounts, findings);
        CheckCredentials(accounts, findings);
        foreach (var account in accounts)
        {
            var network = account.Find<string>("network");
            if (network is null)
            {
                continue;
            }

            CheckNetworkKeys(account, network, findings);
            CheckHandle(account, network, findings);
            CheckMode(account, network, findings);
            CheckServer(account, findings);
            CheckMoney(account, network, findings);
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

    /// <summary>Credentials are one account's of one network: two would post everything twice, or take each other's away.</summary>
    private static void CheckCredentials(IReadOnlyList<Settings> accounts, Findings findings)
    {
        var live = accounts.Where(account =>
            account.FindValue<AccountMode>("mode") is AccountMode.Live && account.Find<SecretReference>("credentials") is not null
        );
        foreach (var same in live.GroupBy(account => account.Find<SecretReference>("credentials")))
        {
            foreach (var account in same.Skip(1))
            {
                findings.Error(
                    new Problem(
                        "doubled-credentials",
                        $"The account at line {same.First().Place.Line} has the same credentials: both would be one account of the network.",
                        "Name the credentials of each account, or remove one of the accounts."
                    ),
                    account.PlaceOf("credentials")!.Value
                );
            }
        }
    }

    private static void CheckNetworkKeys(Settings account, string network, Findings findings)
    {
        if (network == "mastodon" && account.PlaceOf("server") is null)
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

        foreach (var key in UnusedKeys(network))
        {
            if (account.PlaceOf(key) is { } place)
            {
                findings.Warn(new Problem("unused-key", $"`{key}` changes nothing on {network}.", "Remove it."), place);
            }
        }
    }

    private static string[] UnusedKeys(string network) =>
        network switch
        {
            "mastodon" => [],
            "x" => ["threadVisibility", "threadWarning"],
            "bluesky" => ["threadVisibility", "threadWarning", "limits"],
            _ => ["server", "threadVisibility", "threadWarning", "limits"],
        };

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

    /// <summary>Tokens and passwords would travel in clear.</summary>
    private static void CheckServer(Settings account, Findings findings)
    {
        if (
            account.FindValue<AccountMode>("mode") is AccountMode.Live
            && account.Find<Uri>("server") is { Scheme: "http", IsLoopback: false }
        )
        {
            findings.Error(
                new Problem("server-in-clear", "`server` would get the credentials in clear.", "Let it begin with `https://`."),
                account.PlaceOf("server")!.Value
            );
        }
    }

    private static void CheckMode(Settings account, string network, Findings findings)
    {
        if (account.FindValue<AccountMode>("mode") is not AccountMode.Live)
        {
            return;
        }

        var place = account.PlaceOf("mode")!.Value;
        if (network == "dry-run")
        {
            findings.Error(
                new Problem(
                    "not-live",
                    "`dry-run` is no network, so no account there can be live.",
                    "Write `mode: dry-run`, or name the network: `network: mastodon`."
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
                    "Add `credentials: secret:NAME` (`syndicator accounts login` stores it), or write `mode: dry-run`."
                ),
                account.Place
            );
        }
    }

    private static void CheckMoney(Settings account, string network, Findings findings)
    {
        if (account.PlaceOf("ceiling") is { } ceiling && account.Find<Settings>("prices") is null)
        {
            findings.Error(
                new Problem("ceiling-without-prices", "`ceiling` limits nothing: the account has no `prices`.", "Add `prices`."),
                ceiling
            );
        }

        if (
            network == "x"
            && account.FindValue<AccountMode>("mode") is AccountMode.Live
            && (account.PlaceOf("ceiling") is null || account.PlaceOf("prices") is null)
        )
        {
            findings.Warn(
                new Problem(
                    "no-ceiling",
                    "X charges for every post and every read, and nothing limits what this account spends.",
                    "Add `prices` and a `ceiling` in US$ a month."
                ),
                account.Place
            );
        }
    }
}
