using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class OutboxTogetherOnSqliteTests() : OutboxTogetherTests(new SqliteServer());

public sealed class OutboxTogetherOnPostgreSqlTests() : OutboxTogetherTests(new PostgreSqlServer());

/// <summary>Many workers on one outbox.</summary>
public abstract class OutboxTogetherTests(TestServer server) : PublishingSuite(server)
{
    [Fact]
    public async Task Eight_workers_send_two_hundred_posts_once_each_and_in_order()
    {
        var accounts = new[] { "a", "b", "c", "d", "e" };
        Publication = Samples.Publication(accounts);
        var parts = Enumerable.Range(0, 10).Select(part => $"part-{part}").ToArray();
        for (var issue = 1; issue <= 4; issue++)
        {
            await AnnounceAsync(issue, parts);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => WorkUntilDoneAsync($"worker-{index}"))));

        foreach (var account in accounts)
        {
            var keys = Network(account).Arrived.Select(post => post.IdempotencyKey).ToList();
            keys.Count.ShouldBe(40);
            keys.ShouldBeUnique();
            foreach (var thread in Network(account).Arrived.GroupBy(post => post.IdempotencyKey.Split('/')[1]))
            {
                thread.Select(post => post.IdempotencyKey.Split('/')[3]).ShouldBe(parts);
            }
        }
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_gets_the_post()
    {
        await AnnounceAsync(7, "lead", "crate");
        var outbox = new Outbox(Database, Clock);
        var claims = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(index => Task.Run(() => outbox.ClaimAsync("gazette", "alpha", $"w{index}", Delivering.Lease, null, Cancellation)))
        );
        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    private async Task WorkUntilDoneAsync(string worker)
    {
        await using var database = await OpenAgainAsync();
        while ((await new DeliveryQueries(database).ListAsync("gazette", state: "delivered", cancellationToken: Cancellation)).Count < 200)
        {
            await DeliverAsync(worker, database);
        }
    }
}
