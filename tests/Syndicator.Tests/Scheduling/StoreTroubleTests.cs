using Microsoft.Extensions.Logging;
using Syndicator.Scheduling;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.SignIn;

namespace Syndicator.Tests.Scheduling;

public sealed class StoreTroubleTests : IDisposable
{
    private static readonly StorageException s_full = StorageException.Because("database-not-written", "a.db", "It is full.", "Make room.");

    private readonly TestClock _clock = new();
    private readonly TestLog _log = new();
    private readonly LoggerFactory _loggers;
    private readonly StoreTrouble _trouble;

    public StoreTroubleTests()
    {
        _loggers = new LoggerFactory([_log]);
        _trouble = new StoreTrouble(_clock, _loggers.CreateLogger<StoreTrouble>());
    }

    [Fact]
    public void A_night_without_a_database_is_a_line_every_ten_minutes()
    {
        for (var second = 0; second < 1800; second++)
        {
            _trouble.Tell(s_full).ShouldBeTrue();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _log.Text.Split('\n').Length.ShouldBe(3);
        _log.Text.ShouldContain("a.db: error database-not-written: It is full. Make room.");
        _log.Text.ShouldNotContain("   at ");
    }

    [Fact]
    public void That_it_is_over_is_said_once_and_the_next_trouble_at_once()
    {
        _trouble.End();
        _trouble.Tell(s_full);
        _clock.Advance(TimeSpan.FromSeconds(90));
        _trouble.End();
        _trouble.End();
        _trouble.Tell(s_full);
        _log.Text.Split('\n').Length.ShouldBe(3);
        _log.Text.ShouldContain("The database can be used again, after 90 seconds");
    }

    [Fact]
    public void What_is_no_trouble_of_the_database_is_left_to_others()
    {
        _trouble.Tell(new InvalidOperationException("a bug")).ShouldBeFalse();
        _log.Text.ShouldBe("");
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _log.Dispose();
    }
}
