using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public class UpcomingFiringsTests
{
    private const string Never = "0 0 0 1 1 ? 2020";
    private static readonly DateTimeOffset s_now = new(2026, 11, 18, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_next_firings_of_both_jobs_come_soonest_first_in_both_zones()
    {
        var firings = UpcomingFirings.Of(
            SamplePublication.With("0 0 15 ? * WED", "0 0/30 * * * ?", "America/New_York", health: Never, collect: Never),
            s_now,
            2
        );
        firings
            .Select(firing => $"{firing.Job} {firing.At:MM-dd HH:mm} {firing.Local:MM-dd HH:mm zzz}")
            .ShouldBe([
                "deliver 11-18 08:30 11-18 03:30 -05:00",
                "deliver 11-18 09:00 11-18 04:00 -05:00",
                "watch 11-18 20:00 11-18 15:00 -05:00",
                "watch 11-25 20:00 11-25 15:00 -05:00",
            ]);
    }

    [Fact]
    public void A_schedule_that_ends_gives_fewer() =>
        UpcomingFirings
            .Of(SamplePublication.With("0 0 12 24 12 ? 2026", "0 0 12 24 12 ? 2026", health: Never, collect: Never), s_now, 5)
            .Select(firing => firing.Job)
            .ShouldBe([JobNames.Deliver, JobNames.Watch]);

    [Fact]
    public void A_firing_at_this_very_instant_is_over() =>
        UpcomingFirings
            .Of(SamplePublication.With("0 0 8 * * ?", "0 0 8 * * ?", health: Never, collect: Never), s_now, 1)
            .ShouldAllBe(firing => firing.At == s_now.AddDays(1));
}
