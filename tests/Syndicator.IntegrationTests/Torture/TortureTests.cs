using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Torture;

/// <summary>
/// Threads on all three networks, through servers that fail at random before and after acceptance, by the real program that is killed with SIGKILL at
/// random moments: nothing twice, nothing lost, nothing out of order, counted in the servers' own ledgers. <c>tests/torture</c> runs the long one.
/// </summary>
public sealed class TortureTests
{
    private readonly int _kills = Chosen.Number("SYNDICATOR_TEST_TORTURE_KILLS", 5);
    private readonly int _seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261122);
    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private readonly List<TortureOutcome> _outcomes = [];

    [Fact]
    public Task On_sqlite_no_kill_and_no_fault_makes_a_post_twice_or_loses_one() =>
        TortureAsync("SQLite", (program, _, run) => program.OnSqliteAsync(run));

    [Fact]
    public Task On_postgresql_no_kill_and_no_fault_makes_a_post_twice_or_loses_one() =>
        TortureAsync("PostgreSQL", (program, name, run) => program.OnPostgreSqlAsync(name, run));

    private async Task TortureAsync(string name, Func<RealProgram, string, Func<StorageOptions, Task>, Task> onDatabase)
    {
        await Parallel.ForEachAsync(
            TorturePlan.Divide(_kills, Chosen.Number("SYNDICATOR_TEST_TORTURE_POSTS", 0), _seed),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Chosen.Number("SYNDICATOR_TEST_TORTURE_AT_ONCE", 1),
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (plan, _) =>
            {
                using var program = new RealProgram();
                await onDatabase(
                    program,
                    $"torture_{plan.Seed}",
                    async storage => Keep(name, await TortureWorld.RunAsync(program, storage, plan))
                );
                SqliteConnection.ClearAllPools();
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(Table(name));
        string.Join('\n', _outcomes.SelectMany(outcome => outcome.Findings)).ShouldBe("");
        _outcomes.ShouldAllBe(outcome => outcome.Ledgers.Values.All(ledger => ledger.IsRight));
        _outcomes.Sum(outcome => outcome.Kills).ShouldBeGreaterThanOrEqualTo(_kills);
    }

    /// <summary>The table is written after every store, so that a long run shows how far it is.</summary>
    private void Keep(string name, TortureOutcome outcome)
    {
        lock (_outcomes)
        {
            _outcomes.Add(outcome);
            if (Environment.GetEnvironmentVariable("SYNDICATOR_TEST_TORTURE_TABLES") is { Length: > 0 } folder)
            {
                File.WriteAllText(Path.Combine(folder, name + ".md"), Table(name));
            }
        }
    }

    private string Table(string name) =>
        TortureTable.Of(name, _outcomes.Aggregate((one, other) => one + other), _outcomes.Count, _seed, _wall.Elapsed);
}
