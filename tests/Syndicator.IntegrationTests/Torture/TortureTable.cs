using System.Globalization;
using System.Text;
using Syndicator.FakeNetworks;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>An outcome as tables in Markdown.</summary>
internal static class TortureTable
{
    public static string Of(string database, TortureOutcome outcome, int stores, int seed, TimeSpan wall)
    {
        var text = new StringBuilder();
        var all = outcome.Ledgers.Values.Aggregate((one, other) => one + other);
        Head(text, database, "");
        Row(text, "kills", outcome.Kills);
        Row(text, "with a request in flight", outcome.KillsWithRequest);
        Row(text, "of these one to make a post", outcome.KillsWithPost);
        Row(text, "posts due", all.Due);
        Row(text, "shown to an editor because nobody could tell", outcome.Unsettled);
        Row(text, "refused", outcome.Failed);
        Row(text, "pauses that an editor ended", outcome.Pauses);
        Row(text, "requests", outcome.Requests);
        Row(text, "stores", stores);
        Row(text, "seed", seed);
        Row(text, "minutes", Math.Round(wall.TotalMinutes, 1));
        Head(text, "account", "due", "in the ledger", "twice", "lost", "out of order", "not ours", "believed otherwise");
        foreach (var (account, ledger) in outcome.Ledgers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Row(text, account, ledger);
        }

        Row(text, "all", all);
        Head(text, "fault", "before acceptance", "after");
        foreach (var name in outcome.Faults.Keys.Select(key => key.Name).Distinct().OrderBy(Place))
        {
            Row(text, name, outcome.Faults.GetValueOrDefault((name, false)), outcome.Faults.GetValueOrDefault((name, true)));
        }

        return text.ToString();
    }

    private static string Place(string fault) => fault == RandomFaults.Elsewhere ? "~" : fault;

    private static void Head(StringBuilder text, params string[] columns)
    {
        text.Append('\n').Append("| ").AppendJoin(" | ", columns).Append(" |\n");
        text.Append('|').AppendJoin('|', columns.Select(_ => "---")).Append("|\n");
    }

    private static void Row(StringBuilder text, string name, LedgerCount ledger) =>
        Row(text, name, ledger.Due, ledger.There, ledger.Twice, ledger.Lost, ledger.OutOfOrder, ledger.Strange, ledger.Misbelieved);

    private static void Row(StringBuilder text, string name, params double[] numbers) =>
        text.Append("| ")
            .Append(name)
            .Append(" | ")
            .AppendJoin(" | ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))
            .Append(" |\n");
}
