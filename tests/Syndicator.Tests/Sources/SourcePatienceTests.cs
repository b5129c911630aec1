using Syndicator.Sources;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Sources;

public sealed class SourcePatienceTests
{
    private static readonly Diagnostic _problem = new("planted", Severity.Error, new SourcePosition("here"), "It failed.");

    private readonly TestClock _clock = new();
    private readonly SourcePatience _patience;

    public SourcePatienceTests() => _patience = new SourcePatience(_clock);

    [Fact]
    public void Waits_double_up_to_an_hour()
    {
        var waits = new List<double>();
        for (var failure = 0; failure < 2000; failure++)
        {
            var wait = Fail() - _clock.GetUtcNow();
            waits.Add(wait.TotalMinutes);
            _clock.Advance(wait);
        }

        waits.Take(8).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60]);
        waits.Skip(8).ShouldAllBe(wait => wait == 60);
    }

    [Fact]
    public void The_source_is_left_alone_until_the_wait_is_over()
    {
        _patience.IsWaiting.ShouldBeFalse();
        Fail();

        _patience.IsWaiting.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(59));
        _patience.IsWaiting.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _patience.IsWaiting.ShouldBeFalse();
    }

    [Fact]
    public void Trouble_began_with_the_first_failure_and_tells_of_the_last()
    {
        var began = _clock.GetUtcNow();
        Fail();
        _clock.Advance(TimeSpan.FromHours(5));
        _patience.Fail(_problem with { Message = "It failed otherwise." });

        _patience.Trouble.ShouldNotBeNull().Since.ShouldBe(began);
        _patience.Trouble.Problem.Message.ShouldBe("It failed otherwise.");
    }

    [Fact]
    public void A_success_forgets_the_failures()
    {
        Fail();
        Fail();
        Fail();
        _patience.Succeed();

        _patience.Trouble.ShouldBeNull();
        _patience.IsWaiting.ShouldBeFalse();
        (Fail() - _clock.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(600, 600)]
    [InlineData(-5, 60)]
    [InlineData(31_536_000, 86_400)]
    public void A_servers_wish_is_the_least_wait_but_no_sleep_of_a_year(int seconds, int waited) =>
        (Fail(TimeSpan.FromSeconds(seconds)) - _clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(waited));

    [Fact]
    public void A_clock_set_back_does_not_prolong_the_wait()
    {
        Fail();
        _clock.Jump(TimeSpan.FromDays(-30));

        _patience.IsWaiting.ShouldBeFalse();
    }

    private DateTimeOffset Fail(TimeSpan? wish = null) => _patience.Fail(_problem, wish).AskedAgainAt!.Value;
}
