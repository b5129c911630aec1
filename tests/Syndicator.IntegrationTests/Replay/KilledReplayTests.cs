namespace Syndicator.IntegrationTests.Replay;

/// <summary>
/// The same replays while the program is killed with SIGKILL at random moments: the same issues, posts and edits. Since when a source is in trouble is not
/// kept over a restart, so alarms may come later. <c>SYNDICATOR_TEST_REPLAY_KILLS</c> and
/// <c>SYNDICATOR_TEST_SEED</c> override number and seed; from 50 kills on it is the long replay.
/// </summary>
public sealed class KilledReplayTests
{
    private const int FewKills = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_random_moments_the_program_announces_the_same_issues_at_the_same_times()
    {
        var kills = Chosen.Number("SYNDICATOR_TEST_REPLAY_KILLS", FewKills);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261118);
        var (history, golden) =
            kills < 50
                ? (SampleHistory.Make(weeks: kills > FewKills ? 6 : 3), "replay-sample.txt")
                : (CorpusHistory.Read(CorpusHistory.WeekCount), "replay.txt");
        await using var run = new ReplayRun(history, new RandomKills(kills, history.Steps.Count, seed));
        await run.RunAsync(Cancellation);
        var outcome = await ReplayOutcome.ReadAsync(run, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {kills} kills, {run.Program.StartCount} starts, {history.Steps.Count} steps"
        );
        run.Program.Errors.ShouldBeEmpty();
        ReplayTable.ShouldBeGolden(ReplayTable.Issues(history, outcome), golden, isWhole: false);
        ReplayLaws.ShouldHold(history, outcome);
    }
}
