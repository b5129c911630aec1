using Syndicator.Configuration.Values;

namespace Syndicator.Configuration;

/// <summary>When rounds of nominations close. A round is named by the instant it closes at.</summary>
/// <param name="Schedule">A Quartz cron expression.</param>
/// <param name="Zone">In which it is meant.</param>
internal sealed record Closings(string Schedule, TimeZoneInfo Zone)
{
    /// <summary>As This Week in Rust does: Tuesday 20:00 UTC.</summary>
    public static Closings Default { get; } = new("0 0 20 ? * TUE", TimeZoneInfo.Utc);

    /// <summary>How far apart closings may be; a schedule without one for longer closes no round.</summary>
    private static readonly TimeSpan s_rarest = TimeSpan.FromDays(366);

    /// <summary>The round that is open at an instant: the first closing after it. The instant of a closing itself belongs to the next round.</summary>
    /// <exception cref="InvalidOperationException">The schedule never closes again.</exception>
    public DateTimeOffset RoundAt(DateTimeOffset instant) =>
        Cron.Next(Schedule, Zone, instant)
        ?? throw new InvalidOperationException($"nominations.closes never fires after {instant:u}: {Schedule}");

    /// <summary>The closings in (<paramref name="after"/>, <paramref name="until"/>], in order.</summary>
    public IReadOnlyList<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset until)
    {
        var found = new List<DateTimeOffset>();
        for (var at = Cron.Next(Schedule, Zone, after); at is { } closing && closing <= until; at = Cron.Next(Schedule, Zone, closing))
        {
            found.Add(closing);
        }

        return found;
    }

    /// <summary>The last closing at or before an instant, where one is within a year.</summary>
    public DateTimeOffset? LastBefore(DateTimeOffset instant)
    {
        // Quartz does not look back: from further and further away, until there is one.
        for (var reach = TimeSpan.FromDays(8); reach <= s_rarest * 2; reach *= 2)
        {
            if (Between(instant - reach, instant) is [.., var last])
            {
                return last;
            }
        }

        return null;
    }
}
