using System.Globalization;
using System.Text;
using Syndicator.FakeNetworks;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>The outcome as tables in Markdown.</summary>
internal static class TortureTable
{
    public static string Of(string database, TortureOutcome outcome, int worlds, int seed, TimeSpan wall)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            {database}: {outcome.Kills} kills, {outcome.KillsWithRequest} with a request in flight, {outcome.KillsWithPost} of these while a post was made; {outcome.Ledgers.Values.Sum(
                ledger => ledger.Due
            )} posts in {worlds} stores; {outcome.Requests} requests; {outcome.Unsettled} posts shown to an editor because nobody could tell, {outcome.Failed} refused, {outcome.Pauses} pauses ended by an editor; seed {seed}; {wall.TotalMinutes:0.0} minutes.

            | account on {database} | due | in the ledger | twice | lost | out of order | not ours | believed otherwise |
            |---|---|---|---|---|---|---|---|

            """
        );
        foreach (var (account, ledger) in outcome.Ledgers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Row(text, account, ledger);
        }

        Row(text, "all", outcome.Ledgers.Values.Aggregate((one, other) => one + other));
        text.Append(CultureInfo.InvariantCulture, $"\n| fault, {database} | before acceptance | after |\n|---|---|---|\n");
        foreach (
            var name in outcome
                .Faults.Keys.Select(key => key.Name)
                .Distinct()
                .OrderBy(name => name == RandomFaults.Elsewhere)
                .ThenBy(name => name, StringComparer.Ordinal)
        )
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {outcome.Faults.GetValueOrDefault((name, false))} | {outcome.Faults.GetValueOrDefault((name, true))} |\n"
            );
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, LedgerCount ledger) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {ledger.Due} | {ledger.There} | {ledger.Twice} | {ledger.Lost} | {ledger.OutOfOrder} | {ledger.Strange} | {ledger.Misbelieved} |\n"
        );
}
