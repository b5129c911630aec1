using Syndicator.FakeNetworks;
using Syndicator.Forums;
using Syndicator.Networks;

namespace Syndicator.Tests.Forums;

/// <summary>A topic of years, read through by a reader that is stopped again and again, on a forum that slows it down and goes on living.</summary>
public class TopicReadThroughTests
{
    private const int PostCount = 3000;

    private readonly List<string> _read = [];
    private string _cursor = DiscourseTopic.CursorAfter(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_thousand_posts_are_read_without_gap_or_repeat_by_readers_that_are_stopped_and_slowed_down()
    {
        await using var stand = await ForumStand.OpenAsync();
        Write(stand);
        (stand.Server.RequestsInTenSeconds, stand.Server.RequestsInAMinute) = (50, 200);
        var expected = stand.Server.Ledger.Select(post => post.Id).ToList();
        var throttledCount = 0;

        for (var look = 0; look < 200; look++)
        {
            if (look % 7 == 3)
            {
                stand.Server.Plan(new Fault(look % 2 == 0 ? FaultKind.Drop : FaultKind.Status, Path: "/t/900/", Status: 503, Times: 2));
            }

            var outcome = await stand.Open().ReadMentionsAsync(_cursor, Cancellation);
            throttledCount += Wait(stand, outcome);
            if (Stored(outcome) is { HasMore: false })
            {
                break;
            }
        }

        _read.ShouldBe(expected);
        throttledCount.ShouldBeGreaterThan(3);
        stand.Server.Seen.Count(request => request.Path.Contains("posts.json", StringComparison.Ordinal)).ShouldBeLessThan(230);
        _cursor.Length.ShouldBeLessThan(4000);
    }

    [Fact]
    public async Task Posts_that_come_and_go_while_a_topic_is_read_are_given_once_or_were_never_there()
    {
        await using var stand = await ForumStand.OpenAsync();
        Write(stand, 400);
        var random = new Random(5);
        for (var look = 0; look < 60; look++)
        {
            Stored(await stand.Open().ReadMentionsAsync(_cursor, Cancellation)).ShouldNotBeNull();
            if (look < 40)
            {
                Live(stand, random);
            }
        }

        _read.ShouldBeUnique();
        stand.Server.Ledger.Select(post => post.Id).Except(_read).ShouldBeEmpty();
        _read.Count.ShouldBeGreaterThan(400);
    }

    private static void Write(ForumStand stand, int count = PostCount)
    {
        for (var i = 0; i < count; i++)
        {
            stand.Say(
                i % 50 == 7 ? "" : $"post {i}",
                i % 3 == 0 ? "annika" : "ben",
                i % 5 == 0 && i > 0 ? i : null,
                i % 50 == 7 ? 3 : 1,
                daysAgo: 900
            );
            if (i % 11 == 5)
            {
                stand.Server.Delete(ForumStand.TopicId, i + 1);
            }
        }
    }

    /// <summary>People write, take back, are edited; moderators put posts between others and delete some.</summary>
    private static void Live(ForumStand stand, Random random)
    {
        stand.Say("new");
        var shown = stand.Server.Topic(ForumStand.TopicId).Shown.Where(post => post.Type == 1).ToList();
        stand.Server.Delete(ForumStand.TopicId, shown[^random.Next(1, 100)].Number);
        stand.Server.Edit(ForumStand.TopicId, shown[^random.Next(100, 150)].Number, "edited");
        stand.Server.Say(ForumStand.TopicId, "between", before: shown[^random.Next(100, 150)].Number);
    }

    private static int Wait(ForumStand stand, ReadOutcome<MentionPage> outcome)
    {
        if (outcome is not ReadOutcome<MentionPage>.Throttled throttled)
        {
            stand.Clock.Advance(TimeSpan.FromMilliseconds(200));
            return 0;
        }

        stand.Clock.Advance(throttled.Until - stand.Clock.GetUtcNow());
        return 1;
    }

    /// <summary>As the collector does: mentions and cursor together, or nothing.</summary>
    private MentionPage? Stored(ReadOutcome<MentionPage> outcome)
    {
        if (outcome is not ReadOutcome<MentionPage>.Read { Value: var page })
        {
            return null;
        }

        page.Unread.ShouldBeEmpty();
        _read.AddRange(page.Mentions.Select(mention => mention.Id));
        _cursor = page.Cursor!;
        return page;
    }
}
