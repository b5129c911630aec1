using Dapper;
using Syndicator.Scheduling;
using Syndicator.Storage;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Scheduling;

public sealed class QuartzTablesTests() : DatabaseSuite(new PostgreSqlServer(isEmptied: false))
{
    private static readonly BorrowedTables s_tables = new(QuartzTables.Prefix, QuartzTables.Statements, QuartzTables.Mark);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_that_start_at_once_one_makes_them_and_all_find_them()
    {
        var (one, other) = (await OpenAgainAsync(), await OpenAgainAsync());
        await Task.WhenAll(
            new[] { Database, one, other, Database }.Select(database => Task.Run(() => s_tables.MakeAsync(database, Cancellation)))
        );
        await ExecuteAsync("insert into qrtz_locks (sched_name, lock_name) values ('syndicator', 'x')");
        (await s_tables.MakeAsync(Database, Cancellation)).ShouldBeFalse();
        (await CountAsync()).ShouldBe(1, "what is there is left alone");
    }

    [Fact]
    public async Task Those_of_another_quartz_are_made_anew()
    {
        await ExecuteAsync(
            "create table qrtz_locks (old text); insert into qrtz_locks values ('x'); create table qrtz_gone (id int primary key)"
        );
        (await s_tables.MakeAsync(Database, Cancellation)).ShouldBeTrue();
        (await CountAsync()).ShouldBe(0);
        await ShouldBeRefusedAsync("select * from qrtz_gone");
    }

    private async Task<long> CountAsync()
    {
        await using var connection = await Database.ConnectAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>("select count(*) from qrtz_locks");
    }
}
