using Dapper;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class DeliveryQueriesOnSqliteTests() : DeliveryQueriesTests(new SqliteServer());

public sealed class DeliveryQueriesOnPostgreSqlTests() : DeliveryQueriesTests(new PostgreSqlServer());

public abstract class DeliveryQueriesTests(TestServer server) : PublishingSuite(server)
{
    private static readonly DateTimeOffset At = new(2026, 7, 29, 12, 0, 0, TimeSpan.Zero);

    private DeliveryQueries Queries => new(Database);

    [Fact]
    public async Task Each_word_of_a_filter_leaves_what_it_says()
    {
        await InsertAsync("alpha", new DeliveryState.Due(At), "lead", "Naïve & 100% _odd_");
        await InsertAsync("alpha", new DeliveryState.Failed("no", At.AddHours(1)), "news/2", "Plain", ordinal: 1);
        await InsertAsync("beta", DeliveryState.Held.ForDelay(At.AddHours(2)), "newsreel", "Plain");

        (await FoundAsync(new DeliveryFilter())).ShouldBe("newsreel news/2 lead");
        (await FoundAsync(new DeliveryFilter { State = "failed" })).ShouldBe("news/2");
        (await FoundAsync(new DeliveryFilter { Account = "beta" })).ShouldBe("newsreel");
        (await FoundAsync(new DeliveryFilter { Part = "news" })).ShouldBe("news/2");
        (await FoundAsync(new DeliveryFilter { IssueKey = "issue-8" })).ShouldBe("");
        (await FoundAsync(new DeliveryFilter { Search = "NAïVE & 100%" })).ShouldBe("lead");
        (await FoundAsync(new DeliveryFilter { Search = "_odd_" })).ShouldBe("lead");
        (await FoundAsync(new DeliveryFilter { Search = "%odd" })).ShouldBe("");
        (await FoundAsync(new DeliveryFilter { Take = 1, Skip = 1 })).ShouldBe("news/2 …");
    }

    [Fact]
    public async Task A_week_has_what_goes_out_in_it_and_not_what_waits_without_an_end()
    {
        await InsertAsync("alpha", new DeliveryState.Due(At.AddDays(-9), 1, At.AddDays(-9), At), "retried", "x");
        await InsertAsync("alpha", DeliveryState.Held.ForDelay(At.AddHours(1)), "delayed", "x", ordinal: 1);
        await InsertAsync("alpha", DeliveryState.Held.For(HeldReason.Approval), "waiting", "x", ordinal: 2);
        await InsertAsync("alpha", new DeliveryState.Gone(At.AddDays(7)), "later", "x", ordinal: 3);
        await InsertAsync("alpha", new DeliveryState.Failed("no", At), "refused", "x", ordinal: 4);
        await InsertAsync("alpha", new DeliveryState.Due(At), "refused", "x", ordinal: 4, generation: 2);

        Parts(await Queries.ListBetweenAsync("gazette", At, At.AddDays(7), 10, Cancellation)).ShouldBe("retried refused delayed");
        Parts(await Queries.ListBetweenAsync("gazette", At, At.AddDays(7), 1, Cancellation)).ShouldBe("retried");
        Parts(await Queries.ListUndecidedAsync("gazette", 10, Cancellation)).ShouldBe("waiting");
    }

    [Fact]
    public async Task The_database_and_the_program_mean_the_same_by_the_time_of_a_post()
    {
        DeliveryState[] every =
        [
            DeliveryState.Held.ForDelay(At),
            DeliveryState.Held.For(HeldReason.Stale),
            new DeliveryState.Due(At),
            new DeliveryState.Due(At, 3, At.AddSeconds(1), At.AddMinutes(1)),
            new DeliveryState.Sending("worker", At.AddSeconds(30), 2, At, At.AddSeconds(2)),
            new DeliveryState.Delivered("id", "https://social.example/1", At),
            new DeliveryState.Failed("too long", At),
            new DeliveryState.Uncertain(At, 1, At.AddSeconds(-1), At.AddMinutes(1)),
            new DeliveryState.Cancelled(At),
            new DeliveryState.Gone(At),
        ];
        foreach (var (ordinal, state) in every.Index())
        {
            var post = await InsertAsync("alpha", state, $"part-{ordinal}", "x", ordinal);
            var stored = await Database.ReadAsync(
                connection =>
                    connection.ExecuteScalarAsync<long>(
                        $"select {DeliveryTable.Time} from deliveries d where d.id = @id",
                        new { id = post.Id.ToString() }
                    ),
                Cancellation
            );
            stored.ShouldBe((post.At ?? post.CreatedAt).ToUnixTimeMilliseconds(), state.ToString());
        }
    }

    [Fact]
    public async Task Posts_of_one_moment_are_each_on_one_page()
    {
        foreach (var account in (string[])["alpha", "beta", "gamma"])
        {
            for (var ordinal = 0; ordinal < 3; ordinal++)
            {
                await InsertAsync(account, DeliveryState.Held.ForDelay(At.AddHours(1)), $"{account}-{ordinal}", "x", ordinal);
            }
        }

        var found = new List<Delivery>();
        for (var skip = 0; skip < 9; skip += 2)
        {
            found.AddRange((await Queries.FindAsync("gazette", new DeliveryFilter { Skip = skip, Take = 2 }, Cancellation)).Items);
        }

        found.Select(post => post.Id).Distinct().Count().ShouldBe(9);
    }

    private async Task<string> FoundAsync(DeliveryFilter filter)
    {
        var page = await Queries.FindAsync("gazette", filter, Cancellation);
        return Parts(page.Items) + (page.HasMore ? " …" : "");
    }

    private static string Parts(IEnumerable<Delivery> posts) => string.Join(' ', posts.Select(post => post.Place.Part));

    private async Task<Delivery> InsertAsync(
        string account,
        DeliveryState state,
        string part,
        string text,
        int ordinal = 0,
        int generation = 1
    )
    {
        var sample = Samples.Delivery(state, account, ordinal);
        var post = sample with
        {
            Place = sample.Place with { Part = part, Generation = generation },
            Content = sample.Content with { Text = text },
        };
        await Database.WriteAsync(transaction => DeliveryTable.InsertAsync(transaction, post, "test", "inserted"), Cancellation);
        return post;
    }
}
