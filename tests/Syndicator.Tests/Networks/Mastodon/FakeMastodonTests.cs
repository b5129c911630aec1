using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>The fake behaves as its sheet says; otherwise the tests against it prove nothing.</summary>
public sealed class FakeMastodonTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly FakeMastodon _server;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler());

    public FakeMastodonTests() => _server = new FakeMastodon(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_good_for_an_hour_whatever_the_text()
    {
        var first = await PostAsync("one", "key");
        (await PostAsync("two", "key")).Body["id"]!.ToString().ShouldBe(first.Body["id"]!.ToString());

        _clock.Advance(TimeSpan.FromHours(1));

        (await PostAsync("three", "key")).Body["id"]!.ToString().ShouldNotBe(first.Body["id"]!.ToString());
        _server.Ledger.Select(post => post.Text).ShouldBe(["one", "three"]);
    }

    [Theory]
    [InlineData("", 422)]
    [InlineData("right", 200)]
    public async Task Empty_texts_are_refused(string text, int status) => (await PostAsync(text, "key")).Status.ShouldBe(status);

    [Fact]
    public async Task A_form_is_as_good_as_json()
    {
        using var urlEncoded = new FormUrlEncodedContent([new("status", "one"), new("visibility", "unlisted")]);
        using var multipart = new MultipartFormDataContent { { new StringContent("two"), "status" } };

        (await SendAsync(HttpMethod.Post, "api/v1/statuses", urlEncoded, null)).Body["visibility"]!.ToString().ShouldBe("unlisted");
        (await SendAsync(HttpMethod.Post, "api/v1/statuses", multipart, null)).Status.ShouldBe(200);
        _server.Ledger.Select(post => post.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task The_length_counts_links_as_23_and_people_without_their_servers()
    {
        var filler = new string('a', 500 - 23 - 5);
        (await PostAsync($"{filler} https://example.org/{new string('b', 100)} @all", "1")).Status.ShouldBe(422, "501");
        (await PostAsync($"{filler} https://example.org/{new string('b', 100)} @al@a.example", "2")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_min_id_gives_the_oldest_after_it_and_a_since_id_the_newest()
    {
        var ids = Enumerable.Range(0, 10).Select(number => _server.Write($"@newsletter {number}").Id).ToList();
        var all = await NotificationsAsync("limit=80");
        var first = all[^1]!["id"]!.ToString();

        all.Select(item => item!["status"]!["id"]!.ToString()).ShouldBe(ids.AsEnumerable().Reverse());
        Numbers(await NotificationsAsync($"limit=3&min_id={first}")).ShouldBe([3, 2, 1]);
        Numbers(await NotificationsAsync($"limit=3&since_id={first}")).ShouldBe([9, 8, 7]);
    }

    [Fact]
    public async Task Held_back_notifications_are_shown_on_demand_only()
    {
        _server.Write("@newsletter 0", isFiltered: true);

        (await NotificationsAsync("limit=80")).Count.ShouldBe(0);
        (await NotificationsAsync("limit=80&include_filtered=true")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_can_be_let_mention_us_over_HTTP()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, "_fake/mentions"))
        {
            Content = JsonContent.Create(new { text = "@newsletter #cotw jiff", author = "clara" }),
        };
        using var response = await _client.SendAsync(request, Cancellation);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["id"]!.ToString().ShouldBe(_server.All[0].Id);

        (await NotificationsAsync("limit=1"))[0]!["account"]!["acct"]!.ToString().ShouldBe("clara@elsewhere.example");
    }

    private static IEnumerable<int> Numbers(JsonArray notifications) =>
        notifications.Select(item => item!["status"]!["content"]!.ToString()).Select(html => html[^5] - '0');

    private async Task<JsonArray> NotificationsAsync(string query)
    {
        var (_, body) = await SendAsync(HttpMethod.Get, "api/v1/notifications?" + query, null, null);
        return body.AsArray();
    }

    private Task<(int Status, JsonNode Body)> PostAsync(string text, string key) =>
        SendAsync(HttpMethod.Post, "api/v1/statuses", JsonContent.Create(new { status = text }), key);

    private async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server.Address, path)) { Content = content };
        request.Headers.Add("Authorization", "Bearer " + FakeMastodon.Token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _client.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
    }
}
