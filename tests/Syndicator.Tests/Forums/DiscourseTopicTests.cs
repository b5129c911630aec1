using Syndicator.FakeNetworks.Discourse;
using Syndicator.Forums;
using Syndicator.Networks;

namespace Syndicator.Tests.Forums;

public class DiscourseTopicTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_told_in_full()
    {
        await using var stand = await ForumStand.OpenAsync();
        var first = stand.Say("I nominate `jiff`");
        var text =
            $"[quote=\"annika, post:{first.Number}, topic:900\"]\nI nominate `jiff`\n[/quote]\n\nSeconded, @annika! :crab:\n\nhttps://crates.io/crates/jiff";
        var reply = stand.Say(text, "ben", replyTo: first.Number);

        var mention = (await stand.ReadAsync(null)).Mentions[1];

        (mention.Id, mention.ParentId, mention.ConversationId).ShouldBe((ForumStand.Id(reply), ForumStand.Id(first), "900"));
        mention.Url.ShouldBe($"{stand.Server.Address}t/crate-of-the-week/900/{reply.Number}");
        mention.Text.ShouldBe("Seconded, @annika! :crab:\n\nhttps://crates.io/crates/jiff");
        mention.Links.ShouldBe(["https://crates.io/crates/jiff"]);
        mention.Quotations.ShouldBe([
            new Quotation(
                "I nominate `jiff`",
                "annika",
                ForumStand.Id(first),
                $"{stand.Server.Address}t/crate-of-the-week/900/{first.Number}"
            ),
        ]);
        (mention.Author.Handle, mention.Author.DisplayName, mention.Author.IsBot).ShouldBe(("ben", "ben", false));
        (mention.PostedAt, mention.EditedAt, mention.IsPublic).ShouldBe((stand.Clock.GetUtcNow(), null, true));
        stand.Server.Seen.ShouldAllBe(request =>
            request.Headers["User-Agent"].EndsWith("(+https://newsletter.example)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_first_look_takes_two_weeks_and_never_the_whole_topic()
    {
        await using var stand = await ForumStand.OpenAsync();
        Enumerable.Range(0, 1500).ToList().ForEach(number => stand.Say($"old {number}", daysAgo: 15));
        var fresh = Enumerable.Range(0, 130).Select(number => ForumStand.Id(stand.Say($"new {number}", daysAgo: 13))).ToList();

        var (mentions, cursor) = await stand.ReadAllAsync(null);

        mentions.Select(mention => mention.Id).ShouldBe(fresh);
        stand.Server.Seen.Count.ShouldBeLessThan(25);
        (await stand.ReadAllAsync(cursor)).Mentions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_topic_without_anything_new_is_begun_at_its_end()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("long ago", daysAgo: 400);

        var (mentions, cursor) = await stand.ReadAllAsync(null);
        var next = stand.Say("now");

        mentions.ShouldBeEmpty();
        (await stand.ReadAllAsync(cursor)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(ForumStand.Id(next));
    }

    [Fact]
    public async Task A_topic_without_posts_has_no_cursor_yet()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Server.Topic(ForumStand.TopicId);

        var page = await stand.ReadAsync(null);

        (page.Mentions.Count, page.Cursor, page.HasMore).ShouldBe((0, null, false));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(601, 602)]
    [InlineData(640, 651)]
    [InlineData(999, 1000)]
    [InlineData(1000, null)]
    [InlineData(int.MaxValue, null)]
    public async Task Reading_can_begin_behind_a_known_post(int number, int? first)
    {
        await using var stand = await ForumStand.OpenAsync();
        Enumerable.Range(0, 1000).ToList().ForEach(one => stand.Say($"post {one}", daysAgo: 100));
        Enumerable.Range(641, 10).ToList().ForEach(one => stand.Server.Delete(ForumStand.TopicId, one));

        var page = await stand.ReadAsync(DiscourseTopic.CursorAfter(number));

        (page.Mentions is [var earliest, ..] ? earliest.Id : null).ShouldBe(first is null ? null : $"900/{first}");
        page.Mentions.Any().ShouldBe(first is not null);
        var next = stand.Say("next");
        var (mentions, _) = await stand.ReadAllAsync(page.Cursor);
        mentions[^1].Id.ShouldBe(ForumStand.Id(next));
        mentions.Concat(page.Mentions).Select(mention => mention.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Notes_and_whispers_of_the_forum_are_nobodys_posts()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("a note", "moderator", type: 2);
        stand.Say("", "system", type: 3);
        stand.Say("psst", type: 4);
        stand.Say("Welcome!", "discobot");

        var page = await stand.ReadAsync(null);

        var only = page.Mentions.ShouldHaveSingleItem();
        (only.Author.Handle, only.Author.IsBot, page.Unread.Count).ShouldBe(("discobot", true, 0));
    }

    [Fact]
    public async Task Hidden_posts_are_given_once_they_are_shown_and_hold_up_nothing()
    {
        await using var stand = await ForumStand.OpenAsync();
        var hidden = Enumerable.Range(0, 25).Select(number => stand.Say($"hidden {number}")).ToList();
        hidden.ForEach(post => Hide(stand, post, isHidden: true));
        var shown = stand.Say("shown");

        var (mentions, cursor) = await stand.ReadAllAsync(null);
        mentions.ShouldHaveSingleItem().Id.ShouldBe(ForumStand.Id(shown));
        Hide(stand, hidden[3], isHidden: false);
        Hide(stand, hidden[24], isHidden: false);

        List<string> later = [];
        for (var look = 0; look < 3; look++)
        {
            (mentions, cursor) = await stand.ReadAllAsync(cursor);
            later.AddRange(mentions.Select(mention => mention.Id));
        }

        later.Order().ShouldBe(new[] { ForumStand.Id(hidden[3]), ForumStand.Id(hidden[24]) }.Order());
    }

    [Fact]
    public async Task Posts_put_between_others_restored_or_moved_here_are_given_once()
    {
        await using var stand = await ForumStand.OpenAsync();
        var posts = Enumerable.Range(0, 30).Select(number => stand.Say($"post {number}")).ToList();
        var elsewhere = stand.Server.Say(800, "moved here");
        stand.Server.Delete(ForumStand.TopicId, posts[7].Number);
        var (mentions, cursor) = await stand.ReadAllAsync(null);
        mentions.Count.ShouldBe(29);

        var between = stand.Server.Say(ForumStand.TopicId, "between", before: posts[12].Number);
        stand.Server.Change(ForumStand.TopicId, posts[7].Number, post => post with { IsDeleted = false });
        stand.Server.Move(800, elsewhere.Number, ForumStand.TopicId);
        stand.Server.Delete(ForumStand.TopicId, posts[29].Number);
        (mentions, cursor) = await stand.ReadAllAsync(cursor);

        mentions.Select(mention => mention.Text).ShouldBe(["post 7", "between", "moved here"]);
        stand.Server.Change(ForumStand.TopicId, posts[29].Number, post => post with { IsDeleted = false });
        (await stand.ReadAllAsync(cursor)).Mentions.ShouldBeEmpty("restored posts were given before");
        mentions[1].Id.ShouldBe(ForumStand.Id(between));
    }

    [Fact]
    public async Task Reading_goes_on_when_everything_known_is_deleted()
    {
        await using var stand = await ForumStand.OpenAsync();
        var posts = Enumerable.Range(0, 40).Select(number => stand.Say($"post {number}", daysAgo: 1)).ToList();
        var (_, cursor) = await stand.ReadAllAsync(null);
        posts.ForEach(post => stand.Server.Delete(ForumStand.TopicId, post.Number));
        var next = stand.Say("next");

        (await stand.ReadAllAsync(cursor)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(ForumStand.Id(next));
    }

    [Fact]
    public async Task Edits_and_deletions_are_seen_when_posts_are_looked_up()
    {
        await using var stand = await ForumStand.OpenAsync();
        var posts = Enumerable.Range(0, 100).Select(number => stand.Say($"post {number}", daysAgo: 2)).ToList();
        stand.Server.Edit(ForumStand.TopicId, posts[50].Number, "edited");
        stand.Server.Delete(ForumStand.TopicId, posts[51].Number);
        Hide(stand, posts[52], isHidden: true);
        stand.Server.Change(ForumStand.TopicId, posts[53].Number, post => post with { IsTakenBack = true });
        stand.Server.Move(ForumStand.TopicId, posts[99].Number, 800);

        var found = await stand.FetchAsync([.. posts.Skip(48).Append(posts[0]).Select(ForumStand.Id)]);

        var gone = posts[51..54].Append(posts[99]).Select(ForumStand.Id).ToList();
        found.Keys.Order().ShouldBe(posts.Skip(48).Append(posts[0]).Select(ForumStand.Id).Except(gone).Order());
        (found[ForumStand.Id(posts[50])].Text, found[ForumStand.Id(posts[50])].EditedAt).ShouldBe(("edited", stand.Clock.GetUtcNow()));
        found[ForumStand.Id(posts[49])].EditedAt.ShouldBeNull();
        stand.Server.Seen.Count.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task Old_posts_are_found_among_thousands_in_a_few_requests()
    {
        await using var stand = await ForumStand.OpenAsync();
        var posts = Enumerable.Range(0, 3000).Select(number => stand.Say($"post {number}", daysAgo: 500)).ToList();
        posts.Where((_, i) => i % 3 == 0).ToList().ForEach(post => stand.Server.Delete(ForumStand.TopicId, post.Number));

        var found = await stand.FetchAsync("900/602", "900/603", "900/1", "900/1201", "900/2999");

        found.Values.Select(mention => mention.Text).ShouldBe(["post 601", "post 602", "post 2998"]);
        stand.Server.Seen.Count.ShouldBeLessThan(22);
        var before = stand.Server.Seen.Count;
        (await stand.FetchAsync("900/602")).ShouldHaveSingleItem().Value.Text.ShouldBe("post 601");
        stand.Server.Seen.Count.ShouldBe(before + 2);
    }

    [Fact]
    public async Task A_listing_that_lacks_a_post_does_not_make_it_gone()
    {
        await using var stand = await ForumStand.OpenAsync();
        Enumerable.Range(0, 40).ToList().ForEach(number => stand.Say($"post {number}"));
        var stale = """{"id":900,"highest_post_number":40,"post_stream":{"posts":[],"stream":[LIST]}}""".Replace(
            "LIST",
            string.Join(',', stand.Server.Topic(900).Posts.Where(post => post.Number != 20).SkipLast(1).Select(post => post.Id)),
            StringComparison.Ordinal
        );
        stand.Server.Plan(new FakeNetworks.Fault(FakeNetworks.FaultKind.Status, Path: "/t/900.json", Status: 200, Body: stale));

        (await stand.FetchAsync("900/2", "900/20", "900/40", "900/41")).Keys.ShouldBe(["900/2", "900/20", "900/40"]);
    }

    [Fact]
    public async Task What_nobody_explains_is_not_gone()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        stand.Server.Plan(
            new FakeNetworks.Fault(FakeNetworks.FaultKind.Status, Path: "/posts/by_number", Status: 404, Body: "<html></html>")
        );

        var outcome = await stand.Open().FetchAsync(["900/1", "900/2", "900/3"], Cancellation);
        outcome.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable>();
        outcome = await stand.Open().FetchAsync(["900/1", "800/1"], Cancellation);
        outcome.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable>().Reason.ShouldContain("800/1");
    }

    [Fact]
    public async Task Nothing_is_gone_when_the_topic_is_no_longer_for_everybody()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        stand.Server.Topic(ForumStand.TopicId).Status = 403;

        var outcome = await stand.Open().FetchAsync(["900/1"], Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Refused>();
    }

    [Fact]
    public async Task Likes_are_counted_and_answers()
    {
        await using var stand = await ForumStand.OpenAsync();
        var (liked, plain, gone) = (stand.Say("one"), stand.Say("two"), stand.Say("three"));
        stand.Server.Like(ForumStand.TopicId, liked.Number, 7);
        stand.Say("seconded", replyTo: liked.Number);
        stand.Server.Delete(ForumStand.TopicId, gone.Number);

        var outcome = await stand
            .Open()
            .CountAsync([.. new[] { liked, plain, gone }.Select(post => new RemotePost(ForumStand.Id(post), ""))], Cancellation);

        var counts = outcome.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read>(outcome.ToString()).Value;
        counts.Count.ShouldBe(2);
        counts[ForumStand.Id(liked)].ShouldBe(new Reactions(7, 0, 1, 0));
        counts[ForumStand.Id(plain)].ShouldBe(new Reactions(0, 0, 0, 0));
    }

    private static void Hide(ForumStand stand, FakeForumPost post, bool isHidden) =>
        stand.Server.Change(ForumStand.TopicId, post.Number, one => one with { IsHidden = isHidden });
}
