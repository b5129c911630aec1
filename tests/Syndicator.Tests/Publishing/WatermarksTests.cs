using Syndicator.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Publishing;

public sealed class WatermarksOnSqliteTests() : WatermarksTests(new SqliteServer());

public sealed class WatermarksOnPostgreSqlTests() : WatermarksTests(new PostgreSqlServer());

public abstract class WatermarksTests(TestServer server) : PublishingSuite(server)
{
    private Watermarks Marks => new(Database);

    [Fact]
    public async Task A_job_that_never_ran_has_none() => (await Marks.ReadAsync("gazette", "watch", Cancellation)).ShouldBeNull();

    [Fact]
    public async Task A_mark_moves_on_and_never_back()
    {
        var start = Clock.GetUtcNow();
        (await Marks.AdvanceAsync("gazette", "watch", null, start, Cancellation)).ShouldBeTrue();
        (await Marks.AdvanceAsync("gazette", "watch", start, start.AddMinutes(5), Cancellation)).ShouldBeTrue();
        (await Marks.AdvanceAsync("gazette", "watch", start.AddMinutes(5), start, Cancellation)).ShouldBeFalse();
        (await Marks.ReadAsync("gazette", "watch", Cancellation)).ShouldBe(start.AddMinutes(5));
        (await Marks.ReadAsync("gazette", "deliver", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_that_saw_the_same_mark_one_moves_it()
    {
        var start = Clock.GetUtcNow();
        var first = await Task.WhenAll(Together(index => Marks.AdvanceAsync("gazette", "watch", null, start, Cancellation)));
        first.Count(moved => moved).ShouldBe(1);
        var second = await Task.WhenAll(
            Together(index => Marks.AdvanceAsync("gazette", "watch", start, start.AddSeconds(index + 1), Cancellation))
        );
        second.Count(moved => moved).ShouldBe(1);
    }

    private static IEnumerable<Task<bool>> Together(Func<int, Task<bool>> move) =>
        Enumerable.Range(0, 8).Select(index => Task.Run(() => move(index)));
}
