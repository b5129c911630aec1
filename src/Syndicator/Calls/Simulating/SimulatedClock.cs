namespace Syndicator.Calls.Simulating;

/// <summary>A clock that shows what it is told to, and never goes back.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant.ToUniversalTime() : _now;
}
