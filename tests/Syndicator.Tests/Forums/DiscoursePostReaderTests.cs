using System.Text.Json;
using Syndicator.Forums;
using Syndicator.Networks;

namespace Syndicator.Tests.Forums;

public class DiscoursePostReaderTests
{
    private static readonly Uri s_forum = new("https://forum.example/");

    [Fact]
    public void The_published_examples_are_read()
    {
        var posts = Posts("topic-posts-raw.json");

        var read = posts.ConvertAll(post => DiscoursePostReader.Read(post, s_forum));

        read.Select(post => post.Problem is null).ShouldBe([true, true, false, false]);
        var (nomination, reply) = (read[0].Mention!, read[1].Mention!);
        nomination.Text.ShouldBe("I would like to nominate [jiff](https://crates.io/crates/jiff), a date-time crate. :crab:");
        nomination.Links.ShouldBe(["https://crates.io/crates/jiff"]);
        (nomination.Id, nomination.Url).ShouldBe(("900/601", "https://forum.example/t/crate-of-the-week/900/601"));
        (reply.Author.Id, reply.Author.Handle, reply.Author.DisplayName, reply.Author.Url).ShouldBe(
            ("1041", "ben", "ben", "https://forum.example/u/ben")
        );
        (reply.Text, reply.ParentId).ShouldBe(("Seconded! Also `bytemuck`:\n\nhttps://crates.io/crates/bytemuck", "900/601"));
        reply.Links.ShouldBe(["https://crates.io/crates/bytemuck"]);
        reply.Quotations.ShouldBe([
            new Quotation("nominate jiff", "annika", "900/601", "https://forum.example/t/crate-of-the-week/900/601"),
        ]);
    }

    [Fact]
    public void Without_what_was_typed_the_html_is_read_to_the_same_end()
    {
        var mention = DiscoursePostReader.Read(Example("post-string-reply-number.json"), s_forum).Mention.ShouldNotBeNull();

        (mention.Text, mention.ParentId).ShouldBe(("Seconded! Also `bytemuck`:\n\nhttps://crates.io/crates/bytemuck", "900/601"));
        mention.Quotations.ShouldHaveSingleItem().Text.ShouldBe("nominate jiff");
        mention.Links.ShouldBe(["https://crates.io/crates/bytemuck"]);
    }

    [Fact]
    public void An_edit_is_seen_by_its_version_or_its_time()
    {
        DiscoursePostReader
            .Read(Example("post.json"), s_forum)
            .Mention!.EditedAt.ShouldBe(new DateTimeOffset(2026, 8, 24, 9, 0, 0, default));
        Read(("version", "1"), ("updated_at", "\"2026-08-01T00:03:00Z\"")).Mention!.EditedAt.ShouldNotBeNull();
        Read(("version", "1"), ("updated_at", "\"2026-08-01T00:00:00.900Z\"")).Mention!.EditedAt.ShouldBeNull();
    }

    [Fact]
    public void The_bare_address_of_another_post_is_a_link_though_the_forum_shows_the_post()
    {
        const string Cooked =
            """<aside class=\"quote\" data-username=\"ben\" data-post=\"3\" data-topic=\"77\"><blockquote>theirs</blockquote></aside>""";

        var mention = Read(("cooked", $"\"{Cooked}\""), ("raw", "\"https://forum.example/t/some/77/3\"")).Mention!;

        mention.Quotations.ShouldBeEmpty();
        mention.Links.ShouldBe(["https://forum.example/t/-/77/3"]);
    }

    [Fact]
    public void A_passage_of_another_topic_has_an_address_and_no_id()
    {
        var mention = Read(("raw", "\"[quote=\\\"ben, post:3, topic:77\\\"]\\ntheirs\\n[/quote]\\n#qotw\"")).Mention!;

        mention.Text.ShouldBe("#qotw");
        mention.Quotations.ShouldBe([new Quotation("theirs", "ben", null, "https://forum.example/t/-/77/3")]);
    }

    [Theory]
    [InlineData("hidden", "true")]
    [InlineData("user_deleted", "true")]
    [InlineData("deleted_at", "\"2026-08-02T00:00:00Z\"")]
    [InlineData("post_type", "3")]
    [InlineData("username", "null")]
    [InlineData("post_number", "-1")]
    [InlineData("topic_id", "\"x\"")]
    [InlineData("created_at", "7")]
    [InlineData("cooked", "null")]
    [InlineData("id", "[]")]
    public void What_is_nobodys_post_is_told_why(string member, string value) => Read((member, value)).Problem.ShouldNotBeNullOrEmpty();

    [Theory]
    [InlineData("post_url", "\"//evil.example/t/x/900/601\"")]
    [InlineData("post_url", "\"javascript:alert(1)\"")]
    [InlineData("topic_slug", "\"../..\"")]
    [InlineData("topic_slug", "\"a/b?c\"")]
    public void Addresses_never_lead_away_from_the_forum(string member, string value)
    {
        var url = new Uri(Read((member, value)).Mention!.Url);

        (url.Scheme, url.Host).ShouldBe(("https", "forum.example"));
        url.AbsolutePath.ShouldEndWith("/900/601");
    }

    [Fact]
    public void Recorded_posts_of_a_real_forum_are_read()
    {
        using var post = JsonDocument.Parse(File.ReadAllText(Shared.Need("conformance", "discourse-api", "post.json")));
        using var latest = JsonDocument.Parse(File.ReadAllText(Shared.Need("conformance", "discourse-api", "posts_latest.json")));

        DiscoursePostReader.Read(post.RootElement, s_forum).Mention!.Text.ShouldStartWith("The first paragraph");
        foreach (var one in latest.RootElement.GetProperty("latest_posts").EnumerateArray())
        {
            DiscoursePostReader.Read(one, s_forum).Mention.ShouldNotBeNull().PostedAt.Year.ShouldBeGreaterThan(2010);
        }
    }

    /// <summary>A plain post with some members replaced.</summary>
    private static (Mention? Mention, string? Problem) Read(params (string Name, string Value)[] members)
    {
        Dictionary<string, string> post = new()
        {
            ["id"] = "88101",
            ["post_number"] = "601",
            ["topic_id"] = "900",
            ["username"] = "\"annika\"",
            ["created_at"] = "\"2026-08-01T00:00:00Z\"",
            ["cooked"] = "\"<p>x</p>\"",
        };
        foreach (var (name, value) in members)
        {
            post[name] = value;
        }

        using var json = JsonDocument.Parse("{" + string.Join(',', post.Select(member => $"\"{member.Key}\":{member.Value}")) + "}");
        return DiscoursePostReader.Read(json.RootElement, s_forum);
    }

    private static List<JsonElement> Posts(string file) =>
        [.. Example(file).GetProperty("post_stream").GetProperty("posts").EnumerateArray()];

    private static JsonElement Example(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Shared.Need("reference", "examples", "discourse", file)));
        return json.RootElement.Clone();
    }
}
