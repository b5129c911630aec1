using System.Text.Json;
using Syndicator.Networks.Mastodon;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>Bodies in the shape that documentation and recordings show.</summary>
public class MastodonExamplesTests
{
    private static readonly MastodonReader s_reader = new(
        new Uri("https://mastodon.example/"),
        "mastodon.example",
        new MastodonAccount { Id = "109300000000000001" }
    );

    [Theory]
    [InlineData("status-created.json", "https://mastodon.example/@ThisWeekInRust/117161695641600101", true)]
    [InlineData("status-created-reply.json", "https://mastodon.example/@ThisWeekInRust/117161695911608327", true)]
    [InlineData("status-get.json", null, true)]
    [InlineData("status-edited.json", null, true)]
    [InlineData("status-cw.json", null, true)]
    [InlineData("status-with-media.json", null, true)]
    [InlineData("status-poll.json", null, true)]
    [InlineData("status-gotosocial.json", "https://social.garden.example/@clara/statuses/01J6A7Q0R5YJ9W8KX2V3N4M5P6", true)]
    [InlineData("status-pleroma.json", "https://pl.example/notice/AjK3bQ0xYzL8mN2pRs", false)]
    public void A_post_is_understood(string file, string? url, bool isPublic)
    {
        var (mention, reason) = s_reader.Read(JsonSerializer.Deserialize(Example(file), MastodonJson.Default.MastodonStatus));

        mention.ShouldNotBeNull(reason);
        mention.IsPublic.ShouldBe(isPublic);
        mention.PostedAt.Offset.ShouldBe(TimeSpan.Zero);
        mention.Url.ShouldBe(url ?? mention.Url);
        mention.Text.ShouldNotBeEmpty();
    }

    [Fact]
    public void Mentions_are_understood_in_full()
    {
        var statuses = SharedVectors
            .Cases("reference", "examples", "mastodon", "notifications-mentions.json")
            .Select(item => s_reader.Read(MastodonReader.Item(item, MastodonJson.Default.MastodonNotification)!.Status).Mention!)
            .ToList();

        statuses[0].IsPublic.ShouldBeFalse("it is a private mention");
        statuses[0].Text.ShouldBe("@ThisWeekInRust@mastodon.example I nominate jiff (https://crates.io/crates/jiff) (#cotw)");
        statuses[0].Links.ShouldBe(["https://crates.io/crates/jiff"]);
        statuses[1].ParentId.ShouldBe("117161695641600101");
        statuses[1].Author.Handle.ShouldBe("ben@fosstodon.example");
        statuses[1].Tags.ShouldBe(["qotw"]);
        statuses[2].Author.Handle.ShouldBe("annika@mastodon.example", "servers leave their own name out");
        statuses[2]
            .Text.ShouldBe("@ThisWeekInRust #cotw: serde_with\n\nBecause it's great & <fast>\nhttps://www.rust-lang.org/learn/get-started");
        statuses[2].Author.CreatedAt.ShouldBe(new DateTimeOffset(2022, 11, 8, 0, 0, 0, TimeSpan.Zero));
        statuses[2].Author.PostCount.ShouldBe(345);
    }

    [Fact]
    public void Quotes_name_the_quoted_post_while_it_is_there()
    {
        var posts = SharedVectors
            .Cases("reference", "examples", "mastodon", "timeline-tag.json")
            .Select(item => (Json: item, Post: s_reader.Read(MastodonReader.Item(item, MastodonJson.Default.MastodonStatus)).Mention!))
            .ToList();

        posts.ShouldContain(post => post.Post.QuotedId != null);
        foreach (var (json, post) in posts)
        {
            var isAccepted =
                json.GetProperty("quote") is { ValueKind: JsonValueKind.Object } quote
                && quote.GetProperty("state").GetString() == "accepted";
            (post.QuotedId is not null).ShouldBe(isAccepted, json.GetRawText());
        }
    }

    [Fact]
    public void The_context_of_a_post_is_understood()
    {
        var context = JsonSerializer.Deserialize(Example("context.json"), MastodonJson.Default.MastodonContext)!;
        var answers = context
            .Descendants!.Select(item => s_reader.Read(MastodonReader.Item(item, MastodonJson.Default.MastodonStatus)).Mention!)
            .ToList();

        answers.Count.ShouldBe(context.Descendants!.Count);
        answers[0].Author.IsOurs.ShouldBeTrue();
        answers[1].Author.IsOurs.ShouldBeFalse();
        answers.ShouldAllBe(answer => answer.ParentId != null);
    }

    [Theory]
    [InlineData("instance-v2.json", "mastodon.example", 500, 23, 11)]
    [InlineData("instance-v2-gotosocial.json", "garden.example", 5000, 25, null)]
    public void An_instance_is_understood(string file, string domain, int characters, int perUrl, int? apiVersion)
    {
        using var document = JsonDocument.Parse(Example(file));

        var instance = MastodonInstance.From(document.RootElement, "host")!;

        (instance.Domain, instance.ApiVersion).ShouldBe((domain, apiVersion));
        instance.Limits.ShouldBe(new MastodonLimits(characters, perUrl));
    }

    [Fact]
    public void Every_recorded_post_is_understood()
    {
        var folder = Shared.Need("conformance", "mastodon-api");
        var statuses = Directory
            .EnumerateFiles(folder, "*.json")
            .SelectMany(file => SharedVectors.Read(file) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [])
            .Where(recording => recording.TryGetProperty("body", out _))
            .SelectMany(recording => Statuses(recording.GetProperty("body")))
            .ToList();

        statuses.Count.ShouldBeGreaterThan(100);
        statuses
            .Select(status => (s_reader.Read(MastodonReader.Item(status, MastodonJson.Default.MastodonStatus)).Reason, Json: status))
            .Where(read => read.Reason is not null)
            .Select(read => read.Reason + read.Json.GetRawText()[..Math.Min(300, read.Json.GetRawText().Length)])
            .ShouldBeEmpty();
    }

    /// <summary>Whatever has an author, a text and an address is a post, wherever it stands.</summary>
    private static IEnumerable<JsonElement> Statuses(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Statuses),
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member => Statuses(member.Value))
                .Concat(IsStatus(element) ? [element] : []),
            _ => [],
        };

    private static bool IsStatus(JsonElement element) =>
        element.TryGetProperty("account", out var account)
        && account.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("content", out var content)
        && content.ValueKind == JsonValueKind.String
        && element.TryGetProperty("visibility", out _);

    private static string Example(string file) => File.ReadAllText(Shared.Need("reference", "examples", "mastodon", file));
}
