using System.Text;
using System.Text.Json;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.X;

/// <summary>The fake server does what X's sheet says; else tests against it would prove nothing.</summary>
public sealed class FakeXTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly WireClient _wire = new();
    private readonly FakeX _server;
    private string _token = "";

    public FakeXTests() => _server = new FakeX(_clock);

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        _token = _server.NewTokens().Access;
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_token_with_an_ended_one_and_with_a_wrong_signature_nobody_is_let_in()
    {
        (await AskAsync("GET", "2/users/me", token: "")).Status.ShouldBe(401);
        (await AskAsync("GET", "2/users/me", token: "unheard-of")).Status.ShouldBe(401);
        (await AskAsync("GET", "2/users/me")).Status.ShouldBe(200);
        (
            await AskAsync("GET", "2/users/me", scheme: "OAuth", token: "oauth_consumer_key=\"fakeConsumerKey\", oauth_signature=\"x\"")
        ).Status.ShouldBe(401);
        _clock.Advance(TimeSpan.FromHours(3));
        (await AskAsync("GET", "2/users/me")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("""{"text":"a","reply":null}""", 400)]
    [InlineData("""{"text":"a","unheard_of":1}""", 400)]
    [InlineData("""{"text":""}""", 400)]
    [InlineData("""not json""", 400)]
    [InlineData("""{"text":"a","reply":{"in_reply_to_tweet_id":"404"}}""", 403)]
    [InlineData("""{"text":"a"}""", 201)]
    public async Task Only_what_the_description_allows_makes_a_post(string body, int status)
    {
        (await AskAsync("POST", "2/tweets", body)).Status.ShouldBe(status);

        _server.Ledger.Count.ShouldBe(status == 201 ? 1 : 0);
    }

    [Fact]
    public async Task An_equal_post_and_one_that_is_too_long_are_refused()
    {
        (await AskAsync("POST", "2/tweets", """{"text":"a"}""")).Status.ShouldBe(201);
        (await AskAsync("POST", "2/tweets", """{"text":"a"}""")).Status.ShouldBe(403);
        (await AskAsync("POST", "2/tweets", $$"""{"text":"{{new string('a', 281)}}"}""")).Status.ShouldBe(403);
        (await AskAsync("POST", "2/tweets", $$"""{"text":"{{new string('日', 141)}}"}""")).Status.ShouldBe(403);
        (await AskAsync("POST", "2/tweets", $$"""{"text":"https://example.org/{{new string('a', 400)}}"}""")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Only_those_who_mentioned_the_account_are_answered()
    {
        var stranger = _server.Say("hello");
        var friend = _server.Say("@ThisWeekInRust hello");

        (await AskAsync("POST", "2/tweets", Reply("to a stranger", stranger))).Status.ShouldBe(403);
        (await AskAsync("POST", "2/tweets", Reply("to a friend", friend))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Too_many_posts_are_throttled_until_the_window_ends()
    {
        _server.PostsInWindow = 1;
        await AskAsync("POST", "2/tweets", """{"text":"a"}""");

        var refused = await AskAsync("POST", "2/tweets", """{"text":"b"}""");

        refused.Status.ShouldBe(429);
        refused.Headers.GetValues("x-rate-limit-reset").Single().ShouldBe($"{_clock.GetUtcNow().AddMinutes(15).ToUnixTimeSeconds()}");
        _clock.Advance(TimeSpan.FromMinutes(15));
        (await AskAsync("POST", "2/tweets", """{"text":"b"}""")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Links_are_shortened_and_signs_escaped()
    {
        await AskAsync("POST", "2/tweets", """{"text":"see main.rs & <https://example.org/a>."}""");

        var post = (await JsonAsync("2/users/2300000042/tweets?tweet.fields=entities")).GetProperty("data")[0];

        post.GetProperty("text").GetString()!.ShouldMatch(@"^see https://t\.co/\d{10} &amp; &lt;https://t\.co/\d{10}&gt;\.$");
        post.GetProperty("entities")
            .GetProperty("urls")
            .EnumerateArray()
            .Select(url => url.GetProperty("expanded_url").GetString())
            .ShouldBe(["http://main.rs", "https://example.org/a"]);
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_and_an_empty_one_has_no_data()
    {
        (await JsonAsync("2/users/2300000042/mentions")).TryGetProperty("data", out _).ShouldBeFalse();
        var ids = Enumerable.Range(0, 7).Select(number => _server.Say($"@thisweekinrust {number}")).ToList();

        var first = await JsonAsync("2/users/2300000042/mentions?max_results=5&since_id=" + ids[0]);
        var token = first.GetProperty("meta").GetProperty("next_token").GetString();
        var second = await JsonAsync($"2/users/2300000042/mentions?max_results=5&since_id={ids[0]}&pagination_token={token}");

        Ids(first).Concat(Ids(second)).ShouldBe(Enumerable.Reverse(ids).SkipLast(1));
        second.GetProperty("meta").TryGetProperty("next_token", out _).ShouldBeFalse();
        (await AskAsync("GET", "2/users/2300000042/mentions?max_results=500")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task One_vocabulary_does_not_know_the_other()
    {
        (await AskAsync("GET", "2/users/2300000042/mentions?post.fields=created_at")).Status.ShouldBe(400);
        _server.HasNewNames = true;
        (await AskAsync("GET", "2/users/2300000042/mentions?post.fields=created_at")).Status.ShouldBe(200);
        (await AskAsync("GET", "2/users/2300000042/mentions?tweet.fields=created_at")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Somebody_can_be_made_to_mention_the_account_from_outside()
    {
        (await AskAsync("POST", "_fake/mentions", """{"text":"@ThisWeekInRust #cotw jiff"}""", token: "")).Status.ShouldBe(200);

        Ids(await JsonAsync("2/users/2300000042/mentions")).Count().ShouldBe(1);
    }

    private async Task<WireAnswer.Received> AskAsync(
        string method,
        string path,
        string? body = null,
        string? token = null,
        string scheme = "Bearer"
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_server.Address, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if ((token ?? _token) is { Length: > 0 } given)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {given}");
        }

        return (await _wire.ReadAsync(request, TestContext.Current.CancellationToken)).ShouldBeOfType<WireAnswer.Received>();
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var document = JsonDocument.Parse((await AskAsync("GET", path)).Body);
        return document.RootElement.Clone();
    }

    private static string Reply(string text, string parent) =>
        $$$"""{"text":"{{{text}}}","reply":{"in_reply_to_tweet_id":"{{{parent}}}"}}""";

    private static IEnumerable<string?> Ids(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(post => post.GetProperty("id").GetString());
}
