using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>
/// Which posts about calls an account makes now, the most urgent first. Pure: the same situation makes the same plan, and once its posts are made, none.
/// </summary>
internal static class CallPlan
{
    public static IReadOnlyList<PlannedPost> Of(AccountCalls view) =>
        view.Account.Calls switch
        {
            _ when view.Room == 0 => [],
            CallPosting.Each => [.. Reminders(view).Concat(Extensions(view)).Concat(PlanAnnouncements.Of(view)).Take(view.Room)],
            CallPosting.Digest => PlanDigest.Of(view) is { } digest ? [digest] : [],
            _ => [],
        };

    /// <summary>The nearest closing first. What is extended is said to be, which reminds of it too.</summary>
    private static IEnumerable<PlannedPost> Reminders(AccountCalls view) =>
        from call in ByClosing(view)
        where PlanReminders.Extension(view, call) is null
        let said = PlanReminders.Reminder(view, call)
        where said is not null
        select PlannedPost.Of(said, FirstReminderAt(view, call));

    private static IEnumerable<PlannedPost> Extensions(AccountCalls view) =>
        from call in ByClosing(view)
        let said = PlanReminders.Extension(view, call)
        where said is not null
        select PlannedPost.Of(said, view.Situation.EveOf(call.LastIssue.Day));

    private static IEnumerable<Call> ByClosing(AccountCalls view) =>
        view
            .Open.Where(call => call.Text.Closing is Closing.At)
            .OrderBy(call => ((Closing.At)call.Text.Closing).Instant)
            .ThenBy(PlannedPost.KeyOf, StringComparer.Ordinal);

    private static DateTimeOffset FirstReminderAt(AccountCalls view, Call call) =>
        ((Closing.At)call.Text.Closing).Instant - view.Options.Reminders[0];
}
