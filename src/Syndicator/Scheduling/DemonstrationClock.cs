namespace Syndicator.Scheduling;

/// <summary>
/// A clock that showed <paramref name="startsAt"/> when the program was first started and goes on from there at the real speed, restarts included: for
/// trying things out on an issue of another day. Timers and timestamps are the real clock's.
/// </summary>
/// <param name="startsAt">What the clock shows at the first start.</param>
/// <param name="firstStartedAt">When that was by the real clock; stored by the caller. Earlier real times count as the first start.</param>
/// <param name="real">The clock behind.</param>
internal sealed class DemonstrationClock(DateTimeOffset startsAt, DateTimeOffset firstStartedAt, TimeProvider real) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;
    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var elapsed = real.GetUtcNow() - firstStartedAt;
        return (startsAt + (elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero)).ToUniversalTime();
    }

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        real.CreateTimer(callback, state, dueTime, period);
}
