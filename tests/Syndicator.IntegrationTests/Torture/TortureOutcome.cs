namespace Syndicator.IntegrationTests.Torture;

/// <summary>What a world saw.</summary>
/// <param name="Ledgers">By account.</param>
/// <param name="Findings">Of every post of a thread that is not right, what is known.</param>
/// <param name="Faults">By what went wrong and whether the request had been carried out.</param>
internal sealed record TortureOutcome(
    IReadOnlyDictionary<string, LedgerCount> Ledgers,
    IReadOnlyList<string> Findings,
    IReadOnlyDictionary<(string Name, bool After), int> Faults,
    int Kills,
    int KillsWithRequest,
    int KillsWithPost,
    int Unsettled,
    int Failed,
    int Pauses,
    int Requests
)
{
    public static TortureOutcome operator +(TortureOutcome one, TortureOutcome other) =>
        new(
            Sum(one.Ledgers, other.Ledgers, (a, b) => a + b),
            [.. one.Findings, .. other.Findings],
            Sum(one.Faults, other.Faults, (a, b) => a + b),
            one.Kills + other.Kills,
            one.KillsWithRequest + other.KillsWithRequest,
            one.KillsWithPost + other.KillsWithPost,
            one.Unsettled + other.Unsettled,
            one.Failed + other.Failed,
            one.Pauses + other.Pauses,
            one.Requests + other.Requests
        );

    public static Dictionary<TKey, TValue> Sum<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> one,
        IEnumerable<KeyValuePair<TKey, TValue>> other,
        Func<TValue, TValue, TValue> add
    )
        where TKey : notnull =>
        one.Concat(other)
            .GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Value).Aggregate(add));
}
