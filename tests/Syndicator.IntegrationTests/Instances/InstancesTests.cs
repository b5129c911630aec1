using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>
/// Instances of the real program on one PostgreSQL, killed with SIGKILL and frozen past their leases at random moments, with posts due all the time on networks
/// with keys and without. <c>SYNDICATOR_TEST_INSTANCE_EVENTS</c> makes it longer, <c>SYNDICATOR_TEST_SEED</c> different.
/// </summary>
public sealed class InstancesTests
{
    private readonly int _events = Chosen.Number("SYNDICATOR_TEST_INSTANCE_EVENTS", 0);
    private readonly int _seed = Chosen.Number("SYNDICATOR_TEST_SEED", 20261123);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Two_instances_post_everything_once_whichever_of_them_dies_or_freezes() => RunAsync(instances: 2, unasked: 4);

    [Fact]
    public Task Four_instances_post_everything_once_whichever_of_them_dies_or_freezes()
    {
        Assert.SkipWhen(_events == 0, "takes minutes: set SYNDICATOR_TEST_INSTANCE_EVENTS");
        return RunAsync(instances: 4, unasked: 0);
    }

    private async Task RunAsync(int instances, int unasked)
    {
        using var program = new RealProgram();
        await program.OnPostgreSqlAsync(
            $"instances_{instances}",
            async storage =>
            {
                Directory.CreateDirectory(program.Data);
                await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
                await using var letters = await Newsletters.StartAsync(program, publications: 2 * instances, _seed);
                using var world = new InstanceWorld(program, database, letters, instances, _seed);
                var outcome = await world.RunAsync(_events > 0 ? _events : unasked);
                Tell(outcome.ToTable(instances, _seed), instances);
                outcome.All.Lost.ShouldBe(0);
                (outcome.All.Twice - outcome.InWindow).ShouldBe(0);
                outcome.All.There.ShouldBe(outcome.All.Due);
                outcome.Delivered.ShouldBe(outcome.All.Due);
            }
        );
    }

    private static void Tell(string table, int instances)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        if (Environment.GetEnvironmentVariable("SYNDICATOR_TEST_TORTURE_TABLES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, $"instances-{instances}.md"), table + "\n");
        }
    }
}
