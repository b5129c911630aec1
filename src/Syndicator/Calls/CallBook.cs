using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>
/// Calls and the issues that printed them, in memory: reading an issue into it changes them. What a call is follows from its sightings alone, so the order in which
/// issues are read does not matter, and an issue that is read again after a correction replaces what it said before.
/// </summary>
/// <param name="service">Who withdraws a call that no issue has any more.</param>
internal sealed class CallBook(string publication, string service)
{
    private readonly Dictionary<string, List<CallId>> _editions = new(StringComparer.Ordinal);
    private readonly Dictionary<CallId, Call> _calls = [];
    private readonly Dictionary<CallId, Call> _loaded = [];
    private readonly Dictionary<CallId, CallChange> _changes = [];
    private readonly SightingIndex _sightings = new();

    /// <summary>What is stored of the calls that the issues to come may have.</summary>
    public void Load(IEnumerable<Call> calls, IEnumerable<CallSighting> sightings)
    {
        foreach (var call in calls.OrderBy(call => call.Edition))
        {
            _loaded[call.Id] = call;
            Add(call);
        }

        foreach (var sighting in sightings)
        {
            _sightings.Add(sighting);
        }
    }

    /// <summary>Every call that changed, with what it was before; null: nothing.</summary>
    public IEnumerable<(Call? Before, Call After, CallChange Change)> Changes =>
        _changes
            .Select(change => (Before: _loaded.GetValueOrDefault(change.Key), After: _calls[change.Key], Change: change.Value))
            .Where(change => change.Before is null || !CallChanges.IsSame(change.Before, change.After));

    public IReadOnlyList<CallSighting> SightingsIn(string issueKey) => _sightings.In(issueKey);

    /// <summary>The addresses of events that issues of these weeks had, the oldest first.</summary>
    public IEnumerable<(DateOnly Day, EarlierEventCall Call)> EventsBefore(DateOnly day) =>
        from sighting in _sightings.All
        let call = _calls[sighting.Call]
        where call.Kind == CallKind.Event && EventAddresses.IsBefore(sighting.Issue.Day, day)
        orderby sighting.Issue.Day
        select (sighting.Issue.Day, new EarlierEventCall(PrintedCall.AddressIn(call.Identity), sighting.Printed.Title, null, null));

    /// <summary>Reads what an issue printed instead of what it printed when it was read before.</summary>
    /// <param name="isArchived">Whether a call that this issue is the first to have counts as announced.</param>
    public FollowedIssue Read(CallIssue issue, IReadOnlyList<PrintedCall> rows, Func<PrintedCall, bool> isArchived, DateTimeOffset now)
    {
        var had = _sightings.Remove(issue.Key).Select(sighting => sighting.Call).ToHashSet();
        var has = new Dictionary<CallId, PrintedCall>();
        var made = new HashSet<CallId>();
        foreach (var (ordinal, row) in rows.Index())
        {
            if (Find(row, issue.Day) is not { } call)
            {
                made.Add((call = Make(row, issue, now)).Id);
            }

            _sightings.Add(new CallSighting(call.Id, issue, ordinal, row.Text, row.Contradiction));
            has.TryAdd(call.Id, row);
        }

        var followed = new List<FollowedCall>();
        foreach (var id in had.Concat(has.Keys).Distinct())
        {
            var before = _calls[id];
            var after = Settle(before, issue, has.TryGetValue(id, out var row) ? isArchived(row) : before.IsArchived, now);
            _calls[id] = after;
            if (CallChanges.Of(made.Contains(id) ? null : before, after, has.ContainsKey(id), !had.Contains(id)) is { } change)
            {
                followed.Add(new FollowedCall(after, change));
                _changes[id] = _changes.GetValueOrDefault(id, change) == CallChange.New ? CallChange.New : change;
            }
        }

        return new FollowedIssue(issue, followed);
    }

    private Call? Find(PrintedCall row, DateOnly day) =>
        Editions(row.Identity)
            .FindLast(call =>
                (row.Kind == CallKind.Project && call.Kind == CallKind.Project)
                || CallEdition.Of(call).Has(CallEdition.UntilOf(row.Text, day), day)
            );

    private List<Call> Editions(string identity) => [.. (_editions.GetValueOrDefault(identity) ?? []).Select(id => _calls[id])];

    private Call Make(PrintedCall row, CallIssue issue, DateTimeOffset now)
    {
        var call = new Call
        {
            Id = CallId.At(now),
            Publication = publication,
            Kind = row.Kind,
            Identity = row.Identity,
            Edition = Editions(row.Identity).Select(one => one.Edition).DefaultIfEmpty(0).Max() + 1,
            Printed = row.Text,
            FirstIssue = issue,
            LastIssue = issue,
            Contradiction = row.Contradiction,
        };
        Add(call);
        return call;
    }

    /// <summary>The call as its sightings have it.</summary>
    /// <param name="issue">The one that was read.</param>
    private Call Settle(Call call, CallIssue issue, bool isArchived, DateTimeOffset now)
    {
        if (_sightings.Of(call.Id) is not [var first, ..] sightings)
        {
            return call.IsWithdrawn
                ? call
                : call with
                {
                    Decision = new CallDecision.Withdrawn(service, now, $"{issue.Title} does not have it any more"),
                };
        }

        var settled = call with
        {
            Printed = sightings[^1].Printed,
            FirstIssue = first.Issue,
            LastIssue = sightings[^1].Issue,
            IsArchived = first.Issue.Key == issue.Key ? isArchived : call.IsArchived,
            Decision = call.Decision is CallDecision.Withdrawn by && by.Editor == service ? null : call.Decision,
        };
        return settled with { Contradiction = CallContradiction.Of(settled, sightings[^1].Contradiction) };
    }

    private void Add(Call call)
    {
        _calls[call.Id] = call;
        AddEdition(call.Identity, call.Id);
        // An issue that comes to print the address as editors corrected it means the same call.
        if (call.CorrectedAddress is { } corrected && corrected != call.Identity)
        {
            AddEdition(corrected, call.Id);
        }
    }

    private void AddEdition(string identity, CallId call)
    {
        if (!_editions.TryGetValue(identity, out var editions))
        {
            _editions[identity] = editions = [];
        }

        editions.Add(call);
    }
}
