using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.X;

public class XMentionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_small_pages_are_one_reading_in_either_vocabulary(bool newNames)
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.HasNewNames = newNames;
        stand.Server.PageSize = 5;
        var root = await stand.PublishedAsync(stand.Post("Nominate!"));
        var ids = Enumerable.Range(0, 30).Select(number => stand.Server.Say($"jiff {number}", replyTo: root.Id)).ToList();

        var page = await stand.ReadAsync(null);

        page.Mentions.Select(mention => mention.Id).ShouldBe(ids);
        page.HasMore.ShouldBeFalse();
        page.Mentions.ShouldAllBe(mention =>
            mention.ParentId == root.Id && mention.Author.Handle == "annika_rs" && mention.Author.PostCount == 12
        );
    }

    [Fact]
    public async Task More_pages_than_one_look_takes_are_read_by_the_next_without_gap_or_repeat()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.PageSize = 5;
        var ids = Enumerable.Range(0, 103).Select(number => stand.Server.Say($"@ThisWeekInRust {number}")).ToList();
        var read = new List<string>();
        string? cursor = ids[0];
        for (var looks = 0; looks < 3; looks++)
        {
            // Each look by another process, and somebody posts in between.
            var outcome = await stand.Another().ReadMentionsAsync(cursor, TestContext.Current.CancellationToken);
            var page = outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
            page.HasMore.ShouldBe(looks < 2);
            page.Mentions.Select(mention => mention.Id).ShouldBeInOrder();
            read.AddRange(page.Mentions.Select(mention => mention.Id));
            cursor = page.Cursor;
            ids.Add(stand.Server.Say($"@ThisWeekInRust meanwhile {looks}"));
        }

        read.AddRange((await stand.ReadAsync(cursor)).Mentions.Select(mention => mention.Id));

        read.Order(StringComparer.Ordinal).ShouldBe(ids.Skip(1));
        read.Distinct().Count().ShouldBe(read.Count);
    }

    [Fact]
    public async Task One_mention_that_cannot_be_understood_hinders_no_other()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/2/users/2300000042/mentions",
                Status: 200,
                Body: """
                {"data":[
                  {"id":"100000000000000009","text":"last","author_id":"5","created_at":"2026-08-27T09:40:00+02:00","entities":7,"lang":[1],"public_metrics":"many",
                   "referenced_tweets":[{"type":"unheard-of","id":3},null],"surprise":{}},
                  {"id":"100000000000000008","text":["no text"]},
                  {"id":"100000000000000007"},
                  17,
                  null,
                  {"id":100000000000000006,"text":"\ud800 broken","author_id":"5","created_at":"2026-08-27T07:00:00Z"},
                  {"id":"100000000000000005","text":"first","author_id":"6","created_at":"2026-08-27T06:00:00Z"}],
                 "includes":{"users":[{"id":"5","username":"five"},7,{"username":"nobody"}]},
                 "meta":{"result_count":"7","newest_id":"100000000000000009"}}
                """
            )
        );

        var page = await stand.ReadAsync("1");

        page.Mentions.Where(mention => mention.Id != "100000000000000006").Select(mention => mention.Text).ShouldBe(["first", "last"]);
        page.Mentions[^1].PostedAt.ShouldBe(new DateTimeOffset(2026, 8, 27, 7, 40, 0, TimeSpan.Zero));
        page.Mentions[^1].Author.Handle.ShouldBe("five");
        page.Mentions[0].Author.Handle.ShouldBe("6");
        page.Unread.Select(unread => unread.Id).ShouldContain("100000000000000008");
        page.Unread.Select(unread => unread.Id).ShouldContain("100000000000000007");
        page.Unread.ShouldAllBe(unread => unread.Reason.Length > 10);
        page.Cursor.ShouldBe("100000000000000009");
    }

    [Fact]
    public async Task Repeats_by_others_are_nothing_and_protected_authors_are_marked()
    {
        await using var stand = await XStand.OpenAsync();
        var root = await stand.PublishedAsync(stand.Post("Root."));
        stand.Server.Say("RT @ThisWeekInRust: Root.", repeated: root.Id);
        stand.Server.Say("@ThisWeekInRust psst", new XPerson("77", "quiet", "Quiet", Protected: true));

        var mention = (await stand.ReadAsync(null)).Mentions.ShouldHaveSingleItem();

        mention.IsPublic.ShouldBeFalse();
        mention.Author.IsOurs.ShouldBeFalse();
    }

    [Fact]
    public async Task A_cursor_too_old_for_x_is_walked_back_to()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.PageSize = 5;
        var ids = Enumerable.Range(0, 20).Select(number => stand.Server.Say($"@ThisWeekInRust {number}")).ToList();
        stand.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/2/users/2300000042/mentions",
                Status: 400,
                Body: File.ReadAllText(Shared.Need("reference", "examples", "x", "error-400-since-id-too-old.json"))
            )
        );

        var page = await stand.ReadAsync(ids[7]);

        page.Mentions.Select(mention => mention.Id).ShouldBe(ids.Skip(8));
        page.Cursor.ShouldBe(ids[^1]);
        page.HasMore.ShouldBeFalse();
        stand.Server.Seen.Count(request => request.Path.Contains("/mentions", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task The_first_look_goes_back_a_week_and_nothing_read_has_no_cursor()
    {
        var clock = new TestClock();
        await using var stand = await XStand.OpenAsync(clock: clock);
        stand.Server.Say("@ThisWeekInRust long ago");
        clock.Advance(TimeSpan.FromDays(8));
        (await stand.ReadAsync(null)).ShouldSatisfyAllConditions(page => page.Mentions.ShouldBeEmpty(), page => page.Cursor.ShouldBeNull());

        var id = stand.Server.Say("@ThisWeekInRust now");

        (await stand.ReadAsync(null)).Mentions.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Theory]
    [InlineData("at://did:plc:1/app.bsky.feed.post/3")]
    [InlineData("1/2")]
    [InlineData("1//3")]
    [InlineData("12345678901234567890")]
    public async Task A_cursor_of_another_network_reads_nothing(string cursor)
    {
        await using var stand = await XStand.OpenAsync();

        (
            await stand.Network.ReadMentionsAsync(cursor, TestContext.Current.CancellationToken)
        ).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();
    }

    [Fact]
    public async Task Pages_that_go_round_are_left()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: "/2/users/2300000042/mentions",
                Status: 200,
                Body: """{"meta":{"result_count":0,"next_token":"again"}}""",
                Times: 100
            )
        );

        (
            await stand.Network.ReadMentionsAsync("1", TestContext.Current.CancellationToken)
        ).ShouldBeOfType<ReadOutcome<MentionPage>.Unavailable>();
        stand.Server.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Links_are_their_targets_once_and_only_of_the_web()
    {
        await using var stand = await XStand.OpenAsync();
        stand.Server.Say(
            "@ThisWeekInRust #cotw https://crates.io/crates/jiff?a=1&b=2 and docs.rs/jiff & <b> https://crates.io/crates/jiff?a=1&b=2"
        );

        var mention = (await stand.ReadAsync(null)).Mentions.ShouldHaveSingleItem();

        mention.Text.ShouldBe(
            "@ThisWeekInRust #cotw https://crates.io/crates/jiff?a=1&b=2 and http://docs.rs/jiff & <b> https://crates.io/crates/jiff?a=1&b=2"
        );
        mention.Links.ShouldBe(["https://crates.io/crates/jiff?a=1&b=2", "http://docs.rs/jiff"]);
        mention.Tags.ShouldBe(["cotw"]);
    }
}
