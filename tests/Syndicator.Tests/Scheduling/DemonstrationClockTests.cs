using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public class DemonstrationClockTests
{
    private static readonly DateTimeOffset s_first = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_shown = new(2025, 4, 2, 9, 0, 0, TimeSpan.FromHours(-4));

    private readonly ManualClock _real = new(s_first);

    [Fact]
    public void It_starts_at_the_given_instant_in_utc()
    {
        Clock().GetUtcNow().ShouldBe(s_shown);
        Clock().GetUtcNow().Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void It_goes_on_at_the_real_speed_over_a_restart()
    {
        _real.Now += TimeSpan.FromDays(3);
        Clock().GetUtcNow().ShouldBe(s_shown.AddDays(3));
    }

    [Fact]
    public void A_real_clock_set_back_before_the_first_start_does_not_take_it_back()
    {
        _real.Now -= TimeSpan.FromDays(3);
        Clock().GetUtcNow().ShouldBe(s_shown);
    }

    [Fact]
    public void Its_timestamps_are_the_real_ones() =>
        new DemonstrationClock(s_shown, s_first, TimeProvider.System).TimestampFrequency.ShouldBe(TimeProvider.System.TimestampFrequency);

    private DemonstrationClock Clock() => new(s_shown, s_first, _real);
}
