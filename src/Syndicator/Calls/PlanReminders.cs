using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>What is to be said again of a call that an account has told of: that it closes soon, or later than was said.</summary>
internal static class PlanReminders
{
    /// <summary>Who heard of a call so shortly before a reminder is due needs none.</summary>
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

        var come = view.Options.Reminders.Where(each => at.Instant - each <= LastMoment(view, call, each)).ToList();
        if (come is not [.., var distance])
        {
            return null;
        }

        var enough = at.Instant - distance - (distance < s_day ? distance : s_day);
        var isFresh = view.PostsOf(call).Any(post => post.Act != CallAct.Reminded && post.ClosesOn == at.Day && post.At > enough);
        return isFresh ? null : Unsaid(view, SaidCall.Reminded(call, distance, at));
    }

    /// <summary>Now; but where no turn comes before it is too late, as over a weekend, the next one: of days it is better a little early than not at all.</summary>
    private static DateTimeOffset LastMoment(AccountCalls view, Call call, TimeSpan distance) =>
        distance >= s_day && view.Situation.Turns is [_, var next, ..] && !view.IsReadableAt(call, next) ? next : view.Situation.Now;

    private static SaidCall? Unsaid(AccountCalls view, SaidCall said) => view.MaySay(said) ? said : null;
}
