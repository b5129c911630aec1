using System.Text.Json.Nodes;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Bluesky;

public class BlueskyMentionsTests
{
    private const string Us = "@" + FakeBluesky.Handle;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_that_names_us_comes_once_with_what_it_answers()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var ours = await world.PublishedAsync(world.Post("invitation"));
        var reply = world.Server.Say(
            "ben.test",
            $"{Us} #cotw https://crates.io/crates/jiff",
            ours.Id,
            new JsonObject { ["langs"] = new JsonArray("en") }
        );
        world.Server.Say("ada.test", "below that", reply);

        var mentions = (await world.ReadAsync()).Mentions;

        mentions.Select(mention => mention.Text).ShouldBe([$"{Us} #cotw https://crates.io/crates/jiff", "below that"]);
        (mentions[0].Id, mentions[0].ParentId, mentions[0].ConversationId).ShouldBe((reply, ours.Id, ours.Id));
        (mentions[1].ParentId, mentions[1].ConversationId).ShouldBe((reply, ours.Id));
        mentions[0].Links.ShouldBe(["https://crates.io/crates/jiff"]);
        mentions[0].Tags.ShouldBe(["cotw"]);
        mentions[0].Language.ShouldBe("en");
        mentions[0].Url.ShouldStartWith("https://bsky.app/profile/ben.test/post/");
        mentions[0]
            .Author.ShouldBe(
                mentions[0].Author with
                {
                    Handle = "ben.test",
                    DisplayName = "Ben",
                    Url = "https://bsky.app/profile/ben.test",
                    IsOurs = false,
                    IsBot = false,
                }
            );
    }

    [Fact]
    public async Task Quotes_say_what_they_quote()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var ours = await world.PublishedAsync(world.Post("lead"));
        var quote = new JsonObject { ["uri"] = ours.Id.Split('#')[0], ["cid"] = ours.Id.Split('#')[1] };
        world.Server.Say(
            "ben.test",
            "this!",
            more: new JsonObject
            {
                ["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.record", ["record"] = quote },
            }
        );

        (await world.ReadAsync()).Mentions.ShouldHaveSingleItem().QuotedId.ShouldBe(ours.Id);
    }

    [Fact]
    public async Task Who_asks_not_to_be_shown_to_all_is_not_public_and_bots_are_told()
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Label("shy.test", "!no-unauthenticated");
        world.Server.Label("robot.test", "bot");
        world.Server.Say("shy.test", $"{Us} psst");
        world.Server.Say("robot.test", $"{Us} beep");

        var mentions = (await world.ReadAsync()).Mentions;

        mentions.Select(mention => (mention.IsPublic, mention.Author.IsBot)).ShouldBe([(false, false), (true, true)]);
    }

    [Theory]
    [InlineData("see crates.io/crates/ji… now", 4, 24, "https://crates.io/crates/jiff", "see https://crates.io/crates/jiff now")]
    [InlineData("see crates.io/crates/jiff now", 4, 25, "https://crates.io/crates/jiff", "see https://crates.io/crates/jiff now")]
    [InlineData("see this now", 4, 8, "https://crates.io/crates/jiff", "see this now")]
    [InlineData("né 🦀 here", 9, 13, "https://crates.io/crates/jiff", "né 🦀 here")]
    public async Task Shortened_links_are_read_in_full(string text, int start, int end, string link, string read)
    {
        await using var world = await BlueskyWorld.StartAsync();
        Notify(world, text, Facet(start, end + (text.Contains('…', StringComparison.Ordinal) ? 2 : 0), "uri", link));

        var mention = (await world.ReadAsync()).Mentions.ShouldHaveSingleItem();

        (mention.Text, mention.Links.ShouldHaveSingleItem()).ShouldBe((read, link));
    }

    [Fact]
    public async Task A_pasted_links_card_counts_as_a_link()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var card = new JsonObject
        {
            ["$type"] = "app.bsky.embed.external",
            ["external"] = new JsonObject
            {
                ["uri"] = "https://docs.rs/jiff",
                ["title"] = "jiff",
                ["description"] = "",
            },
        };
        world.Server.Say("ben.test", $"{Us} #cotw", more: new JsonObject { ["embed"] = card });

        (await world.ReadAsync()).Mentions.ShouldHaveSingleItem().Links.ShouldBe(["https://docs.rs/jiff"]);
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(4, 4)]
    [InlineData(1, 5000)]
    [InlineData(2, 4)]
    [InlineData(2147483647, -2147483648)]
    public async Task A_facet_that_lies_elsewhere_is_passed_over(int start, int end)
    {
        await using var world = await BlueskyWorld.StartAsync();
        // Byte 2 is inside the second character.
        Notify(world, "né was", Facet(start, end, "uri", "https://example.org/"), Facet(4, 7, "tag", "was"));

        var mention = (await world.ReadAsync()).Mentions.ShouldHaveSingleItem();

        (mention.Text, mention.Links.Count, mention.Tags.ShouldHaveSingleItem()).ShouldBe(("né was", 0, "was"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    public async Task Only_web_links_are_links(string link)
    {
        await using var world = await BlueskyWorld.StartAsync();
        Notify(world, "click", Facet(0, 5, "uri", link));

        (await world.ReadAsync()).Mentions.ShouldHaveSingleItem().Links.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"uri":5,"reason":"mention"}""")]
    [InlineData("""{"uri":"at://did:plc:x/app.bsky.feed.post/1","cid":"baf","reason":"mention","indexedAt":"2026-07-29T12:00:00.000Z"}""")]
    [InlineData(
        """{"uri":"at://did:plc:x/app.bsky.feed.post/1","cid":"baf","reason":"mention","author":{"did":"did:plc:x"},"record":{"text":7}}"""
    )]
    [InlineData(
        """{"uri":"at://did:plc:x/app.bsky.feed.post/1","cid":"baf","reason":"mention","author":{"did":"did:plc:x"},"record":{"text":"x"},"indexedAt":"soon"}"""
    )]
    [InlineData("""{"uri":"at://did:plc:x/app.bsky.feed.post/1","cid":"baf","reason":["mention"],"author":"x"}""")]
    [InlineData("""{"uri":"https://example.org/","cid":"baf","reason":"mention"}""")]
    public async Task One_that_cannot_be_understood_is_told_once_and_hinders_none(string json)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Say("ben.test", $"{Us} one");
        world.Server.Notify(json);
        world.Server.Say("ben.test", $"{Us} two");

        var page = await world.ReadAsync();
        var again = await world.ReadAsync(page.Cursor);

        page.Mentions.Select(mention => mention.Text).ShouldBe([$"{Us} one", $"{Us} two"]);
        page.Unread.ShouldHaveSingleItem();
        (again.Mentions.Count, again.Unread.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Deep_and_broken_members_hinder_nothing()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 900)) + string.Concat(Enumerable.Repeat("]", 900));
        world.Server.Say("ben.test", $"{Us} one");
        world.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: BlueskyWorld.Notifications,
                Status: 200,
                Body: $$"""
                {"notifications":[
                  {"uri":"at://did:plc:x/app.bsky.feed.post/2","cid":"baf","reason":"mention","author":{"did":"did:plc:x"},"indexedAt":"2026-07-29T11:00:00.000Z","record":{"text":"\ud800"} },
                  {"uri":"at://did:plc:x/app.bsky.feed.post/1","cid":"baf","reason":"mention","author":{"did":"did:plc:x"},"indexedAt":"2026-07-29T10:00:00.000Z","record":{"text":"deep","more":{{deep}} } }
                ]}
                """
            )
        );

        var page = await world.ReadAsync();

        page.Mentions.ShouldHaveSingleItem().Text.ShouldBe("deep");
        page.Unread.ShouldHaveSingleItem().Reason.ShouldContain("broken");
    }

    [Fact]
    public async Task Unknown_kinds_and_likes_are_nothing()
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Notify(
            """{"uri":"at://did:plc:x/app.bsky.feed.like/1","cid":"baf","reason":"some-new-reason","indexedAt":"2026-07-29T12:00:00.000Z","record":{}}"""
        );

        var page = await world.ReadAsync();

        (page.Mentions.Count, page.Unread.Count, page.HasMore).ShouldBe((0, 0, false));
    }

    [Fact]
    public async Task One_that_turns_up_late_below_others_is_not_missed()
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Say("ben.test", $"{Us} on time");
        var first = await world.ReadAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        Notify(world, "late", at: world.Clock.GetUtcNow().AddHours(-10));

        var second = await world.ReadAsync(first.Cursor);
        var third = await world.ReadAsync(second.Cursor);

        second.Mentions.ShouldHaveSingleItem().Text.ShouldBe("late");
        third.Mentions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_of_one_millisecond_are_all_read()
    {
        await using var world = await BlueskyWorld.StartAsync();
        foreach (var number in Enumerable.Range(0, 260))
        {
            // 50 to a millisecond, so that pages of 100 end inside one.
            Notify(world, $"number {number}", at: world.Clock.GetUtcNow().AddMilliseconds(-1000 + (number / 60)));
        }

        var texts = (await ReadAllAsync(world, null)).Mentions.Select(mention => mention.Text);

        texts
            .Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 260).Select(number => $"number {number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_backlog_of_thousands_comes_oldest_first_in_pages_of_bounded_size()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var start = world.Clock.GetUtcNow().AddHours(-40);
        foreach (var number in Enumerable.Range(0, 3500))
        {
            Notify(world, $"{number}", at: start.AddSeconds(number * 40));
        }

        var (mentions, pages, cursor) = await ReadAllAsync(world, null);
        world.Server.Say("ben.test", $"{Us} new");
        var after = await world.ReadAsync(cursor);

        mentions.Select(mention => mention.Text).ShouldBe(Enumerable.Range(0, 3500).Select(number => $"{number}"));
        pages.ShouldAllBe(page => page.Mentions.Count <= 1000 && page.Cursor!.Length < 20_000);
        after.Mentions.ShouldHaveSingleItem().Text.ShouldBe($"{Us} new");
    }

    [Fact]
    public async Task New_ones_during_a_backlog_and_a_restart_make_no_gap_and_no_repeat()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var random = new Random(20261118);
        var written = new List<string>();
        var read = new List<string>();
        string? cursor = null;
        for (var round = 0; round < 25; round++)
        {
            foreach (var _ in Enumerable.Range(0, round == 0 ? 1200 : random.Next(30)))
            {
                written.Add($"text {written.Count}");
                Notify(world, written[^1], at: world.Clock.GetUtcNow().AddSeconds(-random.Next(3600)));
            }

            world.Clock.Advance(TimeSpan.FromMinutes(random.Next(90)));
            var page = await world.ReadAsync(cursor);
            read.AddRange(page.Mentions.Select(mention => mention.Text));
            cursor = page.Cursor;
        }

        read.AddRange((await ReadAllAsync(world, cursor)).Mentions.Select(mention => mention.Text));

        read.Count.ShouldBe(read.Distinct().Count());
        read.Order(StringComparer.Ordinal).ShouldBe(written.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("""{"floor":"x"}""")]
    [InlineData("""{"floor":1,"known":[null],"marks":[]}""")]
    [InlineData("[]")]
    public async Task A_cursor_of_another_form_begins_again(string cursor)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Say("ben.test", $"{Us} one");

        (await world.ReadAsync(cursor)).Mentions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_to_read_gives_no_cursor_and_no_more()
    {
        await using var world = await BlueskyWorld.StartAsync();

        var page = await world.ReadAsync();

        (page.Cursor, page.HasMore).ShouldBe((null, false));
    }

    [Fact]
    public async Task Posts_are_fetched_by_their_ids_and_those_that_are_gone_are_left_out()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var ids = Enumerable.Range(0, 60).Select(number => world.Server.Say("ben.test", $"number {number}")).ToList();
        world.Server.Remove(ids[7]);

        var posts = (await world.Network.FetchAsync([.. ids, "nonsense"], Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read>()
            .Value;

        posts.Keys.Order().ShouldBe(ids.Where(id => id != ids[7]).Order());
        posts[ids[59]].Text.ShouldBe("number 59");
    }

    [Fact]
    public async Task Answers_and_reactions_of_a_post_are_read()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var ours = await world.PublishedAsync(world.Post("invitation"));
        var answer = world.Server.Say("ben.test", "jiff!", ours.Id);
        world.Server.Say("ada.test", "+1", answer);
        world.Server.Like(ours.Id);

        var answers = (await world.Network.ReadAnswersAsync(ours, Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyList<Mention>>.Read>()
            .Value;
        var counts = (await world.Network.CountAsync([ours], Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read>()
            .Value;

        answers.Select(one => (one.Text, one.ParentId)).ShouldBe([("jiff!", ours.Id), ("+1", answer)]);
        counts.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create(ours.Id, new Reactions(1, 0, 1, 0)));
    }

    private static async Task<(List<Mention> Mentions, List<MentionPage> Pages, string? Cursor)> ReadAllAsync(
        BlueskyWorld world,
        string? cursor
    )
    {
        var (mentions, pages) = (new List<Mention>(), new List<MentionPage>());
        for (var calls = 0; calls < 60; calls++)
        {
            var page = await world.ReadAsync(cursor);
            page.Unread.ShouldBeEmpty();
            mentions.AddRange(page.Mentions);
            pages.Add(page);
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (mentions, pages, cursor);
            }
        }

        throw new InvalidOperationException("the pages do not end");
    }

    private static void Notify(BlueskyWorld world, string text, params JsonNode[] facets) =>
        Notify(world, text, world.Clock.GetUtcNow(), facets);

    private static void Notify(BlueskyWorld world, string text, DateTimeOffset at, params JsonNode[] facets) =>
        world.Server.Notify(
            new JsonObject
            {
                ["uri"] = $"at://did:plc:someone/app.bsky.feed.post/{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text))}",
                ["cid"] = "bafyone",
                ["reason"] = "mention",
                ["author"] = new JsonObject { ["did"] = "did:plc:someone", ["handle"] = "some.test" },
                ["indexedAt"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
                ["record"] = new JsonObject { ["text"] = text, ["facets"] = new JsonArray(facets) },
            }.ToJsonString()
        );

    private static JsonObject Facet(int start, int end, string member, string target) =>
        new()
        {
            ["index"] = new JsonObject { ["byteStart"] = start, ["byteEnd"] = end },
            ["features"] = new JsonArray(new JsonObject { [member] = target }),
        };
}
