using Dapper;
using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class DutiesOnSqliteTests() : DutiesTests(new SqliteServer());

public sealed class DutiesOnPostgreSqlTests() : DutiesTests(new PostgreSqlServer())
{
    [Fact(Timeout = 60_000)]
    public async Task What_a_frozen_process_has_locked_keeps_nobody_waiting()
    {
        await DeclareAsync("a", "b");
        await using var frozen = await Database.ConnectAsync(Cancellation);
        await using var transaction = await frozen.BeginTransactionAsync(Cancellation);
        await frozen.ExecuteAsync("select 1 from watermarks where publication = 'a' for update", transaction: transaction);

        (await One.ClaimAsync(Due("a"), Cancellation)).ShouldBeNull();
        (await One.MoveAsync([Later("a"), Later("b")], Cancellation)).ShouldBe(1);
    }
}

public abstract class DutiesTests(TestServer server) : DatabaseSuite(server)
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(30);

    private protected static DateTimeOffset Start { get; } = new TestClock().GetUtcNow();
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private protected Duties One => new(Database, "one", s_lease);
    private Duties Other => new(Database, "other", s_lease);

    [Fact]
    public async Task What_is_due_is_listed_page_by_page_and_each_once()
    {
        await DeclareAsync("c", "a", "b", "d");
        var first = await One.ListDueAsync(Clock.GetUtcNow(), [], null, 3, Cancellation);
        var second = await One.ListDueAsync(Clock.GetUtcNow(), [], first[^1], 3, Cancellation);
        first.Concat(second).Select(duty => duty.Publication).ShouldBe(["a", "b", "c", "d"]);
        (await One.ListDueAsync(Clock.GetUtcNow(), ["deliver"], null, 3, Cancellation)).ShouldBeEmpty();
        (await One.ListDueAsync(Clock.GetUtcNow().AddMinutes(-1), [], null, 3, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_that_claim_a_duty_one_has_it()
    {
        await DeclareAsync("a");
        var claims = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(index => Task.Run(() => new Duties(Database, $"worker-{index}", s_lease).ClaimAsync(Due("a"), Cancellation)))
        );
        claims.OfType<Duty>().ShouldHaveSingleItem().ShouldBe(Due("a"));
    }

    [Fact]
    public async Task A_duty_that_is_held_is_nobody_elses_until_the_lease_ends()
    {
        await DeclareAsync("a");
        await One.ClaimAsync(Due("a"), Cancellation);
        await AdvanceAsync(s_lease / 2);
        (await Other.ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldBeEmpty();
        (await Other.MoveAsync([Later("a")], Cancellation)).ShouldBe(0);
        await AdvanceAsync(s_lease);
        (await Other.ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldHaveSingleItem();
        (await Other.ClaimAsync(Due("a"), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_comes_too_late_changes_nothing_of_what_another_has()
    {
        await DeclareAsync("a");
        await One.ClaimAsync(Due("a"), Cancellation);
        await AdvanceAsync(s_lease * 2);
        await Other.ClaimAsync(Due("a"), Cancellation);
        (await One.RenewAsync([("a", "deliver")], Cancellation)).ShouldBeEmpty();
        (await One.FinishAsync(Later("a"))).ShouldBeFalse();
        (await Other.FinishAsync(Later("a"))).ShouldBeTrue();
        (await One.ListAsync(Cancellation)).ShouldHaveSingleItem().DoneUntil.ShouldBe(Start);
    }

    [Fact]
    public async Task A_duty_is_held_as_long_as_it_is_renewed()
    {
        await DeclareAsync("a", "b");
        await One.ClaimAsync(Due("a"), Cancellation);
        for (var time = 0; time < 4; time++)
        {
            await AdvanceAsync(s_lease / 2);
            (await One.RenewAsync([("a", "deliver"), ("b", "deliver")], Cancellation)).ShouldBe([("a", "deliver")]);
        }

        (await Other.ClaimAsync(Due("a"), Cancellation)).ShouldBeNull();
        (await One.FinishAsync(Later("a"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_had_a_duty_has_it_again_and_others_when_it_is_late()
    {
        await DeclareAsync("a");
        await One.MoveAsync([Later("a")], Cancellation);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        (await Other.ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldBeEmpty();
        (await One.ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldHaveSingleItem();
        await AdvanceAsync(Duties.Late);
        (await Other.ListDueAsync(Clock.GetUtcNow(), [], null, 9, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_done_meanwhile_is_neither_claimed_nor_moved_again()
    {
        await DeclareAsync("a");
        (await One.MoveAsync([Later("a")], Cancellation)).ShouldBe(1);
        (await Other.MoveAsync([Later("a")], Cancellation)).ShouldBe(0);
        (await Other.ClaimAsync(Due("a"), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_are_declared_and_moved_at_once()
    {
        var names = Enumerable.Range(0, 600).Select(index => $"p{index:000}").ToArray();
        await DeclareAsync(names);
        await DeclareAsync(names);
        (await One.ListAsync(Cancellation)).Count.ShouldBe(600);
        var moved = await Task.WhenAll(
            Task.Run(() => One.MoveAsync([.. names.Select(Later)], Cancellation), Cancellation),
            Task.Run(() => Other.MoveAsync([.. names.Reverse().Select(Later)], Cancellation), Cancellation)
        );
        moved.Sum().ShouldBe(600);
    }

    private protected Task DeclareAsync(params string[] publications) =>
        One.DeclareAsync([.. publications.Select(name => new DutyMove(new Duty(name, "deliver", null, null), null, Start))], Cancellation);

    private protected Duty Due(string publication) => new(publication, "deliver", null, Start);

    private protected DutyMove Later(string publication) => new(Due(publication), Start, Start.AddMinutes(1));
}
