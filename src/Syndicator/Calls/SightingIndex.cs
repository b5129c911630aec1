namespace Syndicator.Calls;

/// <summary>Which issue printed which call, both ways.</summary>
internal sealed class SightingIndex
{
    private readonly Dictionary<CallId, List<CallSighting>> _byCall = [];
    private readonly Dictionary<string, List<CallSighting>> _byIssue = new(StringComparer.Ordinal);

    public IEnumerable<CallSighting> All => _byIssue.Values.SelectMany(sightings => sightings);

    public IReadOnlyList<CallSighting> In(string issueKey) => _byIssue.GetValueOrDefault(issueKey) ?? [];

    /// <summary>Of a call, the earliest issue first.</summary>
    public IReadOnlyList<CallSighting> Of(CallId call) =>
        [
            .. (_byCall.GetValueOrDefault(call) ?? [])
                .OrderBy(sighting => sighting.Issue.Day)
                .ThenBy(sighting => sighting.Issue.Key, StringComparer.Ordinal),
        ];

    public void Add(CallSighting sighting)
    {
        AddTo(_byCall, sighting.Call, sighting);
        AddTo(_byIssue, sighting.Issue.Key, sighting);
    }

    /// <returns>What the issue had.</returns>
    public IReadOnlyList<CallSighting> Remove(string issueKey)
    {
        if (!_byIssue.Remove(issueKey, out var sightings))
        {
            return [];
        }

        foreach (var sighting in sightings)
        {
            _byCall[sighting.Call].Remove(sighting);
        }

        return sightings;
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<CallSighting>> lists, TKey key, CallSighting sighting)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(sighting);
    }
}
