using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>
/// Which calls an account tells of in the one post that an issue gets: one such post a day, and one an issue. What editors made tellable after it waits for the
/// next issue's, and has a post of its own where it cannot.
/// </summary>
internal static class PlanDigest
{
    /// <summary>When the next issue is expected.</summary>
    private const int DaysBetweenIssues = 7;

    public static PlannedPost? Of(AccountCalls view) => view.HasPostedToday ? null : OfAnIssue(view) ?? Afterwards(view);

    /// <summary>
    /// Of the oldest issue with calls that were not told: those, then those that close later than was said. The newest issue's tells also which known calls close
    /// soon, and may tell nothing else; and what is owed from issues before.
    /// </summary>
    private static PlannedPost? OfAnIssue(AccountCalls view)
    {
        var situation = view.Situation;
        var issues = situation.Issues.Where(issue =>
            issue.Day >= Oldest(view)
            && !view.HasPost(PlannedPost.DigestKeyOf(issue))
            && !situation.Unsayable.Contains(PlannedPost.DigestKeyOf(issue))
        );
        return (
            from issue in issues.Reverse()
            let says = Says(view, issue)
            where says.Count > 0
            select PlannedPost.Digest(issue, says, situation.EveOf(issue.Day))
        ).FirstOrDefault();
    }

    private static IReadOnlyList<SaidCall> Says(AccountCalls view, CallIssue issue)
    {
        var own = News(view, view.Open.Where(call => call.LastIssue.Key == issue.Key));
        var isNewest = issue == view.Situation.Issues[0];
        IReadOnlyList<SaidCall> says = [.. own, .. isNewest ? ClosingSoon(view) : []];
        // The post leads to its issue: for calls of others alone it would lead nowhere.
        return says.Count == 0 ? says : InOrder(view, isNewest ? says.Concat(Owed(view)) : says);
    }

    /// <summary>Of the oldest issue whose calls cannot wait for the next digest: those, and what else is owed of it.</summary>
    private static PlannedPost? Afterwards(AccountCalls view)
    {
        var situation = view.Situation;
        var next = NextDigestAt(situation);
        return (
            from owed in Owed(view).Concat(NeverNamed(view)).GroupBy(said => said.Call.LastIssue)
            where owed.Any(said => !view.IsReadableAt(said.Call, next))
            let says = InOrder(view, owed)
            let post = PlannedPost.Afterwards(owed.Key, says, situation.EveOf(owed.Key.Day))
            where !situation.Unsayable.Contains(post.Key)
            orderby owed.Key.Day, owed.Key.Key
            select post
        ).FirstOrDefault();
    }

    /// <summary>News of calls whose issue's digest is out: an editor has released or corrected them since.</summary>
    private static IEnumerable<SaidCall> Owed(AccountCalls view) =>
        News(view, view.Open.Where(call => call.LastIssue.Day >= Oldest(view) && view.HasPost(PlannedPost.DigestKeyOf(call.LastIssue))));

    private static IEnumerable<SaidCall> News(AccountCalls view, IEnumerable<Call> calls) =>
        from call in CallOrder.Of(calls, view.Situation.Calls)
        let said = view.IsAnnounced(call) ? PlanReminders.Extension(view, call) : SaidCall.Announced(call)
        where said is not null
        select said;

    private static IEnumerable<SaidCall> ClosingSoon(AccountCalls view) =>
        view
            .Open.Where(call => PlanReminders.Extension(view, call) is null)
            .Select(call => PlanReminders.Reminder(view, call))
            .OfType<SaidCall>();

    /// <summary>Those that close soon and stood only behind "and 12 more".</summary>
    private static IEnumerable<SaidCall> NeverNamed(AccountCalls view) =>
        ClosingSoon(view).Where(said => !said.Call.IsArchived && !view.IsNamed(said.Call));

    /// <summary>The first turn after the next issue's day; where that issue is late, any may be.</summary>
    private static DateTimeOffset NextDigestAt(CallSituation situation)
    {
        var issueOn = situation.NewestIssueOn.AddDays(DaysBetweenIssues);
        var turns = situation.Turns.Skip(1).Where(turn => situation.DayOf(turn) > issueOn);
        return turns.Select(turn => (DateTimeOffset?)turn).FirstOrDefault() ?? situation.NextTurn;
    }

    /// <summary>Not older than a call without a closing day may be: an account that is added does not tell of all that ever was.</summary>
    private static DateOnly Oldest(AccountCalls view) => view.Situation.Today.AddDays(-(int)view.Options.OpenFor.TotalDays);

    /// <summary>What closes first stands first, then what was never named, events before tasks: whoever is cut off by the post's length has time left.</summary>
    private static IReadOnlyList<SaidCall> InOrder(AccountCalls view, IEnumerable<SaidCall> says) =>
        [
            .. says.OrderBy(said => (said.Call.Text.Closing as Closing.At)?.Instant ?? DateTimeOffset.MaxValue)
                .ThenBy(said => view.IsNamed(said.Call))
                .ThenBy(said => said.Call.Kind == CallKind.Project),
        ];
}
