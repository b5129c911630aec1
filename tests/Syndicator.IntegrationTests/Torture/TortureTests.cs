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
    /// <summary>Posts of one store: more would be more than a look-up reads on Mastodon, since all of them are young.</summary>
    private const int PostsOfStore = 500;
    private const int PostsOfIssue = 100;

    [Fact]
    public Task On_sqlite_no_kill_and_no_fault_makes_a_post_twice_or_loses_one() =>
        TortureAsync("SQLite", (program, _, run) => program.OnSqliteAsync(run));

    [Fact]
    public Task On_postgresql_no_kill_and_no_fault_makes_a_post_twice_or_loses_one() =>
        TortureAsync("PostgreSQL", (program, name, run) => program.OnPostgreSqlAsync(name, run));

    private static async Task TortureAsync(string name, Func<RealProgram, string, Func<StorageOptions, Task>, Task> onDatabase)
    {
        var posts = Chosen.Number("SYNDICATOR_TEST_TORTURE_POSTS", 0);
        var kills = Chosen.Number("SYNDICATOR_TEST_TORTURE_KILLS", 4);
        var seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261122);
        var stores = (posts + PostsOfStore - 1) / PostsOfStore;
        var plans =
            posts == 0
                ? [new TorturePlan(kills, 1, seed, IsShort: true)]
                : Enumerable
                    .Range(0, stores)
                    .Select(at => new TorturePlan(
                        (kills + stores - 1) / stores,
                        (posts + (PostsOfIssue * stores) - 1) / (PostsOfIssue * stores),
                        seed + (at * 100),
                        IsShort: false
                    ))
                    .ToArray();
        var started = Stopwatch.StartNew();
        var outcomes = new List<TortureOutcome>();
        await Parallel.ForEachAsync(
            plans,
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
                    async storage =>
                    {
                        var outcome = await TortureWorld.RunAsync(program, storage, plan);
                        lock (outcomes)
                        {
                            outcomes.Add(outcome);
                            Write(name, Table());
                        }
                    }
                );
            }
        );
        SqliteConnection.ClearAllPools();
        TestContext.Current.TestOutputHelper?.WriteLine(Table());
        string.Join('\n', outcomes.SelectMany(outcome => outcome.Findings)).ShouldBe("");
        outcomes.ShouldAllBe(outcome => outcome.Ledgers.Values.All(ledger => ledger.IsRight));
        outcomes.Sum(outcome => outcome.Kills).ShouldBeGreaterThanOrEqualTo(kills);

        string Table() => TortureTable.Of(name, outcomes.Aggregate((one, other) => one + other), outcomes.Count, seed, started.Elapsed);
    }

    /// <summary>After every store, so that a long run shows how far it is.</summary>
    private static void Write(string name, string table)
    {
        if (Environment.GetEnvironmentVariable("SYNDICATOR_TEST_TORTURE_TABLES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".md"), table);
        }
    }
}
