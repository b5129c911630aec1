using Dapper;
using Syndicator.Storage;

namespace Syndicator.Tests.Storage;

public sealed class DatabaseOnSqliteTests() : DatabaseTests(new SqliteServer());

public sealed class DatabaseOnPostgreSqlTests() : DatabaseTests(new PostgreSqlServer(isEmptied: false));

public abstract class DatabaseTests(TestServer server) : DatabaseSuite(server)
{
    [Fact]
    public async Task Of_many_that_start_at_once_exactly_one_migrates()
    {
        var known = await VersionsAsync();
        foreach (
            var table in (string[])
                [
                    "store_moves",
                    "editor_tokens",
                    "sign_in_attempts",
                    "sessions",
                    "known_people",
                    "editors",
                    "engagement_accounts",
                    "engagement_history",
                    "engagement",
                    "call_history",
                    "call_posts",
                    "call_sightings",
                    "calls",
                    "round_digests",
                    "crate_facts",
                    "published",
                    "nomination_history",
                    "recounts",
                    "nomination_support",
                    "endorsements",
                    "proposals",
                    "nominations",
                    "reading_positions",
                    "mentions",
                    "account_owners",
                    "account_homes",
                    "spending",
                    "secrets",
                    "webhook_calls",
                    "alarms",
                    "proposed_edits",
                    "restores",
                    "delivery_history",
                    "deliveries",
                    "issues",
                    "account_pauses",
                    "account_history",
                    "watermarks",
                ]
        )
        {
            await ExecuteAsync($"drop table {table}");
        }

        await ExecuteAsync("delete from schema_versions where version >= 2");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenAgainAsync)));

        (await VersionsAsync()).ShouldBe(known);
        (await CountAsync("select count(*) from deliveries")).ShouldBe(0);
    }

    [Fact]
    public async Task Opening_again_applies_nothing_again()
    {
        var before = await VersionsAsync();
        await OpenAgainAsync();
        (await VersionsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_with_both_versions()
    {
        await ExecuteAsync("insert into schema_versions (version, name, applied_at) values (900, 'of_the_future', 0)");
        var refusal = await Should.ThrowAsync<StorageException>(OpenAgainAsync);
        refusal.Diagnostic.Code.ShouldBe("database-newer");
        refusal.Diagnostic.Message.ShouldContain("900");
        refusal.Diagnostic.Remedy.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_throws_half_way_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Database.WriteAsync<int>(
                async transaction =>
                {
                    await transaction.Connection!.ExecuteAsync(
                        "insert into watermarks (publication, job, done_until) values ('p', 'j', 1)",
                        transaction: transaction
                    );
                    throw new InvalidOperationException("half-way");
                },
                TestContext.Current.CancellationToken
            )
        );
        (await CountAsync("select count(*) from watermarks")).ShouldBe(0);
    }

    [Fact]
    public async Task A_command_of_two_statements_is_written_whole_or_not_at_all()
    {
        const string First = "insert into watermarks (publication, job, done_until) values ('p', 'j', 1)";
        const string Second = "insert into watermarks (publication, job, done_until) values ('p', 'k', 2)";
        var twice = await Should.ThrowAsync<Exception>(() => WriteAtOnceAsync($"{First}; {First}"));
        Database.IsUniqueViolation(twice).ShouldBeTrue();
        (await CountAsync("select count(*) from watermarks")).ShouldBe(0);

        (await WriteAtOnceAsync($"{First}; {Second}")).ShouldBe(2);
        (await CountAsync("select count(*) from watermarks")).ShouldBe(2);
    }

    [Fact]
    public async Task Instants_are_stored_as_unix_milliseconds()
    {
        var instant = new DateTimeOffset(2026, 7, 29, 14, 30, 15, 678, TimeSpan.FromHours(2));
        await ExecuteAsync("insert into watermarks (publication, job, done_until) values ('p', 'j', @instant)", new { instant });
        (await CountAsync("select done_until from watermarks")).ShouldBe(1785328215678);
    }

    [Fact]
    public async Task The_database_has_a_clock_of_its_own_name() =>
        (await CountAsync("select syndicator_now()")).ShouldBe(Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private Task<int> WriteAtOnceAsync(string sql) =>
        Database.WriteAtOnceAsync(
            (connection, transaction) => connection.ExecuteAsync(sql, transaction: transaction),
            TestContext.Current.CancellationToken
        );

    private Task<IReadOnlyList<long>> VersionsAsync() =>
        Database.ReadAsync<IReadOnlyList<long>>(
            async connection => [.. await connection.QueryAsync<long>("select version from schema_versions order by version")],
            TestContext.Current.CancellationToken
        );

    private Task<long> CountAsync(string sql) =>
        Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql), TestContext.Current.CancellationToken);
}
