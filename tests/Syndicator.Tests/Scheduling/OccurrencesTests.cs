using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public class OccurrencesTests
{
    [Fact]
    public void The_watermark_is_exclusive_and_now_is_inclusive() =>
        Between("0 0 * * * ?", "UTC", "2026-03-04T10:00:00Z", "2026-03-04T12:00:00Z")
            .ShouldBe(["2026-03-04T11:00:00Z", "2026-03-04T12:00:00Z"]);

    [Fact]
    public void Nothing_is_due_before_the_next_firing() =>
        Between("0 0 * * * ?", "UTC", "2026-03-04T10:00:00Z", "2026-03-04T10:59:59Z").ShouldBeEmpty();

    [Fact]
    public void A_watermark_in_the_future_gives_nothing() =>
        Between("0 0 * * * ?", "UTC", "2026-03-05T10:00:00Z", "2026-03-04T10:59:59Z").ShouldBeEmpty();

    [Fact]
    public void Times_of_day_are_those_of_the_zone() =>
        Between("0 0 9 ? * WED", "America/New_York", "2026-01-01T00:00:00Z", "2026-01-10T00:00:00Z").ShouldBe(["2026-01-07T14:00:00Z"]);

    // A time of day that the clocks skip fires at the moment they move on: 02:30 does not exist, 03:00 summer time is it.
    [Theory]
    [InlineData("America/New_York", "0 30 2 * * ?", "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z", "2026-03-08T07:00:00Z")]
    [InlineData("Europe/Berlin", "0 30 2 * * ?", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Australia/Lord_Howe", "0 15 2 * * ?", "2026-10-03T00:00:00Z", "2026-10-04T00:00:00Z", "2026-10-03T15:30:00Z")]
    public void A_time_skipped_in_spring_fires_when_the_clocks_have_moved_on(string zone, string cron, string from, string to, string at) =>
        Between(cron, zone, from, to).ShouldBe([at]);

    // 01:30 comes twice in New York, 02:30 twice in Berlin, 01:45 twice on Lord Howe Island, where the clocks go back half an hour.
    [Theory]
    [InlineData("America/New_York", "0 30 1 * * ?", "2026-10-31T12:00:00Z", "2026-11-01T12:00:00Z", "2026-11-01T05:30:00Z")]
    [InlineData("Europe/Berlin", "0 30 2 * * ?", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("Australia/Lord_Howe", "0 45 1 * * ?", "2026-04-04T00:00:00Z", "2026-04-05T00:00:00Z", "2026-04-04T14:45:00Z")]
    public void A_time_that_comes_twice_in_autumn_fires_once(string zone, string cron, string from, string to, string at) =>
        Between(cron, zone, from, to).ShouldBe([at]);

    [Theory]
    [InlineData("America/New_York", "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00", 23)]
    [InlineData("America/New_York", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00", 25)]
    [InlineData("Europe/Berlin", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 23)]
    [InlineData("Europe/Berlin", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 25)]
    [InlineData("UTC", "2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z", 24)]
    public void An_hourly_schedule_fires_every_real_hour_of_a_day_with_a_clock_change(string zone, string from, string to, int count)
    {
        var times = Between("0 0 * * * ?", zone, from, to).Select(Instant).ToList();
        times.Count.ShouldBe(count);
        times.Zip(times.Skip(1), (a, b) => b - a).ShouldAllBe(gap => gap == TimeSpan.FromHours(1));
    }

    [Fact]
    public void Every_quarter_of_an_hour_goes_on_through_the_half_hour_that_comes_twice()
    {
        var times = Between("0 0/15 * * * ?", "Australia/Lord_Howe", "2026-04-04T14:00:00Z", "2026-04-04T17:00:00Z")
            .Select(Instant)
            .ToList();
        times.Zip(times.Skip(1), (a, b) => b - a).ShouldAllBe(gap => gap == TimeSpan.FromMinutes(15));
        times.Count.ShouldBe(12);
    }

    [Fact]
    public void A_weekly_schedule_keeps_its_local_time_over_a_clock_change() =>
        Between("0 0 9 ? * WED", "Europe/Berlin", "2026-03-20T00:00:00Z", "2026-04-05T00:00:00Z")
            .ShouldBe(["2026-03-25T08:00:00Z", "2026-04-01T07:00:00Z"]);

    [Fact]
    public void A_leap_day_fires_in_leap_years_only()
    {
        Between("0 0 12 29 2 ?", "UTC", "2028-02-10T00:00:00Z", "2028-03-01T00:00:00Z").ShouldBe(["2028-02-29T12:00:00Z"]);
        Between("0 0 12 29 2 ?", "UTC", "2027-02-10T00:00:00Z", "2027-03-01T00:00:00Z").ShouldBeEmpty();
    }

    [Fact]
    public void The_end_of_a_year_is_crossed() =>
        Between("0 0 0 * * ?", "Europe/Berlin", "2026-12-30T23:00:00Z", "2027-01-01T23:00:00Z")
            .ShouldBe(["2026-12-31T23:00:00Z", "2027-01-01T23:00:00Z"]);

    [Fact]
    public void After_a_long_time_down_only_the_latest_firings_are_handled()
    {
        var times = Between("0/1 * * * * ?", "UTC", "2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
        times.Count.ShouldBe(Occurrences.Most);
        times[^1].ShouldBe("2026-01-01T00:00:00Z");
        times[0].ShouldBe("2025-12-31T23:58:21Z");
    }

    [Fact]
    public void Looking_often_finds_exactly_what_looking_once_finds()
    {
        string[] zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"];
        string[] crons = ["0 0/30 * * * ?", "0 30 2 * * ?", "0 15 1 ? * SUN", "0 0 9 ? * WED"];
        var looks =
            from zone in Gen.Elements(zones)
            from cron in Gen.Elements(crons)
            from start in Gen.Choose(0, 366 * 24)
            from steps in Gen.Choose(1, 180).ListOf(20)
            select (zone, cron, start, steps);
        Prop.ForAll(
                looks.ToArbitrary(),
                look =>
                {
                    var zone = TimeZoneInfo.FindSystemTimeZoneById(look.zone);
                    var first = Instant("2026-01-01T00:00:00Z").AddHours(look.start);
                    var now = first;
                    var watermark = first;
                    List<DateTimeOffset> piecewise = [];
                    foreach (var minutes in look.steps)
                    {
                        now = now.AddMinutes(minutes);
                        var found = Occurrences.Between(look.cron, zone, watermark, now);
                        piecewise.AddRange(found);
                        watermark = found.Count > 0 ? found[^1] : watermark;
                    }

                    return piecewise.SequenceEqual(Occurrences.Between(look.cron, zone, first, now));
                }
            )
            .Check(Seeded.Config);
    }

    private static List<string> Between(string cron, string zone, string from, string to) =>
        [
            .. Occurrences
                .Between(cron, TimeZoneInfo.FindSystemTimeZoneById(zone), Instant(from), Instant(to))
                .Select(at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ];

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
