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
        var parts = Enumerable.Range(0, 10).Select(part => part % 2 == 0 ? $"part-{part}" : $"free-{part}").ToArray();
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

    [Theory]
    [InlineData("lead")]
    [InlineData("free")]
    public async Task Of_many_claims_at_once_one_gets_the_post(string first)
    {
        await AnnounceAsync(7, first, "crate");
        var outbox = new Outbox(Database, Clock);
        var claims = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(index => Task.Run(() => outbox.ClaimAsync("gazette", "alpha", $"w{index}", Delivering.Lease, null, Cancellation)))
        );
        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    /// <summary>A worker that looks twice at once goes by one name: the row alone does not tell which of its looks has it.</summary>
    [Theory]
    [InlineData("lead")]
    [InlineData("free")]
    public async Task Of_many_claims_of_one_worker_at_once_one_gets_the_post_and_its_history_says_so_once(string first)
    {
        var posts = (await AnnounceAsync(7, first, "crate")).Deliveries.Where(post => post.Place.Account == "alpha").ToList();
        var outbox = new Outbox(Database, Clock);
        var claims = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => outbox.ClaimAsync("gazette", "alpha", "w", Delivering.Lease, null, Cancellation)))
        );

        var claim = claims.OfType<Claim>().ShouldHaveSingleItem();
        var stored = (await outbox.FindAsync(posts[0].Id, Cancellation))!;
        (claim.Delivery.Id, claim.Delivery.Version, claim.Delivery.State).ShouldBe((stored.Id, stored.Version, stored.State));
        var sending = claim.Delivery.State.ShouldBeOfType<DeliveryState.Sending>();
        sending.LeaseUntil.ShouldBe(Clock.GetUtcNow() + Delivering.Lease);
        (await HistoryAsync(posts[0])).ShouldBe([" due", "due sending"]);

        // Whoever comes with what was read before changes nothing, and writes nothing down.
        (
            await outbox.ChangeAsync(posts[0], new DeliveryState.Cancelled(Clock.GetUtcNow()), "cli:eve", "late", Cancellation)
        ).ShouldBeNull();
        (await HistoryAsync(posts[0])).Count.ShouldBe(2);
    }

    private async Task<IReadOnlyList<string>> HistoryAsync(Delivery post) =>
        [
            .. (await Database.ReadAsync(connection => DeliveryTable.ReadHistoryAsync(connection, post.Id), Cancellation)).Select(step =>
                $"{step.From} {step.To}"
            ),
        ];

    private async Task WorkUntilDoneAsync(string worker)
    {
        await using var database = await OpenAgainAsync();
        while ((await new DeliveryQueries(database).ListAsync("gazette", state: "delivered", cancellationToken: Cancellation)).Count < 200)
        {
            await DeliverAsync(worker, database);
        }
    }
}
