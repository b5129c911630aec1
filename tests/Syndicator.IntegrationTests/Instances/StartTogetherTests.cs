using Dapper;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>The real program, several times at once on a database that has nothing yet: one of them makes the tables, all of them come up.</summary>
public sealed class StartTogetherTests
{
    private const int Instances = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_instances_that_start_at_once_on_an_empty_database_all_come_up()
    {
        using var program = new RealProgram();
        await program.OnPostgreSqlAsync(
            "together",
            async storage =>
            {
                Directory.CreateDirectory(program.Data);
                await using var letters = await Newsletters.StartAsync(program, publications: 2, seed: 20261123);
                List<Instance> all = [.. Enumerable.Range(0, Instances).Select(_ => Instance.Start(program))];
                try
                {
                    await Task.WhenAll(all.Select(one => one.ReadyAsync(Cancellation)));
                    await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
                    var (versions, highest) = await database.ReadAsync(
                        connection =>
                            connection.QuerySingleAsync<(long, long)>("select count(*), count(distinct version) from schema_versions"),
                        Cancellation
                    );
                    versions.ShouldBeGreaterThan(0);
                    versions.ShouldBe(highest);
                    await Task.WhenAll(all.Select(one => one.StopAsync()));
                    all.SelectMany(one => one.Log)
                        .Where(line =>
                            line.Contains("\"LogLevel\":\"", StringComparison.Ordinal)
                            && !line.Contains("\"Information\"", StringComparison.Ordinal)
                            // A server that is slow on a busy machine is no trouble of the start.
                            && !line.Contains("\"Category\":\"Syndicator.Nominations.Collecting.", StringComparison.Ordinal)
                        )
                        .ShouldBeEmpty();
                }
                finally
                {
                    all.ForEach(one => one.Dispose());
                }
            }
        );
    }
}
