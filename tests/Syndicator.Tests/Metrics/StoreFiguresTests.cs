using Syndicator.Metrics;
using Syndicator.Publishing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Metrics;

public sealed class StoreFiguresOnSqliteTests() : StoreFiguresTests(new SqliteServer());

public sealed class StoreFiguresOnPostgreSqlTests() : StoreFiguresTests(new PostgreSqlServer());

public abstract class StoreFiguresTests(TestServer server) : PublishingSuite(server)
{
    [Fact]
    public async Task What_is_open_and_what_was_spent_is_shown_and_looked_up_every_15_seconds_at_most()
    {
        await AnnounceAsync(7, "lead", "crate");
        await ExecuteAsync(
            "update deliveries set due_at = @at where account = 'alpha' and ordinal = 0",
            new { at = Clock.GetUtcNow().AddHours(-1) }
        );
        await new Spending(Database, Clock).TakeAsync("gazette", "beta", 1.25m, null, Cancellation);
        await ExecuteAsync(
            "insert into alarms (id, publication, code, subject, text, remedy, since, raised_at, seen_at) values ('1', 'gazette', 'disk-low', 'd', '', '', 1, 1, 1)"
        );
        using var figures = new StoreFigures(Database, () => [Publication], Clock);
        var seen = await ReadAsync(figures);
        seen.Values["""syndicator_posts_open{publication="gazette",account="alpha",state="due"}"""].ShouldBeGreaterThan(0);
        seen.Values["""syndicator_posts_due_oldest_seconds{publication="gazette"}"""].ShouldBe(3600);
        seen.Values["""syndicator_spending_month_usd{publication="gazette",account="beta"}"""].ShouldBe(1.25);
        seen.Values["""syndicator_alarms_open{publication="gazette",code="disk-low"}"""].ShouldBe(1);
        seen.Values["syndicator_store_up"].ShouldBe(1);

        await ExecuteAsync("update alarms set cleared_at = 2");
        Clock.Advance(TimeSpan.FromSeconds(14));
        (await ReadAsync(figures)).Kinds.Keys.ShouldContain("syndicator_alarms_open");
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await ReadAsync(figures)).Kinds.Keys.ShouldNotContain("syndicator_alarms_open");
    }

    private static async Task<PrometheusReader> ReadAsync(StoreFigures figures) =>
        PrometheusReader.Read(PrometheusText.Write(await figures.ReadAsync(Cancellation)));
}
