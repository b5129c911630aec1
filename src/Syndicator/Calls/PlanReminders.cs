using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>What is to be said again of a call that an account has told of: that it closes soon, or later than was said.</summary>
internal static class PlanReminders
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>That it closes later than the account said last; null when it does not.</summary>
    public static SaidCall? Extension(AccountCalls view, Call call)
    {
        var last = view.PostsOf(call).Where(post => post.ClosesOn is not null).MaxBy(post => (post.At, post.ClosesOn));
        return call.Text.Closing is Closing.At at && at.Day > last?.ClosesOn ? Unsaid(view, SaidCall.Extended(call, at)) : null;
    }

    /// <summary>
    /// That it closes soon: at the nearest configured distance that has come, where several have. Null when none has, it was said, or whoever follows the account
    /// has heard of this closing day just before.
    /// </summary>
    public static SaidCall? Reminder(AccountCalls view, Call call)
    {
        if (call.Text.Closing is not Closing.At at || !view.IsAnnounced(call))
        {
            return null;
        }

        var come = view.Options.Reminders.Where(each => HasCome(view.Situation, at.Instant - each, each)).ToList();
        return come is not [.., var distance] || IsFresh(view, call, at, distance)
            ? null
            : Unsaid(view, SaidCall.Reminded(call, distance, at));
    }

    /// <summary>
    /// Whether no later turn leaves so much time: rather earlier than later, as over a weekend. Of days, one turn a day counts; of hours, every time of the schedule.
    /// </summary>
    private static bool HasCome(CallSituation situation, DateTimeOffset last, TimeSpan distance) =>
        last < (distance < s_day ? situation.NextFiring ?? situation.NextTurn : situation.NextTurn);

    /// <summary>Whether the account told of this closing on the day before that turn, or later: of hours, so many hours before.</summary>
    private static bool IsFresh(AccountCalls view, Call call, Closing.At closing, TimeSpan distance)
    {
        var last = closing.Instant - distance;
        var told = view.PostsOf(call)
            .Where(post => post is { Act: not CallAct.Reminded, IsBehindMore: false } && post.ClosesOn == closing.Day);
        if (told.Select(post => (DateTimeOffset?)post.At).Max() is not { } heard)
        {
            return false;
        }

        var situation = view.Situation;
        return distance < s_day
            ? heard > last - distance
            : heard >= last - CallTurns.Horizon - s_day
                && situation.DayOf(heard) >= situation.DayOf(CallTurns.LastUntil(situation.Publication, last) ?? last).AddDays(-1);
    }

    private static SaidCall? Unsaid(AccountCalls view, SaidCall said) => view.MaySay(said) ? said : null;
}
