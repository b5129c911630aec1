using System.Globalization;
using Syndicator.IntegrationTests.Torture;

namespace Syndicator.IntegrationTests.Instances;

/// <param name="All">What the ledgers of all servers say.</param>
/// <param name="InWindow">Of those twice, the ones of the one window that is known.</param>
/// <param name="TakeOvers">How long after a strike another instance was at each publication of the one that was struck; in order.</param>
internal sealed record InstancesOutcome(
    LedgerCount All,
    int InWindow,
    int Kills,
    int Freezes,
    int Unsettled,
    IReadOnlyList<TimeSpan> TakeOvers,
    int Delivered,
    TimeSpan Wall
)
{
    /// <summary>As docs/torture.md has it.</summary>
    public string ToTable(int instances, int seed) =>
        string.Join(
            '\n',
            $"| {instances} instances |  |",
            "|---|---|",
            Row("killed", Kills),
            Row("frozen past the lease", Freezes),
            Row("posts due", All.Due),
            Row("in the ledgers", All.There),
            Row("twice", All.Twice - InWindow),
            Row("twice, in the window that is known", InWindow),
            Row("lost", All.Lost),
            Row("believed otherwise", All.Misbelieved - InWindow),
            Row("shown to an editor because nobody could tell", Unsettled),
            Row("publications taken over", TakeOvers.Count),
            Row("take-over, p50, seconds", Percentile(0.5)),
            Row("take-over, p99, seconds", Percentile(0.99)),
            Row("take-over, longest, seconds", Percentile(1)),
            Row("minutes", Math.Round(Wall.TotalMinutes, 1)),
            Row("seed", seed)
        );

    private double Percentile(double part) =>
        TakeOvers.Count == 0 ? 0 : Math.Round(TakeOvers[Math.Max(0, (int)Math.Ceiling(part * TakeOvers.Count) - 1)].TotalSeconds, 1);

    private static string Row(string name, double number) => $"| {name} | {number.ToString(CultureInfo.InvariantCulture)} |";
}
