using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Bluesky;

/// <summary>The fake does what the sheet says; what is proved against it is worth no more than that.</summary>
public sealed class FakeBlueskyTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private readonly FakeBluesky _server;
    private string? _token;

    public FakeBlueskyTests() => _server = new FakeBluesky(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        _token = (await LogInAsync(FakeBluesky.AppPassword)).Body.GetProperty("accessJwt").GetString();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_same_record_again_writes_nothing_and_another_replaces_it()
    {
        var first = await PutAsync("3mtybuqzo2222", "one");
        var same = await PutAsync("3mtybuqzo2222", "one");
        var other = await PutAsync("3mtybuqzo2222", "two");

        first.Body.TryGetProperty("commit", out _).ShouldBeTrue();
        same.Body.TryGetProperty("commit", out _).ShouldBeFalse();
        Cid(same).ShouldBe(Cid(first));
        Cid(other).ShouldNotBe(Cid(first));
        _server.Ledger.ShouldHaveSingleItem().Text.ShouldBe("two");
    }

    [Fact]
    public async Task Creating_under_a_key_that_is_taken_is_an_error()
    {
        await PutAsync("3mtybuqzo2222", "one");

        var (status, body) = await PostAsync("com.atproto.repo.createRecord", Record("3mtybuqzo2222", "two"));

        (status, Error(body)).ShouldBe((HttpStatusCode.InternalServerError, "InternalServerError"));
        _server.Ledger.ShouldHaveSingleItem().Text.ShouldBe("one");
    }

    [Fact]
    public async Task A_swap_with_nothing_needs_nothing_there()
    {
        await PutAsync("3mtybuqzo2222", "one");

        var (status, body) = await PostAsync(
            "com.atproto.repo.putRecord",
            Record("3mtybuqzo2222", "one").Replace("\"collection\"", "\"swapRecord\":null,\"collection\"", StringComparison.Ordinal)
        );

        (status, Error(body)).ShouldBe((HttpStatusCode.BadRequest, "InvalidSwap"));
    }

    [Theory]
    [InlineData("""{"$type":"app.bsky.feed.post","createdAt":"2026-07-29T12:00:00.000Z"}""")]
    [InlineData("""{"$type":"app.bsky.feed.post","text":"x"}""")]
    [InlineData("""{"$type":"app.bsky.feed.post","text":"x","createdAt":"today"}""")]
    [InlineData("""{"text":"x","createdAt":"2026-07-29T12:00:00.000Z"}""")]
    [InlineData("""{"$type":"app.bsky.feed.post","text":"x","createdAt":"2026-07-29T12:00:00.000Z","langs":["a","b","c","d"]}""")]
    [InlineData(
        """{"$type":"app.bsky.feed.post","text":"x","createdAt":"2026-07-29T12:00:00.000Z","reply":{"root":{"uri":"at://a"},"parent":{}}}"""
    )]
    [InlineData(
        """{"$type":"app.bsky.feed.post","text":"x","createdAt":"2026-07-29T12:00:00.000Z","facets":[{"index":{"byteStart":0,"byteEnd":2},"features":[]}]}"""
    )]
    public async Task Records_that_are_no_posts_are_refused(string record)
    {
        var (status, body) = await PostAsync(
            "com.atproto.repo.putRecord",
            $$"""{"repo":"{{_server.Did}}","collection":"app.bsky.feed.post","rkey":"3mtybuqzo2222","record":{{record}}}"""
        );

        (status, Error(body)).ShouldBe((HttpStatusCode.BadRequest, "InvalidRequest"));
        _server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task Texts_over_300_characters_are_refused()
    {
        (await PutAsync("3mtybuqzo2222", new string('x', 300))).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync("3mtybuqzo2223", new string('x', 301))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tokens_end_after_two_hours_and_refresh_once()
    {
        var refresh = (await LogInAsync(FakeBluesky.AppPassword)).Body.GetProperty("refreshJwt").GetString();
        _clock.Advance(TimeSpan.FromHours(2));
        Error((await PutAsync("3mtybuqzo2222", "one")).Body).ShouldBe("ExpiredToken");

        var renewed = await PostAsync("com.atproto.server.refreshSession", "", refresh);
        var again = await PostAsync("com.atproto.server.refreshSession", "", refresh);

        (renewed.Status, again.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.BadRequest));
        _token = renewed.Body.GetProperty("accessJwt").GetString();
        (await PutAsync("3mtybuqzo2222", "one")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_token_with_a_wrong_one_and_for_somebody_else_nothing_is_written()
    {
        _server.Say("ben.test", "hello");
        var other = _server.Say("ben.test", "hello").Split('/')[2];
        (await PostAsync("com.atproto.repo.putRecord", Record("3mtybuqzo2222", "one"), "")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Error((await PostAsync("com.atproto.repo.putRecord", Record("3mtybuqzo2222", "one"), "a.b.c")).Body).ShouldBe("InvalidToken");
        var foreign = Record("3mtybuqzo2222", "one").Replace(_server.Did, other, StringComparison.Ordinal);
        (await PostAsync("com.atproto.repo.putRecord", foreign)).Status.ShouldBe(HttpStatusCode.Forbidden);
        _server.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task Thirty_log_ins_in_five_minutes_are_enough()
    {
        for (var login = 1; login < 30; login++)
        {
            await LogInAsync("wrong");
        }

        (await LogInAsync(FakeBluesky.AppPassword)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await LogInAsync(FakeBluesky.AppPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Writing_costs_points()
    {
        _server.WritePoints = 5;
        await PutAsync("3mtybuqzo2222", "one");
        await PutAsync("3mtybuqzo2223", "two");

        (await PutAsync("3mtybuqzo2224", "three")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        _clock.Advance(TimeSpan.FromHours(1));
        (await PutAsync("3mtybuqzo2224", "three")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Anybody_speaks_by_the_control_address()
    {
        await PostToAsync("_fake/say", """{"handle":"ben.test","text":"@newsletter.test hello"}""");

        var page = await GetAsync("app.bsky.notification.listNotifications?reasons=mention&limit=10");

        page.GetProperty("notifications")[0].GetProperty("record").GetProperty("text").GetString().ShouldBe("@newsletter.test hello");
    }

    [Fact]
    public async Task Notifications_are_paged_newest_first_by_time()
    {
        foreach (var number in Enumerable.Range(0, 5))
        {
            _server.Say("ben.test", $"@{FakeBluesky.Handle} {number}");
        }

        var first = await GetAsync("app.bsky.notification.listNotifications?limit=3");
        var rest = await GetAsync($"app.bsky.notification.listNotifications?limit=3&cursor={first.GetProperty("cursor").GetString()}");

        Texts(first).Concat(Texts(rest)).ShouldBe(["4", "3", "2", "1", "0"]);
    }

    private static IEnumerable<string> Texts(JsonElement page) =>
        page.GetProperty("notifications")
            .EnumerateArray()
            .Select(one => one.GetProperty("record").GetProperty("text").GetString()!.Split(' ')[1]);

    private static string? Cid((HttpStatusCode Status, JsonElement Body) answer) => answer.Body.GetProperty("cid").GetString();

    private static string? Error(JsonElement body) => body.GetProperty("error").GetString();

    private string Record(string key, string text) =>
        $$"""{"repo":"{{_server.Did}}","collection":"app.bsky.feed.post","rkey":"{{key}}","record":{"$type":"app.bsky.feed.post","text":"{{text}}","createdAt":"2026-07-29T12:00:00.000Z"} }""";

    private Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(string key, string text) =>
        PostAsync("com.atproto.repo.putRecord", Record(key, text));

    private Task<(HttpStatusCode Status, JsonElement Body)> LogInAsync(string password) =>
        PostAsync("com.atproto.server.createSession", $$"""{"identifier":"{{FakeBluesky.Handle}}","password":"{{password}}"}""", "");

    private Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string method, string body, string? token = null) =>
        PostToAsync("xrpc/" + method, body, token ?? _token);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostToAsync(string path, string body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, path));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(request, token);
    }

    private async Task<JsonElement> GetAsync(string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, "xrpc/" + method));
        return (await SendAsync(request, _token)).Body;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpRequestMessage request, string? token)
    {
        request.Headers.Authorization = string.IsNullOrEmpty(token) ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return (response.StatusCode, default);
        }

        using var document = JsonDocument.Parse(text);
        return (response.StatusCode, document.RootElement.Clone());
    }
}
