using Syndicator.Configuration;
using Syndicator.Issues;

namespace Syndicator.Calls;

/// <summary>Where a call stands.</summary>
internal enum CallState
{
    /// <summary>It waits for its turn.</summary>
    Open,

    /// <summary>It waits for an editor.</summary>
    Held,

    /// <summary>It is in a post.</summary>
    Announced,

    /// <summary>It was reminded of.</summary>
    Reminded,

    /// <summary>It closes within the last configured reminder.</summary>
    ClosingSoon,

    Closed,

    /// <summary>An editor took it back.</summary>
    Withdrawn,
}

/// <summary>
/// The life of a call, from facts alone: what is printed, what editors decided, what was posted, what time it is. Nothing stores a state that could disagree with them.
/// </summary>
internal static class CallLife
{
    /// <param name="posts">What was said of the call, on any account.</param>
    public static CallState StateOf(Call call, IEnumerable<CallPost> posts, DateTimeOffset now, Publication publication)
    {
        if (call.IsWithdrawn)
        {
            return CallState.Withdrawn;
        }

        if (call.IsHeld && now < WaitsUntil(call, publication))
        {
            return CallState.Held;
        }

        if (EndsAt(call, publication) <= now)
        {
            return CallState.Closed;
        }

        var acts = posts.Select(post => post.Act).ToHashSet();
        return acts.Count == 0 && !call.IsArchived ? CallState.Open
            : call.Text.Closing is Closing.At at && publication.Calls.LastReminder is { } last && at.Instant - last <= now
                ? CallState.ClosingSoon
            : acts.Contains(CallAct.Reminded) ? CallState.Reminded
            : CallState.Announced;
    }

    /// <summary>
    /// From when on nobody is told of it any more: its closing; where it has none, the beginning of its event's day or the configured time after the last issue that
    /// printed it, whichever is first. A closing that was over before any issue printed it is a slip, and no end while the call waits for an editor.
    /// </summary>
    public static DateTimeOffset EndsAt(Call call, Publication publication)
    {
        if (call.Text.Closing is Closing.At at && !(call.IsHeld && at.Day < call.FirstIssue.Day))
        {
            return at.Instant;
        }

        var forgotten = Forgotten(call, publication);
        return call.Text.EventOn is { } day && StartOfDay.Of(day, publication.Zone) is var begins && begins < forgotten
            ? begins
            : forgotten;
    }

    /// <summary>
    /// Until when an editor's word on a call that is held can change anything: its end. Where it was over before any issue printed it, its days are what is in doubt:
    /// then the configured time after the last that did.
    /// </summary>
    public static DateTimeOffset WaitsUntil(Call call, Publication publication) =>
        EndsAt(call, publication) is var end && end > StartOfDay.Of(call.FirstIssue.Day, publication.Zone)
            ? end
            : Forgotten(call, publication);

    private static DateTimeOffset Forgotten(Call call, Publication publication) =>
        StartOfDay.Of(call.LastIssue.Day, publication.Zone) + publication.Calls.OpenFor;
}
