using Syndicator.FakeNetworks;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Mastodon;

public class MastodonReactionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_liked_and_boosted_a_post_is_told_by_name_page_by_page()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var post = trial.Server.Write("#cotw jiff");
        for (var i = 0; i < 100; i++)
        {
            trial.Server.Like(post, $"fan{i}");
        }

        trial.Server.Boost(post, "fan7");

        var people = (await trial.Network.ListReactionsAsync(new RemotePost(post.Id, "x"), Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyList<Reaction>>.Read>()
            .Value;

        people.Count(one => one.Kind == ReactionKind.Like).ShouldBe(100);
        people.ShouldBeUnique();
        people.Where(one => one.Kind == ReactionKind.Boost).ShouldBe([new Reaction("account-of-fan7", ReactionKind.Boost)]);
    }

    [Fact]
    public async Task Of_a_post_that_is_gone_nobody_is_told()
    {
        await using var trial = await MastodonTrial.StartAsync();

        (await trial.Network.ListReactionsAsync(new RemotePost("7", "x"), Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyList<Reaction>>.Refused>()
            .Kind.ShouldBe(RefusalKind.Post);
    }

    [Fact]
    public async Task A_first_look_reads_all_that_the_server_shows_from_the_oldest_on()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var written = Enumerable.Range(0, 170).Select(i => trial.Server.Write($"@newsletter {i}").Id).ToList();
        var (seen, cursor, hasMore) = (new List<string>(), (string?)null, true);
        while (hasMore)
        {
            var page = (await trial.Network.ReadMentionsAsync(cursor, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Read>().Value;
            seen.AddRange(page.Mentions.Select(mention => mention.Id));
            (cursor, hasMore) = (page.Cursor, page.HasMore);
        }

        seen.ShouldBe(written);
    }

    [Fact]
    public async Task An_answer_that_is_none_tells_nothing()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var post = trial.Server.Write("#cotw jiff");
        trial.Server.Plan(new Fault(FaultKind.Status, Path: $"/api/v1/statuses/{post.Id}/favourited_by", Status: 200, Body: "{}"));

        (await trial.Network.ListReactionsAsync(new RemotePost(post.Id, "x"), Cancellation)).ShouldBeOfType<ReadOutcome<
            IReadOnlyList<Reaction>
        >.Unavailable>();
    }
}
