using Dapper;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.IntegrationTests.Instances;

/// <summary>
/// An instance of an earlier version goes on beside one of this version, which brings the schema up under it. <c>SYNDICATOR_TEST_OLDER_PROGRAM</c> names the earlier
/// one's syndicator.dll.
/// </summary>
public sealed class UpgradeTests
{
    private const int PostsOfEach = 20;

    private static readonly string? s_older = Environment.GetEnvironmentVariable("SYNDICATOR_TEST_OLDER_PROGRAM");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_earlier_version_posts_on_while_this_one_brings_the_schema_up()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(s_older), "needs an earlier version's syndicator.dll in SYNDICATOR_TEST_OLDER_PROGRAM");
        using var program = new RealProgram();
        await program.OnPostgreSqlAsync(
            "upgrade",
            async storage =>
            {
                Directory.CreateDirectory(program.Data);
                await using var letters = await Newsletters.StartAsync(program, publications: 4, seed: 20261123);
                var current = program.Library;
                program.Library = s_older!;
                using var older = Instance.Start(program);
                await older.ReadyAsync(Cancellation);
                program.Library = current;
                // Whoever opens the store brings it up.
                await using var database = await Database.OpenAsync(storage, TimeProvider.System, Cancellation);
                await EnqueueAsync(database, letters.All);
                using var newer = Instance.Start(program);
                await newer.ReadyAsync(Cancellation);
                var all = letters.All.Count * PostsOfEach;
                // Who had a job last has it again: the earlier one works until it is stopped.
                await DeliveredAsync(database, all / 2, older);
                await older.StopAsync();
                await DeliveredAsync(database, all, newer);
                await newer.StopAsync();

                foreach (var one in letters.All)
                {
                    one.Server.Ledger.Count.ShouldBe(PostsOfEach, $"{one.Publication}/{one.Account}");
                }

                (await WorkersAsync(database)).ShouldBe([older.Worker, newer.Worker], ignoreOrder: true);
                older
                    .Log.Concat(newer.Log)
                    .Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal))
                    .ShouldBeEmpty();
            }
        );
    }

    private static Task EnqueueAsync(Database database, IReadOnlyList<NewsletterAccount> accounts)
    {
        var now = TimeProvider.System.GetUtcNow();
        List<Delivery> posts =
        [
            .. accounts.SelectMany(one =>
                Enumerable.Range(1, PostsOfEach).Select(number => DuePost.Of(one, number, now, now + TimeSpan.FromSeconds(2 * number)))
            ),
        ];
        var outbox = new Outbox(database, TimeProvider.System);
        return database.WriteAsync(transaction => outbox.EnqueueAsync(transaction, posts, "test", "due"), Cancellation);
    }

    private static async Task DeliveredAsync(Database database, int posts, Instance by)
    {
        for (var look = 0; await CountAsync(database) < posts; look++)
        {
            look.ShouldBeLessThan(1200, string.Join('\n', by.Log));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }
    }

    private static Task<int> CountAsync(Database database) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>("select count(*) from deliveries where state = 'delivered'"),
            Cancellation
        );

    private static Task<IEnumerable<string>> WorkersAsync(Database database) =>
        database.ReadAsync(
            connection => connection.QueryAsync<string>("select distinct actor from delivery_history where to_state = 'delivered'"),
            Cancellation
        );
}
