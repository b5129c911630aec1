namespace Syndicator.Tests.Scheduling;

/// <summary>A clock that moves when a test says so.</summary>
internal sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
