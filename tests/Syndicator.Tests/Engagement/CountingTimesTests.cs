using FsCheck;
using FsCheck.Fluent;
using Syndicator.Engagement;

namespace Syndicator.Tests.Engagement;

public class CountingTimesTests
{
    private static readonly DateTimeOffset s_sent = new(2026, 7, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_program_that_looks_every_half_hour_counts_ten_times_and_ever_rarer()
    {
        var counted = Live(CountingTimes.Usual, Enumerable.Repeat(30, 60 * 48)).ToList();
        counted.Select(at => (at - s_sent).TotalHours).ShouldBe([1, 3, 6, 12, 24, 48, 96, 168, 336, 720]);
    }

    [Fact]
    public void Where_it_costs_it_counts_three_times() =>
        Live(CountingTimes.Sparing, Enumerable.Repeat(30, 60 * 48)).Select(at => (at - s_sent).TotalDays).ShouldBe([1, 7, 30]);

    [Fact]
    public void Ages_that_were_missed_are_made_up_by_one_count()
    {
        CountingTimes.Usual.IsDue(s_sent, null, s_sent.AddDays(5)).ShouldBeTrue();
        CountingTimes.Usual.IsDue(s_sent, s_sent.AddDays(5), s_sent.AddDays(6)).ShouldBeFalse();
        CountingTimes.Usual.IsDue(s_sent, s_sent.AddDays(5), s_sent.AddDays(7)).ShouldBeTrue();
    }

    [Fact]
    public void What_the_program_slept_through_is_asked_for_no_more() =>
        CountingTimes.Usual.IsDue(s_sent, null, s_sent.AddDays(45)).ShouldBeFalse();

    [Fact]
    public void However_often_it_looks_each_age_is_counted_once_at_most_and_never_before_it_is_reached() =>
        Prop.ForAll(
                ArbMap.Default.GeneratorFor<int[]>().Select(steps => steps.Select(step => Math.Abs(step % 5000)).ToArray()).ToArbitrary(),
                steps =>
                {
                    var counted = Live(CountingTimes.Usual, steps).ToList();
                    return counted.Count <= 10
                        && counted.Distinct().Count() == counted.Count
                        && counted.TrueForAll(at =>
                            at - s_sent >= CountingTimes.Usual.Youngest && at - s_sent <= CountingTimes.Usual.Oldest
                        );
                }
            )
            .Check(Seeded.Config);

    /// <summary>When a program counts that looks after so many minutes each.</summary>
    private static IEnumerable<DateTimeOffset> Live(CountingTimes times, IEnumerable<int> minutes)
    {
        var (now, counted) = (s_sent, (DateTimeOffset?)null);
        foreach (var step in minutes)
        {
            now = now.AddMinutes(step);
            if (times.IsDue(s_sent, counted, now))
            {
                counted = now;
                yield return now;
            }
        }
    }
}
