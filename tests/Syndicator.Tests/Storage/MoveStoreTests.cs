using Dapper;
using Syndicator.Publishing;
using Syndicator.Storage;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Storage;

public sealed class MoveFromSqliteToSqliteTests() : MoveStoreTests(new SqliteServer(), new SqliteServer());

public sealed class MoveFromSqliteToPostgreSqlTests() : MoveStoreTests(new SqliteServer(), new PostgreSqlServer(isEmptied: false));

public sealed class MoveFromPostgreSqlToSqliteTests() : MoveStoreTests(new PostgreSqlServer(isEmptied: false), new SqliteServer());

public abstract class MoveStoreTests(TestServer from, TestServer to) : PublishingSuite(from)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-move-").FullName;
    private StorageOptions? _target;

    private StorageOptions Target => _target!;

    [Fact]
    public async Task Everything_is_there_sessions_and_all_and_the_old_store_says_where()
    {
        await FillAsync();
        var before = await SumsAsync(Database);
        await Database.DisposeAsync();
        var done = (await MoveAsync()).ShouldBeOfType<MoveOutcome.Done>();
        done.RowCount.ShouldBeGreaterThan(8);

        await using var target = await Database.OpenAsync(Target, Clock, Cancellation);
        (await SumsAsync(target)).ShouldBe(before);
        (await CountAsync(target, "sessions")).ShouldBe(1);
        var problem = await Should.ThrowAsync<StorageException>(() => Database.OpenAsync(Options, Clock, Cancellation));
        problem.Diagnostic.Code.ShouldBe("database-moved");
        problem.Message.ShouldContain(target.Name);
    }

    [Fact]
    public async Task Who_had_the_old_store_open_cannot_change_it_any_more()
    {
        await FillAsync();
        await Database.DisposeAsync();
        (await MoveAsync()).ShouldBeOfType<MoveOutcome.Done>();
        await using var late = await Database.OpenEvenIfMovedAsync(Options, Clock, Cancellation);
        foreach (
            var change in (string[])
                ["update deliveries set cost = 1", "delete from sessions", "insert into restores (restored_at, taken_at) values (1, 1)"]
        )
        {
            var problem = await Should.ThrowAsync<StorageException>(() =>
                late.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(change, null, transaction), Cancellation)
            );
            problem.Diagnostic.Code.ShouldBe("database-moved", change);
        }
    }

    [Fact]
    public async Task A_target_that_holds_anything_a_source_in_use_and_an_empty_source_are_refused()
    {
        await FillAsync();
        await Database.ReadAsync(_ => RefusedAsync("store-in-use"), Cancellation);
        await Database.DisposeAsync();
        var back = await new MoveStore(Target, Options, _folder, Clock).RunAsync(Cancellation);
        back.ShouldBeOfType<MoveOutcome.Refused>().Reason.Code.ShouldBe("store-empty");
        await using (var target = await Database.OpenAsync(Target, Clock, Cancellation))
        {
            await new Watermarks(target).AdvanceAsync("other", "watch", null, Clock.GetUtcNow(), Cancellation);
        }

        (await RefusedAsync("store-not-empty")).Message.ShouldContain("1 watermarks");
        await using var still = await Database.OpenAsync(Options, Clock, Cancellation);
        (await CountAsync(still, "sessions")).ShouldBe(1);
    }

    [Fact]
    public async Task Killed_between_the_two_ends_the_new_store_stays_shut_and_the_next_call_ends_it()
    {
        await FillAsync();
        await Database.DisposeAsync();
        (await MoveAsync()).ShouldBeOfType<MoveOutcome.Done>();
        await StandAsync(Target, MoveStanding.Arriving);
        (await Should.ThrowAsync<StorageException>(() => Database.OpenAsync(Target, Clock, Cancellation))).Diagnostic.Code.ShouldBe(
            "database-arriving"
        );
        (await MoveAsync()).ShouldBeOfType<MoveOutcome.Finished>();
        await using var target = await Database.OpenAsync(Target, Clock, Cancellation);
        (await CountAsync(target, "sessions")).ShouldBe(1);
        await RefusedAsync("database-moved");
    }

    [Fact]
    public async Task Killed_before_the_old_store_closed_it_goes_on_and_the_next_call_begins_anew()
    {
        await FillAsync();
        await Database.DisposeAsync();
        (await MoveAsync()).ShouldBeOfType<MoveOutcome.Done>();
        await StandAsync(Target, MoveStanding.Arriving);
        (await new ReopenStore(Options, _folder, Clock).RunAsync("cli:eve", Cancellation)).ShouldNotBeNull();
        await using (var old = await Database.OpenAsync(Options, Clock, Cancellation))
        {
            await new Watermarks(old).AdvanceAsync("gazette", "deliver", null, Clock.GetUtcNow(), Cancellation);
        }

        (await MoveAsync()).ShouldBeOfType<MoveOutcome.Done>();
        await using var target = await Database.OpenAsync(Target, Clock, Cancellation);
        (await new Watermarks(target).ReadAsync("gazette", "deliver", Cancellation)).ShouldBe(Clock.GetUtcNow());
    }

    [Fact]
    public async Task Undone_the_store_is_open_again_and_doubts_what_may_have_gone_out()
    {
        await FillAsync();
        await Database.DisposeAsync();
        (await new ReopenStore(Options, _folder, Clock).RunAsync("cli:eve", Cancellation)).ShouldBeNull();
        (await MoveAsync()).ShouldBeOfType<MoveOutcome.Done>();
        var (undone, doubted) = (await new ReopenStore(Options, _folder, Clock).RunAsync("cli:eve", Cancellation)).ShouldNotBeNull();
        undone.Standing.ShouldBe(MoveStanding.Gone);
        doubted.UncertainCount.ShouldBeGreaterThan(0);
        await using var again = await Database.OpenAsync(Options, Clock, Cancellation);
        (await CountAsync(again, "deliveries where state = 'due'")).ShouldBe(0);
        await new Watermarks(again).AdvanceAsync("gazette", "deliver", null, Clock.GetUtcNow(), Cancellation);
    }

    protected override async Task PrepareAsync() => _target = await to.CreateAsync();

    protected override async ValueTask CleanUpAsync()
    {
        Directory.Delete(_folder, recursive: true);
        if (_target is not null)
        {
            await to.DropAsync(_target);
        }
    }

    private Task<MoveOutcome> MoveAsync() => new MoveStore(Options, Target, _folder, Clock).RunAsync(Cancellation);

    private async Task<Diagnostic> RefusedAsync(string code)
    {
        var reason = (await MoveAsync()).ShouldBeOfType<MoveOutcome.Refused>().Reason;
        reason.Code.ShouldBe(code);
        return reason;
    }

    /// <summary>Posts in both states, letters of every kind, and a session, which no backup has.</summary>
    private async Task FillAsync()
    {
        await AnnounceAsync(7, "lead");
        await DeliverAsync();
        await AnnounceAsync(8, "lead", "crate");
        await ExecuteAsync(
            """
            insert into sessions (id, secret_hash, provider, subject, name, browser, started_at, seen_at, ends_at)
            values ('1', 'x', 'local', 'eve', 'Eve 👩‍👩‍👧 naïve ''quotes''', 'b', 1, 1, 9)
            """
        );
    }

    private async Task StandAsync(StorageOptions options, MoveStanding standing)
    {
        await using var database = await Database.OpenEvenIfMovedAsync(options, Clock, Cancellation);
        await database.WriteAsync(
            async transaction =>
            {
                var move = await StoreMove.FindAsync(transaction.Connection!, transaction);
                await StoreMove.WriteAsync(transaction, move! with { Standing = standing });
                return true;
            },
            Cancellation
        );
    }

    private async Task<List<string>> SumsAsync(Database database)
    {
        var sums = new List<string>();
        foreach (var table in await StoreTable.ListAllAsync(_folder, Clock, Cancellation))
        {
            var sum = await database.ReadSnapshotAsync(
                snapshot => TableSum.OfAsync(database.ReadRowsAsync(snapshot, table, Cancellation)),
                Cancellation
            );
            sums.Add($"{table.Name}: {sum}");
        }

        return sums;
    }

    private static Task<long> CountAsync(Database database, string what) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<long>($"select count(*) from {what}"), Cancellation);
}
