using System.Diagnostics;

namespace Syndicator.IntegrationTests.Calls;

/// <summary>
/// <c>syndicator calls announce</c> and <c>deliver</c> with live accounts on fakes, killed with SIGKILL at random moments of a day: announcements, reminders and a
/// digest. What counts is what the servers have. <c>SYNDICATOR_TEST_CALLS_KILLS</c> and <c>SYNDICATOR_TEST_SEED</c> override number and seed; many kills make it more
/// days.
/// </summary>
public sealed class KilledCallPostsTests
{
    /// <summary>After more there is nothing left to post.</summary>
    private const int KillsOfADay = 10;

    [Fact]
    public async Task A_killed_program_posts_every_call_reminder_and_digest_once()
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_CALLS_KILLS", 2);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261123);
        var random = new Random(seed);
        var started = Stopwatch.StartNew();
        var (posts, underWay) = (0, 0);
        for (var left = kills; left > 0; left -= KillsOfADay)
        {
            await using var day = new LiveCallDay();
            await day.StartAsync();
            for (var kill = 0; kill < Math.Min(left, KillsOfADay); kill++)
            {
                underWay += await day.StrikeAsync(random, isAnnouncing: kill == 0 || random.Next(4) == 0) ? 1 : 0;
            }

            await day.FinishAsync();
            day.Check();
            posts += day.PostCount;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {underWay} with a delivery under way, {posts} posts, {started.Elapsed.TotalSeconds:F0} s"
        );
    }
}
