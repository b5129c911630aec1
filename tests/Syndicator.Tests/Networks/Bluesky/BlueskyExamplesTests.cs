using System.Text.Json;
using Syndicator.FakeNetworks;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Networks.Bluesky;

/// <summary>The bodies beside the repository, served by the fake as they are.</summary>
public class BlueskyExamplesTests
{
    private const string OurPost =
        "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3mtybuqzo222l#bafyreigjpqjbun7gmstmzpuhj6nqv6zc4ilgcmcxolqmfe46mho73n2jeq";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_maps_to_what_its_status_and_name_say()
    {
        var expected = new Dictionary<string, string>
        {
            ["putRecord.json"] = "Published",
            ["putRecord-repeat.json"] = "Published",
            ["putRecord-reply.json"] = "Published",
            ["error-400-expired-token.json"] = "Refused Account",
            ["error-400-invalid-token.json"] = "Refused Account",
            ["error-400-invalid-swap.json"] = "Refused Post",
            ["error-400-invalid-record.json"] = "Refused Post",
            ["error-400-blob-missing.json"] = "Unavailable",
            ["error-401-missing.json"] = "Refused Account",
            ["error-429.json"] = "Throttled",
        };
        var entries = Entries().Where(entry => entry.Text("path") == BlueskyWorld.Put && entry.TryGetProperty("status", out _)).ToList();
        entries.Select(File).Order().ShouldBe(expected.Keys.Order());
        foreach (var entry in entries)
        {
            await using var world = await BlueskyWorld.StartAsync();
            world.Server.Plan(Served(entry) with { Times = 2 });

            var outcome = await world.PublishAsync(world.Post("one"));

            var told = outcome is PublishOutcome.Refused refused ? $"Refused {refused.Kind}" : outcome.GetType().Name;
            told.ShouldBe(expected[File(entry)], File(entry));
        }
    }

    [Theory]
    [InlineData("error-401-auth.json", "new app password")]
    [InlineData("error-401-factor.json", "Make an app password")]
    public async Task A_refused_log_in_says_what_to_do(string file, string advice)
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Server.Plan(Served(Entry(file)));

