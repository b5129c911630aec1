namespace Syndicator.Issues;

/// <summary>Which events an address was given for: a row copied from another keeps the other's form, and proposals would go astray.</summary>
internal sealed class EventAddresses
{
    /// <summary>A form that is older may have been passed on.</summary>
    private const int DaysOfMemory = 400;

    /// <summary>More names than this for one address tell nothing, and a hostile issue has thousands.</summary>
    private const int MostNames = 16;

    private readonly Dictionary<string, List<string>> _earlier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _beside = new(StringComparer.Ordinal);

    /// <param name="rows">Of one issue.</param>
    /// <param name="earlier">What issues before it had, the oldest first.</param>
    public EventAddresses(IEnumerable<EventCall> rows, IEnumerable<EarlierEventCall> earlier)
    {
        foreach (var call in earlier)
        {
            Remember(_earlier, call);
        }

        foreach (var call in rows)
        {
            Remember(_beside, EarlierEventCall.From(call));
        }
    }

    /// <param name="others">In any order; the issue itself may be among them.</param>
    public static EventAddresses In(Issue issue, IReadOnlyList<EarlierIssue> others) =>
        new(issue.EventCalls, issue.EventCalls.Count == 0 ? [] : Before(issue.Date, others).SelectMany(other => other.EventCalls));

    /// <summary>The issues before a day that are not too old to tell whose an address is, the oldest first.</summary>
    public static IEnumerable<EarlierIssue> Before(DateOnly? day, IEnumerable<EarlierIssue> others) =>
        others.Where(other => IsBefore(other.Date, day)).OrderBy(other => other.Date);

    /// <summary>Whether what an issue of one day had tells of an issue of another.</summary>
    public static bool IsBefore(DateOnly? one, DateOnly? day) => one < day && day.Value.DayNumber - one.Value.DayNumber <= DaysOfMemory;

    /// <summary>
    /// That a row has another event's address, as a clause for people; null when nothing speaks for it. The address belongs to the event whose name it holds, else
    /// to the one that had it first; two of one issue that nothing tells apart are both in doubt.
    /// </summary>
    public string? OfAnother(EventCall call)
    {
        var address = CanonicalAddress.Of(call.CallUrl);
        if (address.Length == 0 || EventNames.IsNamedBy(call.DisplayName, address))
        {
            return null;
        }

        var earlier = _earlier.GetValueOrDefault(address) ?? [];
        var others = earlier
            .Concat(_beside.GetValueOrDefault(address) ?? [])
            .Where(name => EventNames.AreOthers(name, call.DisplayName))
            .ToList();
        var named = others.Find(name => EventNames.IsNamedBy(name, address));
        var hadItFirst = earlier.Count > 0 && !EventNames.AreOthers(earlier[0], call.DisplayName);
        return others.Count == 0 || (named is null && hadItFirst)
            ? null
            : $"its address is that of \"{OneLine.Of(named ?? others[0], 100)}\"";
    }

    private static void Remember(Dictionary<string, List<string>> names, EarlierEventCall call)
    {
        if (!names.TryGetValue(call.Address, out var known))
        {
            names[call.Address] = known = [];
        }

        if (known.Count < MostNames && !known.Contains(call.Name))
        {
            known.Add(call.Name);
        }
    }
}
