using Dapper;
using Syndicator.Publishing;
using Syndicator.Storage;

namespace Syndicator.Tests.Storage;

public sealed class UpgradeOnSqliteTests() : UpgradeTests(new SqliteServer());

public sealed class UpgradeOnPostgreSqlTests() : UpgradeTests(new PostgreSqlServer(isEmptied: false));

/// <summary>From the version before duties to the one with them, as several instances start at once and one of the version before still runs.</summary>
public abstract class UpgradeTests(TestServer server) : DatabaseSuite(server)
{
    private const string Before = """
        drop table watermarks;
        create table watermarks (
          publication text not null,
          job text not null,
          done_until bigint not null,
          primary key (publication, job)
        );
        insert into watermarks values ('gazette', 'watch', 1000);
        delete from schema_versions where version = 20;
        """;

    [Fact]
    public async Task Instances_that_start_at_once_upgrade_once_and_keep_the_marks()
    {
        await ExecuteAsync(Before);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(OpenAgainAsync)));
        var duty = (
            await new Duties(Database, "one", TimeSpan.FromSeconds(30)).ListAsync(TestContext.Current.CancellationToken)
        ).ShouldHaveSingleItem();
        duty.ShouldBe(new Duty("gazette", "watch", DateTimeOffset.FromUnixTimeMilliseconds(1000), DateTimeOffset.UnixEpoch));
    }

    /// <summary>The statements are those of the version before.</summary>
    [Fact]
    public async Task An_instance_of_the_version_before_goes_on_until_it_is_replaced()
    {
        await ExecuteAsync(
            "insert into watermarks (publication, job, done_until) values ('gazette', 'watch', 1000) on conflict do nothing"
        );
        await ExecuteAsync(
            "update watermarks set done_until = 2000 where publication = 'gazette' and job = 'watch' and done_until = 1000 and done_until <= 2000"
        );
        await using var connection = await Database.ConnectAsync(TestContext.Current.CancellationToken);
        (
            await connection.QuerySingleAsync<long?>("select done_until from watermarks where publication = 'gazette' and job = 'watch'")
        ).ShouldBe(2000);
    }

    [Fact]
    public async Task A_program_of_the_version_before_does_not_start_on_it()
    {
        await ExecuteAsync("insert into schema_versions (version, name, applied_at) values (999, 'to come', 0)");
        (await Should.ThrowAsync<StorageException>(OpenAgainAsync)).Diagnostic.Code.ShouldBe("database-newer");
    }
}
