using Syndicator.Calls;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Calls;

public sealed class ForeseeCallPostsTests() : CallsSuite(new SqliteServer())
{
    [Fact]
    public async Task What_goes_out_next_is_what_is_announced_then()
    {
        await PrintAsync([.. Enumerable.Range(0, 7).Select(i => Project($"p{i} - task")), Event("conf", "2026-12-30")]);
        await AdvanceAsync(TimeSpan.FromHours(1));

        var foreseen = await ForeseeAsync(most: 20);
        foreseen.Select(post => post.At).Distinct().Count().ShouldBe(5, "Friday to Thursday");
        (await StoredAsync()).ShouldBeEmpty();
        foreach (var turn in foreseen.GroupBy(post => post.At!.Value))
        {
            await JumpAsync(turn.Key - Clock.GetUtcNow());
            (await AnnounceAsync())
                .Posts.Select(post => (post.Delivery.Place.Account, post.Delivery.Content.Text.Split('\n')[0]))
                .ShouldBe(turn.Select(post => (post.Account.Name, post.Words)), ignoreOrder: true);
            await ExecuteAsync(
                "update deliveries set state = 'delivered', due_at = null, remote_id = '1', remote_url = 'https://a.example/', settled_at = 1"
            );
        }
    }

    [Fact]
    public async Task What_waits_comes_first_and_what_waits_for_an_editor_last()
    {
        Publication = Publication with
        {
            Accounts = [Publication.Accounts[0], Publication.Accounts[1] with { Approval = Syndicator.Configuration.Approval.Required }],
        };
        var call = Event("conf", "2026-12-30");
        await PrintAsync(call);
        await AnnounceAsync();
        (await ForeseeAsync(most: 20))
            .Select(post => (post.Account.Name, post.At, post.IsMade, post.Call))
            .ShouldBe([("mastodon", Clock.GetUtcNow(), true, call.Id), ("bluesky", null, true, call.Id)]);
    }

    private Task<IReadOnlyList<ForeseenCallPost>> ForeseeAsync(int most) =>
        new ForeseeCallPosts(Database, (_, account, _) => ValueTask.FromResult(NetworkTextRules.For(account)), Clock).RunAsync(
            Publication,
            most,
            Cancellation
        );
}
