using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Mastodon;

public class MastodonMentionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mention_is_told_in_full()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var ours = await trial.PublishedAsync(trial.Post("invite", "Nominate a crate."));
        var written = trial.Server.Write(
            "@newsletter #CotW\n\nhttps://crates.io/crates/jiff it is",
            "clara",
            parentId: ours.Id,
            warning: "Crates"
        );

        var mention = (await ReadAsync(trial, null)).Mentions.ShouldHaveSingleItem();

        mention.Id.ShouldBe(written.Id);
        mention.Text.ShouldBe("Crates\n\n@newsletter #CotW\n\nhttps://crates.io/crates/jiff it is");
        mention.Links.ShouldBe(["https://crates.io/crates/jiff"]);
        mention.Tags.ShouldBe(["cotw"]);
        mention.ParentId.ShouldBe(ours.Id);
        mention.Author.Handle.ShouldBe("clara@elsewhere.example");
        (mention.IsPublic, mention.Language, mention.Author.IsOurs).ShouldBe((true, "en", false));
    }

    [Fact]
    public async Task Quotes_and_held_back_private_mentions_are_read_too()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var ours = await trial.PublishedAsync(trial.Post("invite", "Nominate a crate."));
        trial.Server.Write("Look at this", quotedId: ours.Id);
        trial.Server.Write("@newsletter between us", visibility: "direct", isFiltered: true);

        var mentions = (await ReadAsync(trial, null)).Mentions;

        mentions.Select(mention => mention.QuotedId).ShouldBe([ours.Id, null]);
        mentions.Select(mention => mention.IsPublic).ShouldBe([true, false]);
    }

    [Theory]
    [InlineData("public", true)]
    [InlineData("unlisted", true)]
    [InlineData("private", false)]
    [InlineData("direct", false)]
    [InlineData("mutuals_only", false)]
    public async Task Only_what_is_known_to_be_for_everybody_is_public(string visibility, bool isPublic)
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Write("@newsletter hello", visibility: visibility);

        (await ReadAsync(trial, null)).Mentions.ShouldHaveSingleItem().IsPublic.ShouldBe(isPublic);
    }

    [Fact]
    public async Task Mentions_are_read_on_after_a_restart_and_past_a_deleted_cursor()
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Write("@newsletter one");
        var last = trial.Server.Write("@newsletter two");
        var cursor = (await ReadAsync(trial, null)).Cursor;
        trial.Server.Delete(last.Id);
        var next = trial.Server.Write("@newsletter three");

        var page = (await trial.Restarted().ReadMentionsAsync(cursor, Cancellation)).ShouldBeOfType<ReadOutcome<MentionPage>.Read>().Value;

        page.Mentions.ShouldHaveSingleItem().Id.ShouldBe(next.Id);
    }

    [Fact]
    public async Task Nobody_has_written_yet()
    {
        await using var trial = await MastodonTrial.StartAsync();

        var page = await ReadAsync(trial, null);

        (page.Mentions.Count, page.Cursor, page.HasMore).ShouldBe((0, null, false));
    }

    [Fact]
    public async Task A_mention_that_cannot_be_understood_hinders_no_other()
    {
        await using var trial = await MastodonTrial.StartAsync();
        const string Account = """{"id":"7","acct":"ben","url":"x","created_at":"yesterday","statuses_count":"many","bot":"no"}""";
        const string Body =
            """[{"id":"9","type":"mention","status":{"id":"90","account":ACCOUNT,"content":"<p>newest</p>","created_at":"2026-08-01T00:00:00Z","visibility":7,"tags":[null,{"name":3}],"quote":{"state":"new"}}},"""
            + """5,{"id":"8","type":"mention","status":null},{"id":"7","type":"mention","status":"text"},{"id":"6","type":"poke","status":{}},"""
            + """{"id":"5","type":"mention","status":{"id":"50","account":{},"content":"x"}},{"id":"4","type":"mention","status":{"id":"40","account":ACCOUNT,"content":"\ud800","created_at":"2026-08-01T00:00:00Z"}},"""
            + """{"id":3,"type":"mention","status":{"id":30,"account":ACCOUNT,"content":"<p>oldest</p>","created_at":"2026-08-01T00:00:00Z","visibility":"public"}}]""";
        trial.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/api/v1/notifications",
                Status: 200,
                Body: Body.Replace("ACCOUNT", Account, StringComparison.Ordinal)
            )
        );

        var page = await ReadAsync(trial, "2");

        page.Mentions.Select(mention => mention.Text).ShouldBe(["oldest", "newest"]);
        page.Mentions[1].IsPublic.ShouldBeFalse();
        page.Mentions[0].Author.Handle.ShouldBe("ben@fake.example");
        page.Unread.Count.ShouldBe(5);
        (page.Cursor, page.HasMore).ShouldBe(("9", true));
    }

    [Theory]
    [InlineData(FaultKind.Status, 502, "<html></html>")]
    [InlineData(FaultKind.Status, 200, "<html></html>")]
    [InlineData(FaultKind.Status, 200, "{}")]
    [InlineData(FaultKind.Status, 200, "[{}]")]
    [InlineData(FaultKind.Truncate, 200, "[{")]
    [InlineData(FaultKind.Huge, 200, "")]
    [InlineData(FaultKind.Endless, 200, "")]
    [InlineData(FaultKind.Drop, 0, "")]
    public async Task A_page_that_cannot_be_understood_moves_no_cursor(FaultKind kind, int status, string body)
    {
        await using var trial = await MastodonTrial.StartAsync();
        trial.Server.Plan(new Fault(kind, Path: "/api/v1/notifications", Status: status, Body: body, Times: 2));

        var outcome = await trial.Network.ReadMentionsAsync("1", Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>().Reason.ShouldEndWith(".");
    }

    [Fact]
    public async Task Reading_is_throttled_to_the_second_and_goes_on_from_the_same_cursor()
    {
        var clock = new TestClock();
        await using var trial = await MastodonTrial.StartAsync(clock: clock);
        trial.Server.Write("@newsletter one");
        var cursor = (await ReadAsync(trial, null)).Cursor;
        var next = trial.Server.Write("@newsletter two");
        trial.Server.RequestsInFiveMinutes = 1;

        (await trial.Network.ReadMentionsAsync(cursor, Cancellation)).ShouldBe(
            new ReadOutcome<MentionPage>.Throttled(new DateTimeOffset(2026, 7, 29, 12, 5, 0, TimeSpan.Zero))
        );

        clock.Advance(TimeSpan.FromMinutes(5));
        (await ReadAsync(trial, cursor)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(next.Id);
    }

    [Fact]
    public async Task A_connection_that_breaks_off_once_hinders_no_reading()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var written = trial.Server.Write("@newsletter one");
        trial.Server.Plan(new Fault(FaultKind.Drop, Path: "/api/v1/notifications"));

        (await ReadAsync(trial, null)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(written.Id);
    }

    [Fact]
    public async Task Answers_below_our_post_are_read_even_when_they_do_not_name_us()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var ours = await trial.PublishedAsync(trial.Post("invite", "Nominate a crate."));
        var answer = trial.Server.Write("jiff!", parentId: ours.Id, notifies: false);
        trial.Server.Write("seconded", parentId: answer.Id, notifies: false);
        trial.Server.Write("elsewhere", notifies: false);

        var answers = Value(await trial.Network.ReadAnswersAsync(ours, Cancellation));

        answers.Select(mention => mention.Text).ShouldBe(["jiff!", "seconded"]);
        answers[1].ParentId.ShouldBe(answer.Id);
        (await trial.Network.ReadAnswersAsync(new RemotePost("1", "x"), Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyList<Mention>>.Refused>()
            .Kind.ShouldBe(RefusalKind.Post);
    }

    [Theory]
    [InlineData(MastodonSoftware.Mastodon)]
    [InlineData(MastodonSoftware.GoToSocial)]
    [InlineData(MastodonSoftware.Snac)]
    public async Task Posts_are_looked_up_by_their_ids_and_those_that_are_gone_are_left_out(MastodonSoftware software)
    {
        await using var trial = await MastodonTrial.StartAsync(software);
        var posts = Enumerable.Range(0, 45).Select(number => trial.Server.Write($"@newsletter {number}")).ToList();
        trial.Server.Delete(posts[3].Id);

        var found = Value(await trial.Network.FetchAsync([.. posts.Select(post => post.Id), "1"], Cancellation));

        found.Count.ShouldBe(44);
        found.Keys.ShouldNotContain(posts[3].Id);
        found[posts[44].Id].Text.ShouldBe("@newsletter 44");
    }

    [Fact]
    public async Task A_server_that_says_404_to_everything_makes_no_post_gone()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var post = trial.Server.Write("@newsletter hello");
        await ReadAsync(trial, null);
        trial.Server.Plan(new Fault(FaultKind.Status, Status: 404, Body: "<html></html>", Times: 10));

        var outcome = await trial.Network.FetchAsync([post.Id], Cancellation);

        outcome.ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Unavailable>();
    }

    [Fact]
    public async Task Reactions_are_counted()
    {
        await using var trial = await MastodonTrial.StartAsync();
        var ours = await trial.PublishedAsync(trial.Post("invite", "Nominate a crate."));
        (trial.Server.Find(ours.Id)!.Likes, trial.Server.Find(ours.Id)!.Boosts) = (5, 2);
        trial.Server.Write("jiff!", parentId: ours.Id);

        var counts = Value(await trial.Network.CountAsync([ours, new RemotePost("1", "gone")], Cancellation));

        counts.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, Reactions>(ours.Id, new Reactions(5, 2, 1, 0)));
    }

    private static T Value<T>(ReadOutcome<T> outcome) => outcome.ShouldBeOfType<ReadOutcome<T>.Read>(outcome.ToString()).Value;

    private static async Task<MentionPage> ReadAsync(MastodonTrial trial, string? cursor) =>
        Value(await trial.Network.ReadMentionsAsync(cursor, Cancellation));
}
