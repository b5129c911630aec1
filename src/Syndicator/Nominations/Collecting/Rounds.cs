using Syndicator.Configuration;

namespace Syndicator.Nominations.Collecting;

/// <summary>Which round a post belongs to, and which rounds are still open or carried over. Remembers the rounds it has computed.</summary>
internal sealed class Rounds(NominationOptions options)
{
    private readonly List<(DateTimeOffset From, DateTimeOffset Closes)> _known = [];

    /// <summary>A post from the future belongs to the round that is open now.</summary>
    public DateTimeOffset Of(DateTimeOffset postedAt, DateTimeOffset now)
    {
        var at = postedAt < now ? postedAt : now;
        foreach (var (from, closes) in _known)
        {
            if (at >= from && at < closes)
            {
                return closes;
            }
        }

        var round = options.Closings.RoundAt(at);
        _known.Add((at, round));
        return round;
    }

    /// <summary>When the oldest round began of which anything is still shown: the one that is open, and those carried over into it.</summary>
    public DateTimeOffset OpenSince(DateTimeOffset now) => Back(now, options.CarryOver);

    /// <summary>When the round before the open one began.</summary>
    public DateTimeOffset LastSince(DateTimeOffset now) => Back(now, Math.Min(1, options.CarryOver));

    private DateTimeOffset Back(DateTimeOffset now, int rounds)
    {
        var since = options.Closings.LastBefore(now) ?? now;
        for (var round = 0; round < rounds; round++)
        {
            since = options.Closings.LastBefore(since - TimeSpan.FromMilliseconds(1)) ?? since;
        }

        return since;
    }
}
