using Syndicator.Networks;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Engagement;

public sealed class KeptEngagementOnSqliteTests() : KeptEngagementTests(new SqliteServer());

public sealed class KeptEngagementOnPostgreSqlTests() : KeptEngagementTests(new PostgreSqlServer());

public abstract class KeptEngagementTests(TestServer server) : EngagementSuite(server)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Counts_are_kept_over_time_and_only_where_they_changed()
    {
        await SendAsync(7, "lead", "crate/2");
        var lead = await PostAsync("lead");
        Counter().Everywhere(0);
        await CountAfterAsync(s_hour);
        Counter().Counts[RemoteOf("lead")] = new Reactions(5, 2, 1) { Bookmarks = 4, Views = 900 };
        (await CountAfterAsync(2 * s_hour)).Changed.ShouldBe([lead.Id.ToString()]);
        (await CountAfterAsync(3 * s_hour)).Changed.ShouldBeEmpty();
        Counter().Counts[RemoteOf("lead")] = new Reactions(-5, 2, 1, 3);
        await CountAfterAsync(6 * s_hour);

        var counted = await CountedAsync();
        counted.Select(post => post.Counts).ShouldBe([new Reactions(0, 2, 1, 3), new Reactions(0, 0, 1, 0)], ignoreOrder: true);
        counted.ShouldAllBe(post => post.CountedAt == Clock.GetUtcNow() && !post.IsSample);
        (await Queries.GrowthAsync(Publication.Id, "issue-7", Cancellation))
            .Where(point => point.Post == lead.Id.ToString())
            .Select(point => (point.At - point.SentAt, point.Total))
            .ShouldBe([(s_hour, 1L), (3 * s_hour, 8L), (12 * s_hour, 6L)]);
        (await Queries.BestAsync(Publication.Id, lead.CreatedAt, 1, Cancellation)).ShouldHaveSingleItem().Post.Id.ShouldBe(lead.Id);
        var sums = await Queries.SumsAsync(Publication.Id, lead.CreatedAt, Cancellation);
        sums.Select(sum => (sum.Account, sum.Part, sum.PostCount, sum.Total))
            .ShouldBe([("alpha", "crate/2", 1, 1L), ("alpha", "lead", 1, 6L)]);
        sums.ShouldAllBe(sum => sum.SentAt == lead.CreatedAt, "it was a whole quarter of an hour");
    }

    [Fact]
    public async Task A_post_that_is_not_there_twice_is_gone_and_asked_for_no_more()
    {
        await SendAsync(7, "lead");
        Counter().Everywhere(3);
        await CountAfterAsync(s_hour);
        Counter().Everywhere(null);

        (await CountAfterAsync(2 * s_hour)).GoneCount.ShouldBe(0);
        (await CountAlphaAsync()).AskedCount.ShouldBe(0);
        (await CountAfterAsync(s_hour)).GoneCount.ShouldBe(1);

        var gone = (await CountedAsync()).ShouldHaveSingleItem();
        (gone.GoneAt, gone.Counts.Likes).ShouldBe((Clock.GetUtcNow(), 3));
        (await CountAfterAsync(TimeSpan.FromDays(3))).AskedCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_post_that_was_hidden_for_an_hour_is_not_gone()
    {
        await SendAsync(7, "lead");
        Counter().Everywhere(null);
        await CountAfterAsync(s_hour);
        (await CountedAsync()).ShouldHaveSingleItem().CountedAt.ShouldBeNull();
        (await Queries.SumsAsync(Publication.Id, Clock.GetUtcNow().AddDays(-1), Cancellation)).ShouldBeEmpty();

        Counter().Everywhere(3);
        await CountAfterAsync(s_hour);
        Counter().Everywhere(null);
        (await CountAfterAsync(s_hour)).GoneCount.ShouldBe(0);

        (await CountedAsync()).ShouldHaveSingleItem().GoneAt.ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_processes_that_count_at_once_one_asks()
    {
        await SendAsync(7, "lead");
        await AdvanceAsync(s_hour);
        Counter().Everywhere(3);
        var other = await OpenAgainAsync();
        Counter().Meanwhile = async _ =>
        {
            Counter().Meanwhile = _ => Task.CompletedTask;
            (await CountAsync(other)).ShouldHaveSingleItem().IsTaken.ShouldBeTrue();
        };

        (await CountAlphaAsync()).Changed.Count.ShouldBe(1);
        Counter().Asked.Count.ShouldBe(1);
    }

    private string RemoteOf(string part) => $"id:{Publication.Id}/issue-7/alpha/{part}/g1";
}
