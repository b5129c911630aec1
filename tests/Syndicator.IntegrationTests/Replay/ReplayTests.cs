using System.Globalization;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>
/// Months of a newsletter through the running program: its own repository, its own site, a clock that is moved by hand.
/// <c>SYNDICATOR_TEST_REPLAY_WEEKS</c> says how many of the real weeks; 100 and more are all of them.
/// </summary>
public sealed class ReplayTests
{
    private const int FewWeeks = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Six_weeks_of_the_sample_issue_are_each_announced_once_and_in_time() =>
        ReplayAsync(SampleHistory.Make(), "replay-sample.txt", isWhole: true);

    [Fact]
    public Task Real_weeks_are_each_announced_once_and_in_time()
    {
        var weeks = int.Parse(
            Environment.GetEnvironmentVariable("SYNDICATOR_TEST_REPLAY_WEEKS") is { Length: > 0 } number ? number : $"{FewWeeks}",
            CultureInfo.InvariantCulture
        );
        return ReplayAsync(CorpusHistory.Read(weeks), "replay.txt", weeks >= CorpusHistory.WeekCount);
    }

    private static async Task ReplayAsync(NewsletterHistory history, string golden, bool isWhole)
    {
        await using var run = new ReplayRun(history);
        await run.RunAsync(Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{history.Weeks.Count} weeks, {history.Steps.Count} steps; looks {run.LookTime.TotalSeconds:F1} s"
        );
        var outcome = await ReplayOutcome.ReadAsync(run, Cancellation);
        run.Program.Errors.ShouldBeEmpty();
        var issues = ReplayTable.Issues(history, outcome);
        ReplayTable.ShouldBeGolden(isWhole ? issues + "\n" + ReplayTable.Alarms(outcome) : issues, golden, isWhole);
        ReplayLaws.ShouldHold(history, outcome);
    }
}
