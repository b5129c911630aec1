using System.Net.Http.Json;
using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Tests.Forums;

/// <summary>The fake forum, against what Discourse has published.</summary>
public class FakeDiscourseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// Where the published description, which was made of one moderator's view of one new topic, says something else than forums answer to anybody: numbers of
    /// the review queue, rights, deleted posts and drafts are not told to everybody, and answers name numbers.
    /// </summary>
    private static readonly string[] s_known =
    [
        "reviewable_id is missing",
        "reviewable_score_count is missing",
        "reviewable_score_pending_count is missing",
        "can_act is missing",
        "reply_to_post_number is no string/null",
        "has_deleted is missing",
        "draft_sequence is no integer",
    ];

    [Theory]
    [InlineData("/t/{id}.json", "t/900.json")]
    [InlineData("/t/{id}/posts.json", "t/900/posts.json?post_ids%5B%5D=88107&post_ids%5B%5D=88114&post_ids%5B%5D=1")]
    [InlineData("/posts/{id}.json", "posts/88114.json")]
    public async Task Its_answers_are_as_the_published_description_has_them(string operation, string path)
    {
        var description = Read(await File.ReadAllTextAsync(Shared.Need("conformance", "discourse-openapi", "openapi.json"), Cancellation));
        await using var stand = await ForumStand.OpenAsync();
        var first = stand.Say("one");
        stand.Say("two", replyTo: first.Number);
        stand.Server.Like(ForumStand.TopicId, first.Number);
        stand.Say("", "system", type: 3);

        var answer = await GetAsync(stand, path);

        var schema = description
            .GetProperty("paths")
            .GetProperty(operation)
            .GetProperty("get")
            .GetProperty("responses")
            .GetProperty("200")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("schema");
        Differences(schema, answer, "").Where(one => !IsKnown(one)).ShouldBeEmpty();
    }

    [Fact]
    public void A_difference_would_be_seen()
    {
        var schema = Read(
            """{"type":"object","properties":{"a":{"type":["string","null"]},"b":{"type":"array","items":{"type":"integer"}}},"required":["a"]}"""
        );

        Differences(schema, Read("""{"b":[1,"x"]}"""), "").ShouldBe(["a is missing", "b[] is no integer"]);
        Differences(schema, Read("""{"a":null,"b":[]}"""), "").ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_answers_have_every_member_of_the_examples_that_readers_meet()
    {
        await using var stand = await ForumStand.OpenAsync();
        var post = stand.Say("I would like to nominate [jiff](https://crates.io/crates/jiff). :crab:");
        var example = Read(await File.ReadAllTextAsync(Shared.Need("reference", "examples", "discourse", "post.json"), Cancellation));

        var answer = await GetAsync(stand, $"posts/{post.Id}.json");

        string[] needless =
        [
            .. "topic_title topic_html_title category_id flair_group_id badges_granted can_accept_answer can_unaccept_answer accepted_answer topic_accepted_answer".Split(
                ' '
            ),
        ];
        example
            .EnumerateObject()
            .Select(member => member.Name)
            .Except(needless)
            .Where(name => !answer.TryGetProperty(name, out _))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task What_people_do_can_be_done_from_outside()
    {
        await using var stand = await ForumStand.OpenAsync();
        foreach (
            var (act, body) in (IEnumerable<(string, object)>)
                [
                    (
                        "posts",
                        new
                        {
                            topic = 900,
                            text = "one",
                            username = "ben",
                        }
                    ),
                    (
                        "posts",
                        new
                        {
                            topic = 900,
                            text = "two",
                            replyTo = 1,
                        }
                    ),
                    ("posts", new { topic = 900, text = "three" }),
                    (
                        "edits",
                        new
                        {
                            topic = 900,
                            number = 2,
                            text = "edited",
                        }
                    ),
                    (
                        "likes",
                        new
                        {
                            topic = 900,
                            number = 2,
                            count = 3,
                        }
                    ),
                    ("deletions", new { topic = 900, number = 3 }),
                ]
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stand.Server.Address, "_fake/" + act))
            {
                Content = JsonContent.Create(body),
            };
            (await stand.Wire.WriteAsync(request, () => true, Cancellation)).ShouldBeOfType<WireAnswer.Received>().Status.ShouldBe(200);
        }

        var (mentions, _) = await stand.ReadAllAsync(null);

        mentions
            .Select(mention => (mention.Author.Handle, mention.Text, mention.ParentId))
            .ShouldBe([("ben", "one", null), ("annika", "edited", "900/1")]);
        (await GetAsync(stand, "posts/by_number/900/2.json")).GetProperty("actions_summary")[0].GetProperty("count").GetInt32().ShouldBe(3);
    }

    private static bool IsKnown(string difference) =>
        Array.Exists(s_known, known => difference.EndsWith(known, StringComparison.Ordinal))
        || (difference.StartsWith("details.can_", StringComparison.Ordinal) && difference.EndsWith("is missing", StringComparison.Ordinal));

    private static async Task<JsonElement> GetAsync(ForumStand stand, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(stand.Server.Address, path));
        var answer = (await stand.Wire.ReadAsync(request, Cancellation)).ShouldBeOfType<WireAnswer.Received>();
        answer.Status.ShouldBe(200);
        return LooseJson.ObjectOf(answer).ShouldNotBeNull();
    }

    private static IEnumerable<string> Differences(JsonElement schema, JsonElement value, string at)
    {
        string[] types =
            !schema.TryGetProperty("type", out var type) ? []
            : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)]
            : [type.GetString()!];
        if (types.Length > 0 && !types.Any(one => IsOf(one, value)))
        {
            return [$"{at} is no {string.Join('/', types)}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => Missing(schema, value, at).Concat(InMembers(schema, value, at)),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value
                .EnumerateArray()
                .SelectMany(item => Differences(items, item, at + "[]"))
                .Distinct(),
            _ => [],
        };
    }

    private static IEnumerable<string> Missing(JsonElement schema, JsonElement value, string at) =>
        schema.TryGetProperty("required", out var required)
            ? required
                .EnumerateArray()
                .Select(name => name.GetString()!)
                .Where(name => !value.TryGetProperty(name, out _))
                .Select(name => $"{at}.{name} is missing".TrimStart('.'))
            : [];

    private static IEnumerable<string> InMembers(JsonElement schema, JsonElement value, string at) =>
        schema.TryGetProperty("properties", out var properties)
            ? value
                .EnumerateObject()
                .Where(member => properties.TryGetProperty(member.Name, out _))
                .SelectMany(member => Differences(properties.GetProperty(member.Name), member.Value, $"{at}.{member.Name}".TrimStart('.')))
            : [];

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => true,
        };

    private static JsonElement Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
