namespace Syndicator.Calls;

/// <summary>Which calls an account tells of for the first time today, so that those of an issue go out over the week until the next.</summary>
internal static class PlanAnnouncements
{
    /// <summary>When the next issue is expected.</summary>
    private const int DaysBetweenIssues = 7;

    /// <param name="Turns">How many turns come before it closes: at least this one.</param>
    private sealed record Candidate(Call Call, DateTimeOffset EndsAt, int Turns);

    /// <summary>Those whose turn is today, as many as keep the week even: what was announced today counts.</summary>
    public static IEnumerable<PlannedPost> Of(AccountCalls view)
    {
        var waiting = Waiting(view);
        var rate = RateOf(view, waiting);
        return InTurn(waiting, view.AnnouncedToday, Math.Clamp(rate, 1, view.Options.PerDay))
            .Take(Math.Max(0, rate - view.AnnouncedToday))
            .Select(candidate => PlannedPost.Of(SaidCall.Announced(candidate.Call), view.Situation.EveOf(candidate.Call.FirstIssue.Day)));
    }

    /// <summary>Not older than a call without a closing day may be: an account that is added does not tell of all that ever was.</summary>
    private static IReadOnlyList<Candidate> Waiting(AccountCalls view)
    {
        var situation = view.Situation;
        var oldest = situation.Today.AddDays(-(int)view.Options.OpenFor.TotalDays);
        var calls = view.Open.Where(call =>
            !view.IsAnnounced(call) && view.MaySay(SaidCall.Announced(call)) && call.LastIssue.Day >= oldest
        );
        return
        [
            .. CallOrder
                .Of(calls, situation.Calls)
                .Select(call =>
                {
                    var ends = CallLife.EndsAt(call, situation.Publication);
                    return new Candidate(call, ends, Math.Max(1, situation.Turns.Count(turn => turn + AccountCalls.LeastLeft < ends)));
                }),
        ];
    }

    /// <summary>
    /// How many a day there must be so that each has its turn before the next issue comes, that day included, and before it closes.
    /// </summary>
    private static int RateOf(AccountCalls view, IReadOnlyList<Candidate> waiting)
    {
        var last = view.Situation.NewestIssueOn.AddDays(DaysBetweenIssues);
        var week = Math.Max(1, view.Situation.Turns.Count(turn => view.Situation.DayOf(turn) <= last));
        var rate = 0;
        var count = view.AnnouncedToday;
        foreach (var turns in waiting.Select(candidate => Math.Min(week, candidate.Turns)).Order())
        {
            count++;
            rate = Math.Max(rate, (count + turns - 1) / turns);
        }

        return rate;
    }

    /// <summary>Those that would close before their turn comes, the nearest closing first; then all others.</summary>
    private static IReadOnlyList<Candidate> InTurn(IReadOnlyList<Candidate> waiting, int announcedToday, int rate)
    {
        var urgent = new HashSet<Candidate>(ReferenceEqualityComparer.Instance);
        while (true)
        {
            IReadOnlyList<Candidate> inTurn =
            [
                .. waiting.Where(urgent.Contains).OrderBy(candidate => candidate.EndsAt),
                .. waiting.Where(candidate => !urgent.Contains(candidate)),
            ];
            var before = urgent.Count;
            urgent.UnionWith(inTurn.Where((candidate, place) => (place + announcedToday) / rate >= candidate.Turns));
            if (urgent.Count == before)
            {
                return inTurn;
            }
        }
    }
}
