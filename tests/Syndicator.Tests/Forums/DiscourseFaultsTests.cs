using Syndicator.FakeNetworks;
using Syndicator.Forums;
using Syndicator.Networks;

namespace Syndicator.Tests.Forums;

/// <summary>Whatever goes wrong, nothing is given, the cursor stays good, and the next look gives what this one did not.</summary>
public class DiscourseFaultsTests
{
    private const string Html = "<html><body>Are you a person?</body></html>";
    private const string NotForYou = """{"errors":["You are not permitted to view this.\u202e"],"error_type":"invalid_access"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/t/900.json", FaultKind.Status, 503, Html)]
    [InlineData("/t/900.json", FaultKind.Status, 403, Html)]
    [InlineData("/t/900.json", FaultKind.Status, 200, Html)]
    [InlineData("/t/900.json", FaultKind.Status, 200, "[]")]
    [InlineData("/t/900.json", FaultKind.Status, 200, "{}")]
    [InlineData("/t/900.json", FaultKind.Status, 200, """{"id":901,"post_stream":{"stream":[1]}}""")]
    [InlineData("/t/900.json", FaultKind.Status, 200, """{"id":900,"post_stream":[{"stream":7}]}""")]
    [InlineData("/t/900.json", FaultKind.Status, 500, "")]
    [InlineData("/t/900.json", FaultKind.Truncate, 200, null)]
    [InlineData("/t/900.json", FaultKind.Huge, 200, "")]
    [InlineData("/t/900.json", FaultKind.Endless, 200, "")]
    [InlineData("/t/900.json", FaultKind.Drop, 0, "")]
    [InlineData("/t/900/posts.json", FaultKind.Status, 200, """{"post_stream":{"posts":{}}}""")]
    [InlineData("/t/900/posts.json", FaultKind.Status, 200, "{\"post_stream\":{\"posts\":[{\"id\":")]
    [InlineData("/t/900/posts.json", FaultKind.Truncate, 200, null)]
    [InlineData("/t/900/posts.json", FaultKind.Drop, 0, "")]
    [InlineData("/t/900/posts.json", FaultKind.Status, 502, Html)]
    public async Task An_answer_that_cannot_be_understood_moves_no_cursor(string path, FaultKind kind, int status, string? body)
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        var (_, cursor) = await stand.ReadAllAsync(null);
        var next = stand.Say("two");
        stand.Server.Plan(new Fault(kind, After: body is null, Path: path, Status: status, Body: body, Times: 2));

        var outcome = await stand.Open().ReadMentionsAsync(cursor, Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>().Reason.ShouldEndWith(".");
        stand.Server.Recover();
        (await stand.ReadAllAsync(cursor)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(ForumStand.Id(next));
    }

    [Theory]
    [InlineData(403, "not permitted")]
    [InlineData(404, "moved, deleted or made private")]
    [InlineData(410, "moved, deleted or made private")]
    public async Task A_topic_that_is_gone_or_not_for_everybody_is_refused_with_words(int status, string words)
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        stand.Server.Plan(new Fault(FaultKind.Status, Status: status, Body: NotForYou));

        var outcome = await stand.Open().ReadMentionsAsync(null, Cancellation);

        var reason = outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Refused>().Reason;
        reason.ShouldContain(words);
        reason.ShouldNotContain("\u202e");
    }

    [Fact]
    public async Task A_topic_that_the_forum_does_not_list_is_refused_with_the_way_out()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        stand.Server.Topic(ForumStand.TopicId).IsMega = true;

        var outcome = await stand.Open().ReadMentionsAsync(null, Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Refused>().Reason.ShouldContain("new topic");
        stand.Server.Topic(ForumStand.TopicId).IsMega = false;
        stand.Server.Topic(ForumStand.TopicId).HasStream = false;
        (await stand.Open().ReadMentionsAsync(null, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();
    }

    [Fact]
    public async Task An_address_or_a_cursor_that_is_none_is_refused_without_asking()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        var nowhere = new DiscourseTopic(new Uri(stand.Server.Address, "c/help/7"), stand.Wire, stand.Clock);

        (await nowhere.ReadMentionsAsync(null, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Refused>();
        (await nowhere.FetchAsync(["7/1"], Cancellation)).ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Refused>();
        stand.Server.Seen.ShouldBeEmpty();
        foreach (
            var cursor in (string[])["", "7", "1 a - -", "1 1,,2 - -", "after -1", "after 9999999999", "2 1 - -", new string('1', 200_000)]
        )
        {
            (await stand.Open().ReadMentionsAsync(cursor, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Refused>(cursor);
        }
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 60)]
    public async Task A_forum_that_says_no_more_is_left_alone_to_the_second(bool isPlainText, int seconds)
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Say("one");
        stand.Server.RequestsInTenSeconds = isPlainText ? 2 : null;
        stand.Server.RequestsInAMinute = isPlainText ? null : 2;

        var outcome = await stand.Open().ReadMentionsAsync(DiscourseTopic.CursorAfter(0), Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Throttled>().Until.ShouldBe(stand.Clock.GetUtcNow().AddSeconds(seconds));
        stand.Clock.Advance(TimeSpan.FromSeconds(seconds));
        stand.Server.RequestsInTenSeconds = stand.Server.RequestsInAMinute = null;
        (await stand.ReadAsync(DiscourseTopic.CursorAfter(0))).Mentions.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData("Please retry again in 7 seconds.", 7)]
    [InlineData("Please retry again in 999999999 seconds.", 86_400)]
    [InlineData("""{"extras":{"wait_seconds":18}}""", 18)]
    [InlineData("""{"extras":{"wait_seconds":-5}}""", 1)]
    [InlineData("""{"extras":7}""", 60)]
    public async Task How_long_is_told_in_two_ways_or_not_at_all(string body, int seconds)
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Status, Status: 429, Body: body));

        var outcome = await stand.Open().ReadMentionsAsync(null, Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Throttled>().Until.ShouldBe(stand.Clock.GetUtcNow().AddSeconds(seconds));
    }

    [Fact]
    public async Task Redirects_are_followed_within_the_host_and_not_for_ever()
    {
        await using var stand = await ForumStand.OpenAsync();
        await using var other = await ForumStand.OpenAsync();
        stand.Say("one");
        other.Say("elsewhere");
        stand.Server.Plan(Redirect("/t/crate-of-the-week/900.json", 1));
        (await stand.ReadAllAsync(null)).Mentions.ShouldHaveSingleItem().Text.ShouldBe("one");

        stand.Server.Plan(Redirect("/t/900.json", 9));
        (await stand.Open().ReadMentionsAsync(null, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();
        stand.Server.Recover();

        stand.Server.Plan(Redirect($"{other.Server.Address}t/900.json", 1));
        (await stand.Open().ReadMentionsAsync(null, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();
        other.Server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_that_cannot_be_understood_hinders_no_other()
    {
        await using var stand = await ForumStand.OpenAsync();
        var ids = Enumerable.Range(0, 8).Select(number => stand.Say($"post {number}").Id).ToList();
        const string Rest = "\"created_at\":\"2026-07-29T00:00:00Z\",\"cooked\":\"<p>x</p>\",\"topic_id\":900";
        var body =
            $$$"""{"post_stream":{"posts":[null,7,"text",{"id":"x"},{"id":{{{ids[0]}}},"post_number":1,"username":"a",{{{Rest}}}},"""
            + $$$"""{"id":{{{ids[1]}}},"post_number":"2","username":7,{{{Rest}}}},{"id":{{{ids[2]}}},"post_number":null,"username":"c",{{{Rest}}}},"""
            + $$$"""{"id":{{{ids[3]}}},"post_number":4,"username":"d","created_at":"yesterday","cooked":"","topic_id":900},"""
            + $$$"""{"id":{{{ids[4]}}},"post_number":5,"username":"e","cooked":7,"raw":"\ud800","created_at":"2026-07-29T00:00:00Z"},"""
            + $$$"""{"id":{{{ids[5]}}},"post_number":"6","username":"f","name":{},"user_id":[],"reply_to_post_number":"5","actions_summary":{},"version":"x",{{{Rest}}}},"""
            + $$$"""{"id":{{{ids[6]}}},"post_number":7,"username":"g","cooked":"","topic_id":901},{"id":99999999,"post_number":9,"username":"h",{{{Rest}}}}]}}""";
        stand.Server.Plan(new Fault(FaultKind.Status, Path: "/t/900/posts.json", Status: 200, Body: body));

        var page = await stand.ReadAsync("1 88100 - -");

        page.Mentions.Select(mention => mention.Id).ShouldBe(["900/1", "900/6"]);
        page.Mentions[1].ParentId.ShouldBe("900/5");
        page.Unread.Select(post => post.Id).ShouldBe(["900/2", $"post {ids[2]}", "900/4", "900/5"]);
        (await stand.ReadAsync(page.Cursor))
            .Mentions.Select(mention => mention.Id)
            .ShouldBe(["900/7", "900/8"], "they were listed and not told");
    }

    [Fact]
    public async Task Cancellation_stops()
    {
        await using var stand = await ForumStand.OpenAsync();
        stand.Server.Plan(new Fault(FaultKind.Hang));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var reading = stand.Open().ReadMentionsAsync(null, stop.Token);
        await stop.CancelAsync();

        (await reading).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();
    }

    private static Fault Redirect(string to, int times) =>
        new(FaultKind.Status, Path: "/t/", Status: 301, Headers: new Dictionary<string, string> { ["Location"] = to }, Times: times);
}
