using Syndicator.App.Commands;

namespace Syndicator.Tests.Commands;

public class LocalInstantTests
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-19T09:00", "2026-11-19T08:00:00Z")]
    [InlineData("2026-07-19 09:00:30", "2026-07-19T07:00:30Z")]
    [InlineData("2026-11-19T09:00Z", "2026-11-19T09:00:00Z")]
    [InlineData("2026-11-19T09:00:01-05:00", "2026-11-19T14:00:01Z")]
    [InlineData("2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z")]
    public void A_time_is_the_zones_unless_it_says_another(string text, string instant)
    {
        var (read, problem) = LocalInstant.Read(text, s_zone);

        problem.ShouldBeNull();
        read!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null).ShouldBe(instant);
    }

    [Theory]
    [InlineData("tomorrow", "2026-11-19T09:00")]
    [InlineData("2026-11-19", "2026-11-19T09:00")]
    [InlineData("2026-13-19T09:00", "2026-11-19T09:00")]
    [InlineData("2026-03-29T02:30", "does not exist in Europe/Berlin")]
    [InlineData("2026-10-25T02:30", "comes twice in Europe/Berlin")]
    public void What_is_no_clear_time_is_refused_with_what_to_write(string text, string said)
    {
        var (read, problem) = LocalInstant.Read(text, s_zone);

        read.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(said);
    }
}
