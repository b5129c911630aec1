using Syndicator.Scheduling;

namespace Syndicator.Tests.Scheduling;

public sealed class RehearsalClockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-clock-").FullName;

    private string ClockFile => Path.Combine(_folder, "clock");

    [Fact]
    public void It_stands_until_the_file_is_written_anew()
    {
        File.WriteAllText(ClockFile, "2026-11-18T21:00:00-05:00\n");
        var clock = new RehearsalClock(ClockFile, TimeProvider.System);
        clock.GetUtcNow().ShouldBe(new DateTimeOffset(2026, 11, 19, 2, 0, 0, TimeSpan.Zero));
        clock.Move().ShouldBeFalse();

        File.WriteAllText(ClockFile, "2026-11-19T03:00:00Z");

        clock.GetUtcNow().Hour.ShouldBe(2, "it moves when it is told to look");
        clock.Move().ShouldBeTrue();
        clock.GetUtcNow().Hour.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026-11-19T03:00:00Z and a text that is much too long for an instant, on and on")]
    public void What_is_no_instant_leaves_it_where_it_stands(string text)
    {
        File.WriteAllText(ClockFile, "2026-11-19T02:00:00Z");
        var clock = new RehearsalClock(ClockFile, TimeProvider.System);
        File.WriteAllText(ClockFile, text);

        clock.Move().ShouldBeFalse();

        clock.GetUtcNow().Hour.ShouldBe(2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
