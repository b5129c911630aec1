using Syndicator.Configuration;
using Syndicator.Nominations.Collecting;
using Syndicator.Publishing;

namespace Syndicator.Nominations.Reviewing;

/// <summary>The rounds that editors work on.</summary>
/// <param name="Open">That takes nominations now, by its closing.</param>
/// <param name="InMaking">Whose issue is being written: the last that closed, until its issue is out; then the open one.</param>
/// <param name="Since">What is shown: rounds that close after this, up to the open one. Earlier ones are carried over no more.</param>
internal sealed record RoundInMaking(DateTimeOffset Open, DateTimeOffset InMaking, DateTimeOffset Since)
{
    public static RoundInMaking Of(Publication publication, NewestIssue newest, DateTimeOffset now)
    {
        var closings = publication.Nominations.Closings;
        var open = closings.RoundAt(now);
        var last = closings.LastBefore(now);
        var isOut = last is null || newest.Day is null || newest.Day.Value >= DateOnly.FromDateTime(last.Value.UtcDateTime);
        return new RoundInMaking(open, isOut ? open : last!.Value, new Rounds(publication.Nominations).OpenSince(now));
    }

    /// <summary>In which round a nomination wins that is chosen now: in its own where that is still to come.</summary>
    public DateTimeOffset WinsIn(Nomination nomination) => nomination.Round > InMaking ? nomination.Round : InMaking;
}