        (await world.PublishAsync(world.Post("one"))).ShouldBeOfType<PublishOutcome.Refused>().Reason.ShouldContain(advice);
    }

    [Fact]
    public async Task Sessions_are_read_and_renewed()
    {
        await using var world = await BlueskyWorld.StartAsync();
        // The example's own server is another one; here everything stays on this machine.
        var session = Body("createSession.json").Replace("https://pds.example", "http://pds.invalid.example", StringComparison.Ordinal);
        world.Server.Plan(new Fault(FaultKind.Status, Path: BlueskyWorld.LogIn, Status: 200, Body: session));
        world.Server.Plan(Served(Entry("error-400-expired-token.json")));
        world.Server.Plan(
            new Fault(
                FaultKind.Status,
                Path: BlueskyWorld.Refresh,
                Status: 200,
                Body: Body("refreshSession.json").Replace("https://pds.example", "", StringComparison.Ordinal)
            )
        );
        world.Server.Plan(Served(Entry("putRecord.json")));

        (await world.PublishedAsync(world.Post("one"))).ShouldBe(
            new RemotePost(OurPost, "https://bsky.app/profile/thisweekinrust.example/post/3mtybuqzo222l")
        );

        world
            .Server.Seen.Select(request => request.Headers.GetValueOrDefault("Authorization", "-").Split('.')[^1])
            .ShouldBe(["-", "sample", "sample", "sample2"]);
    }

    [Fact]
    public async Task Notifications_become_mentions_oldest_first()
    {
        await using var world = await BlueskyWorld.StartAsync();
        world.Clock.Jump(TimeSpan.FromDays(60));
        world.Server.Plan(Served(Entry("listNotifications.json")));

        var page = await world.ReadAsync();

        page.Unread.ShouldBeEmpty();
        page.Mentions.Select(mention => mention.Text)
            .ShouldBe(["@thisweekinrust.example #cotw jiff, see https://crates.io/crates/jiff", "#qotw \"Fearless\" indeed"]);
        (string.Join(' ', page.Mentions[0].Links), string.Join(' ', page.Mentions[0].Tags)).ShouldBe(
            ("https://crates.io/crates/jiff", "cotw")
        );
        page.Mentions[0].PostedAt.ShouldBe(new DateTimeOffset(2026, 8, 27, 8, 15, 30, 250, TimeSpan.Zero));
        page.Mentions[1].ParentId.ShouldBe(OurPost);
        // Written without facets.
        page.Mentions[1].Tags.ShouldBe(["qotw"]);
        page.Mentions.Select(mention => (mention.Author.Handle, mention.Author.DisplayName, mention.IsPublic, mention.Language))
            .ShouldBe([("ben.example", "Ben", true, "en"), ("ben.example", "Ben", true, null)]);
    }

    [Fact]
    public async Task Posts_threads_and_records_are_read()
    {
        await using var world = await BlueskyWorld.StartAsync();
        var ours = new RemotePost(OurPost, "");
        world.Server.Plan(Served(Entry("getPosts.json")) with { Times = 2 });
        world.Server.Plan(Served(Entry("getPostThread.json")));

        var fetched = (await world.Network.FetchAsync([OurPost], Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Mention>>.Read>()
            .Value;
        var counts = (await world.Network.CountAsync([ours], Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyDictionary<string, Reactions>>.Read>()
            .Value;
        var answers = (await world.Network.ReadAnswersAsync(ours, Cancellation))
            .ShouldBeOfType<ReadOutcome<IReadOnlyList<Mention>>.Read>()
            .Value;

        fetched[OurPost].Links.ShouldBe(["https://this-week-in-rust.org/blog/2026/08/26/this-week-in-rust-666/"]);
        counts[OurPost].ShouldBe(new Reactions(17, 4, 2, 0) { Bookmarks = 1 });
        answers.Select(answer => answer.Text).ShouldBe(["Thanks to @ben.example for the nomination!", "#qotw \"Fearless\" indeed"]);
    }

    [Theory]
    [InlineData("request-putRecord.json")]
    [InlineData("request-putRecord-reply.json")]
    public void What_is_sent_has_the_published_form(string file)
    {
        var example = SharedVectors.Read(Path(file));
        var record = example.GetProperty("record");
        record.TryGetProperty("reply", out var reply);
        var put = new PutRecord(
            example.GetProperty("repo").GetString()!,
            example.GetProperty("collection").GetString()!,
            example.GetProperty("rkey").GetString()!,
            new PostRecord
            {
                Text = record.Text(),
                CreatedAt = record.GetProperty("createdAt").GetString()!,
                Langs = ["en"],
                Facets = [.. record.GetProperty("facets").EnumerateArray().Select(Facet)],
                Reply = reply.ValueKind == JsonValueKind.Undefined ? null : new ReplyRecord(Strong(reply, "root"), Strong(reply, "parent")),
                Embed = record.TryGetProperty("embed", out _)
                    ? new EmbedRecord(
                        "app.bsky.embed.external",
                        External: new ExternalRecord(
                            "https://this-week-in-rust.org/blog/2026/08/26/this-week-in-rust-666/",
                            "This Week in Rust 666",
                            "Hello and welcome to another issue of This Week in Rust!"
                        )
                    )
                    : null,
            }
        );

        var sent = JsonSerializer.SerializeToNode(put, BlueskyJson.Default.PutRecord)!;
        var published = System.Text.Json.Nodes.JsonNode.Parse(example.GetRawText())!;
        // Ours have no picture on their card.
        published["record"]!["embed"]?["external"]!.AsObject().Remove("thumb");

        System.Text.Json.Nodes.JsonNode.DeepEquals(sent, published).ShouldBeTrue(sent.ToJsonString());
    }

    private static FacetRecord Facet(JsonElement facet)
    {
        var (index, feature) = (facet.GetProperty("index"), facet.GetProperty("features")[0]);
        return new FacetRecord(
            new ByteSlice(index.GetProperty("byteStart").GetInt32(), index.GetProperty("byteEnd").GetInt32()),
            [new FacetFeature(feature.Text("$type")!, feature.Text("uri"), feature.Text("did"), feature.Text("tag"))]
        );
    }

    private static StrongRef Strong(JsonElement reply, string member) =>
        new(reply.GetProperty(member).GetProperty("uri").GetString()!, reply.GetProperty(member).GetProperty("cid").GetString()!);

    private static IReadOnlyList<JsonElement> Entries() =>
        [.. SharedVectors.Read(Path("index.json")).GetProperty("entries").EnumerateArray()];

    private static JsonElement Entry(string file) => Entries().Single(entry => File(entry) == file);

    private static string File(JsonElement entry) => entry.GetProperty("file").GetString()!;

    private static string Body(string file) => System.IO.File.ReadAllText(Path(file));

    private static string Path(string file) => Shared.Need("reference", "examples", "bluesky", file);

    private static Fault Served(JsonElement entry) =>
        new(
            FaultKind.Status,
            Path: entry.GetProperty("path").GetString()!.Split('?')[0],
            Status: entry.GetProperty("status").GetInt32(),
            Headers: entry.TryGetProperty("headers", out var headers)
                ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!)
                : null,
            Body: Body(File(entry))
        );
}
