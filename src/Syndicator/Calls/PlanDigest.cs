using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>Which calls an account tells of in the one post that an issue gets: one such post a day, and one an issue.</summary>
internal static class PlanDigest
{
    /// <summary>
    /// Of the oldest issue with calls that were not told: those, then those that close later than was said. The newest issue's tells also which known calls close
    /// soon, and may tell nothing else.
    /// </summary>
    public static PlannedPost? Of(AccountCalls view)
    {
        if (view.HasPostedToday)
        {
            return null;
        }

        var situation = view.Situation;
        var oldest = situation.Today.AddDays(-(int)view.Options.OpenFor.TotalDays);
        var issues = situation.Issues.Where(issue =>
            issue.Day >= oldest
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
        var calls = CallOrder.Of(view.Open.Where(call => call.LastIssue.Key == issue.Key), view.Situation.Calls);
        var news = calls.Where(call => !view.IsAnnounced(call)).Select(SaidCall.Announced);
        var extended = calls.Select(call => PlanReminders.Extension(view, call)).OfType<SaidCall>();
        var soon = issue == view.Situation.Issues[0] ? ClosingSoon(view) : [];
        return [.. news.Concat(extended).Concat(soon).OrderBy(said => PlaceOf(said.Call))];
    }

    private static IEnumerable<SaidCall> ClosingSoon(AccountCalls view) =>
        view
            .Open.Where(call => PlanReminders.Extension(view, call) is null)
            .Select(call => PlanReminders.Reminder(view, call))
            .OfType<SaidCall>();

    /// <summary>What closes first stands first, events before tasks: whoever is cut off by the post's length has time left.</summary>
    private static (DateTimeOffset ClosesAt, bool IsTask) PlaceOf(Call call) =>
        ((call.Text.Closing as Closing.At)?.Instant ?? DateTimeOffset.MaxValue, call.Kind == CallKind.Project);
}
