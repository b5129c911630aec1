namespace Syndicator.IntegrationTests.Replay;

/// <summary>Months of a newsletter through the running program: its own repository, its own site, a clock that is moved by hand.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Six_weeks_of_the_sample_issue_are_each_announced_once_and_in_time() =>
        ReplayAsync(SampleHistory.Make(), "replay-sample.txt");

    [Fact]
    public Task Years_of_real_issues_are_each_announced_once_and_in_time() => ReplayAsync(CorpusHistory.Read(), "replay.txt");

    private static async Task ReplayAsync(NewsletterHistory history, string golden)
    {
        await using var run = new ReplayRun(history);
        await run.RunAsync(Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{history.Weeks.Count} weeks, {history.Steps.Count} steps; looks {run.LookTime.TotalSeconds:F1} s"
        );
        var outcome = await ReplayOutcome.ReadAsync(run, Cancellation);
        run.Program.Errors.ShouldBeEmpty();
        ReplayTable.ShouldBeGolden(ReplayTable.Of(history, outcome), golden);
        ReplayLaws.ShouldHold(history, outcome);
    }
}
