using System.Globalization;
using Syndicator.Configuration;

namespace Syndicator.Tests.Configuration;

public class ClosingsTests
{
    [Theory]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-24T20:00:00Z")]
    [InlineData("2026-11-24T19:59:59.999Z", "2026-11-24T20:00:00Z")]
    [InlineData("2026-11-24T20:00:00Z", "2026-12-01T20:00:00Z")]
    [InlineData("2026-12-30T12:00:00Z", "2027-01-05T20:00:00Z")]
    public void What_comes_at_the_closing_or_after_it_belongs_to_the_next_round(string posted, string closes) =>
        Closings.Default.RoundAt(At(posted)).ShouldBe(At(closes));

    [Fact]
    public void Closings_keep_their_time_of_day_where_clocks_change()
    {
        var berlin = new Closings("0 0 20 ? * TUE", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        berlin
            .Between(At("2026-03-20T00:00:00Z"), At("2026-04-02T00:00:00Z"))
            .ShouldBe([At("2026-03-24T19:00:00Z"), At("2026-03-31T18:00:00Z")]);
    }

    [Fact]
    public void The_last_closing_is_found_however_rare_they_are()
    {
        Closings.Default.LastBefore(At("2026-11-24T20:00:00Z")).ShouldBe(At("2026-11-24T20:00:00Z"));
        new Closings("0 0 12 1 1 ?", TimeZoneInfo.Utc).LastBefore(At("2026-11-24T20:00:00Z")).ShouldBe(At("2026-01-01T12:00:00Z"));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
