using System.Buffers.Binary;
using System.Text.Json;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Networks.Bluesky;

public class BlueskyPostingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_attempt_sends_the_same_bytes_and_only_the_first_writes()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var post = world.Post("lead");
        var first = await world.PublishedAsync(post);
        world.Clock.Advance(TimeSpan.FromHours(3));
        using var restarted = world.Another();

        var second = await restarted.PublishAsync(post with { IsRepeat = true }, Cancellation);

        second.ShouldBe(new PublishOutcome.Published(first));
        world.Server.Seen.Where(request => request.Path == BlueskyWorld.Put).Select(request => request.Body).Distinct().Count().ShouldBe(1);
        world.Server.Ledger.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keys_rise_in_a_thread_even_when_the_clock_was_set_back()
    {
        await using var world = await BlueskyWorld.StartAsync();
        RemotePost? root = null;
        RemotePost? parent = null;
        foreach (var part in Enumerable.Range(0, 6))
        {
            var post = world.Post($"part-{part}", $"Part {part}.") with { ReplyTo = parent, ThreadRoot = root };
            parent = await world.PublishedAsync(post);
            root ??= parent;
            world.Clock.Jump(TimeSpan.FromMinutes(-part));
        }

        var keys = world.Server.Ledger.Select(post => post.Key!).ToList();
        keys.ShouldBe(keys.Order(StringComparer.Ordinal));
        Times(world).ShouldBe(Times(world).Order().Distinct());
    }

    [Fact]
    public void Posts_of_the_same_millisecond_have_keys_of_their_own()
    {
        var at = new DateTimeOffset(2026, 7, 29, 12, 0, 0, TimeSpan.Zero);

        var keys = Enumerable
            .Range(0, 200)
            .Select(number => new OutboundPost($"pub/a/{number}", new PostContent { Text = "x" }) { FirstAttemptAt = at.AddTicks(number) })
            .Select(post => PostKey.Of(post, "did:plc:a"))
            .ToList();

        keys.Select(key => key.Key).Distinct().Count().ShouldBe(200);
        keys.Select(key => key.CreatedAt).Distinct().ShouldBe([at]);
    }

    [Fact]
    public async Task Links_mentions_and_tags_become_facets_and_an_unknown_handle_stays_text()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var ben = world.Server.Say("ben.test", "hello").Split('/')[2];
        const string Text = "né 🦀 #rust @ben.test @nobody.test the issue";
        var post = world.Post("lead") with
        {
            Content = new PostContent
            {
                Text = Text,
                Entities =
                [
                    Entity(TextEntityKind.Hashtag, Text, "#rust", "rust"),
                    Entity(TextEntityKind.Mention, Text, "@ben.test", "ben.test"),
                    Entity(TextEntityKind.Mention, Text, "@nobody.test", "nobody.test"),
                    Entity(TextEntityKind.Link, Text, "the issue", "https://example.org/9001"),
                ],
                Card = new LinkCard("https://example.org/9001", "Issue 9001", "All the news"),
                Language = "de",
            },
        };

        await world.PublishedAsync(post);

        var record = Record(world);
        record
            .GetProperty("facets")
            .GetRawText()
            .ShouldBe(
                $$$"""[{"index":{"byteStart":9,"byteEnd":14},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"rust"}]},{"index":{"byteStart":15,"byteEnd":24},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"{{{ben}}}"}]},{"index":{"byteStart":38,"byteEnd":47},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://example.org/9001"}]}]"""
            );
        record
            .GetProperty("embed")
            .GetRawText()
            .ShouldBe(
                """{"$type":"app.bsky.embed.external","external":{"uri":"https://example.org/9001","title":"Issue 9001","description":"All the news"}}"""
            );
        record.GetProperty("langs").GetRawText().ShouldBe("""["de"]""");
        record.GetProperty("createdAt").GetString().ShouldBe("2026-07-29T12:00:00.000Z");
    }

    [Fact]
    public async Task A_resolver_in_trouble_makes_a_post_wait_once()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var post = world.Post("lead", "@ben.test") with
        {
            Content = new PostContent { Text = "@ben.test", Entities = [new(TextEntityKind.Mention, 0, 9, "ben.test")] },
        };
        world.Server.Plan(new Fault(FaultKind.Status, Path: "/xrpc/com.atproto.identity", Status: 502, Times: 2));

        (await world.PublishAsync(post)).ShouldBeOfType<PublishOutcome.Unavailable>();
        world.Count(BlueskyWorld.Put).ShouldBe(0);
        await world.PublishedAsync(post with { IsRepeat = true });

        Record(world).TryGetProperty("facets", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Images_go_first_with_words_and_size()
    {
        await using var world = await BlueskyWorld.StartAsync();
        using var folder = new TemporaryFolder();
        var post = WithImages(world, folder.Write("a.png", Png(640, 480)), folder.Write("b.jpg", Jpeg(300, 200)));

        await world.PublishedAsync(post);

        var images = Record(world).GetProperty("embed").GetProperty("images").EnumerateArray().ToList();
        images.Select(image => image.GetProperty("alt").GetString()).ShouldBe(["What a.png shows", "What b.jpg shows"]);
        images.Select(image => image.GetProperty("image").GetProperty("mimeType").GetString()).ShouldBe(["image/png", "image/jpeg"]);
        images
            .Select(image => image.GetProperty("aspectRatio").GetRawText())
            .ShouldBe(["""{"width":640,"height":480}""", """{"width":300,"height":200}"""]);
        images[0].GetProperty("image").GetProperty("$type").GetString().ShouldBe("blob");
    }

    [Theory]
    [InlineData("missing.png", null, "cannot be read")]
    [InlineData("text.png", 100, "no PNG, JPEG or WebP")]
    [InlineData("large.png", 2_000_001, "larger than the 2 MB")]
    public async Task An_image_that_cannot_be_sent_is_refused_before_the_post(string name, int? bytes, string reason)
    {
        await using var world = await BlueskyWorld.StartAsync();
        using var folder = new TemporaryFolder();
        var file = bytes is { } length ? folder.Write(name, new byte[length]) : Path.Combine(folder.Path, name);

        var refused = (await world.PublishAsync(WithImages(world, file))).ShouldBeOfType<PublishOutcome.Refused>();

        refused.Kind.ShouldBe(RefusalKind.Post);
        refused.Reason.ShouldContain(reason);
        world.Server.Ledger.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(413)]
    public async Task A_failed_upload_leaves_no_doubt_about_the_post(int status)
    {
        await using var world = await BlueskyWorld.StartAsync();
        using var folder = new TemporaryFolder();
        world.Server.Plan(new Fault(FaultKind.Status, Path: "/xrpc/com.atproto.repo.uploadBlob", Status: status));

        var outcome = await world.PublishAsync(WithImages(world, folder.Write("a.png", Png(1, 1))));

        outcome.ShouldNotBeOfType<PublishOutcome.Uncertain>();
        outcome.ShouldNotBeOfType<PublishOutcome.Published>();
        world.Count(BlueskyWorld.Put).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_to_somebody_else_goes_below_their_post()
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Say("ben.test", $"@{FakeBluesky.Handle} #cotw jiff");
        var mention = (await world.ReadAsync()).Mentions.ShouldHaveSingleItem();

        await world.PublishedAsync(world.Post("thanks", "Thank you!") with { ReplyTo = new RemotePost(mention.Id, mention.Url) });

        world.Server.Ledger.ShouldHaveSingleItem().ParentId.ShouldBe(mention.Id);
    }

    [Fact]
    public async Task A_parent_that_is_no_post_is_refused_without_a_request()
    {
        await using var world = await BlueskyWorld.StartAsync();

        (await world.PublishAsync(world.Post("two") with { ReplyTo = new RemotePost("109372843234", "https://example.social/1") }))
            .ShouldBeOfType<PublishOutcome.Refused>()
            .Kind.ShouldBe(RefusalKind.Post);
        world.Count(BlueskyWorld.Put).ShouldBe(0);
    }

    [Fact]
    public async Task Another_text_under_the_key_is_not_taken_for_the_post()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var post = world.Post("lead");
        await world.PublishedAsync(post);

        var outcome = await world.FindAsync(post with { Content = new PostContent { Text = "Something else." } });

        outcome.ShouldBeOfType<FindOutcome.CannotTell>().Reason.ShouldContain("another text");
    }

    [Fact]
    public async Task What_is_not_there_is_finally_not_there()
    {
        await using var world = await BlueskyWorld.StartAsync();

        (await world.FindAsync(world.Post("lead"))).ShouldBe(new FindOutcome.Absent(IsFinal: true));
    }

    [Fact]
    public async Task A_look_up_out_of_time_is_cancelled_and_tells_nothing()
    {
        await using var world = await BlueskyWorld.StartAsync();
        await world.PublishedAsync(world.Post("lead"));
        world.Server.Plan(new Fault(FaultKind.Hang, Path: BlueskyWorld.GetRecord));
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            world.Network.FindAsync(world.Post("lead"), world.Clock.GetUtcNow(), limit.Token)
        );
    }

    [Fact]
    public async Task A_post_is_removed_once_and_again()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var post = await world.PublishedAsync(world.Post("lead"));
        var stranger = world.Server.Say("ben.test", "mine");

        (await world.Network.DeleteAsync(post, Cancellation)).ShouldBe(new DeleteOutcome.Deleted());
        (await world.Network.DeleteAsync(post, Cancellation)).ShouldBe(new DeleteOutcome.Deleted());
        (await world.Network.DeleteAsync(new RemotePost(stranger, "u"), Cancellation)).ShouldBeOfType<DeleteOutcome.Refused>();
        world.Server.Ledger.ShouldBeEmpty();
    }

    private static OutboundPost WithImages(BlueskyWorld world, params string[] files) =>
        world.Post("lead") with
        {
            Content = new PostContent
            {
                Text = "Look.",
                Images = [.. files.Select(file => new PostImage(file, $"What {Path.GetFileName(file)} shows"))],
            },
        };

    private static byte[] Png(int width, int height)
    {
        byte[] image = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[13]];
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(20), height);
        return image;
    }

    private static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] image = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 0, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(image.AsSpan(13), height);
        BinaryPrimitives.WriteUInt16BigEndian(image.AsSpan(15), width);
        return image;
    }

    private static TextEntity Entity(TextEntityKind kind, string text, string words, string target) =>
        new(kind, text.IndexOf(words, StringComparison.Ordinal), words.Length, target);

    private static JsonElement Record(BlueskyWorld world) => Parse(world.Sent(BlueskyWorld.Put));

    private static List<string> Times(BlueskyWorld world) =>
        [
            .. world
                .Server.Seen.Where(request => request.Path == BlueskyWorld.Put)
                .Select(request => Parse(request.Body).GetProperty("createdAt").GetString()!),
        ];

    private static JsonElement Parse(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("record").Clone();
    }

    [Fact]
    public async Task A_store_that_does_not_know_when_a_post_was_first_tried_finds_it_by_its_words_and_place()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var before = world.Post("lead", "The same words as in another week.");
        await world.PublishedAsync(before);
        world.Clock.Advance(TimeSpan.FromHours(2));
        var since = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        var lead = world.Post("again", "The same words as in another week.");
        var posted = await world.PublishedAsync(lead);
        var answer = world.Post("crate") with { ReplyTo = posted, ThreadRoot = posted };
        var answered = await world.PublishedAsync(answer);

        var found = await world.FindAsync(lead with { FirstAttemptAt = since });
        var foundAnswer = await world.FindAsync(answer with { FirstAttemptAt = since });

        found.ShouldBe(new FindOutcome.Found(posted));
        foundAnswer.ShouldBe(new FindOutcome.Found(answered));
        (await world.FindAsync(answer with { FirstAttemptAt = since, ReplyTo = null })).ShouldBe(new FindOutcome.Absent(IsFinal: true));
        (await world.FindAsync(lead with { FirstAttemptAt = world.Clock.GetUtcNow().AddSeconds(1) })).ShouldBe(
            new FindOutcome.Absent(IsFinal: true)
        );
    }
}
