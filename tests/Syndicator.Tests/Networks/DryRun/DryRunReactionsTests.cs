using Syndicator.Networks;
using Syndicator.Networks.DryRun;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.DryRun;

public sealed class DryRunReactionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syndicator-samples-").FullName;
    private readonly TestClock _clock = new();
    private readonly DryRunLedger _ledger;

    public DryRunReactionsTests() => _ledger = DryRunLedger.Of(_folder, "gazette", "alpha");

    [Fact]
    public async Task The_numbers_are_the_same_at_every_question_grow_with_the_time_and_never_fall()
    {
        var post = await PublishAsync("lead");
        (await CountAsync(post)).ShouldBe(new Reactions(0, 0, 0, 0));
        var before = new Reactions(0, 0, 0, 0);
        for (var look = 0; look < 10; look++)
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
            var counts = await CountAsync(post);
            (await CountAsync(post)).ShouldBe(counts);
            counts.Total.ShouldBeGreaterThanOrEqualTo(before.Total);
            before = counts;
        }

        before.Likes.ShouldBeInRange(20, 120);
    }

    [Fact]
    public async Task Posts_that_are_not_in_the_ledger_are_not_there()
    {
        var post = await PublishAsync("lead");
        var read = await new DryRunReactions(_ledger, _clock).CountAsync(
            [post, new RemotePost("0000", "")],
            TestContext.Current.CancellationToken
        );
        read.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read>().Value.Keys.ShouldBe([post.Id]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Reactions> CountAsync(RemotePost post) =>
        (await new DryRunReactions(_ledger, _clock).CountAsync([post], TestContext.Current.CancellationToken))
            .ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read>()
            .Value[post.Id];

    private async Task<RemotePost> PublishAsync(string key) =>
        (
            await new DryRunNetwork("gazette", Samples.Account("alpha"), new PlainRules(500), _ledger, _clock).PublishAsync(
                new OutboundPost(key, new PostContent { Text = "x" }),
                TestContext.Current.CancellationToken
            )
        )
            .ShouldBeOfType<PublishOutcome.Published>()
            .Post;
}
