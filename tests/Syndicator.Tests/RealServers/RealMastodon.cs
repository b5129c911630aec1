using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;

namespace Syndicator.Tests.RealServers;

/// <summary>The address of a real server that speaks Mastodon's language, and two accounts on it.</summary>
internal sealed class RealMastodon : IDisposable
{
    private readonly WireClient _wire = new();
    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, AllowAutoRedirect = false }
    );
    private readonly string[] _tokens;

    public RealMastodon()
    {
        Address = new Uri(
            Needed.Variable("SYNDICATOR_TEST_MASTODON", "the address of a server for tests, and SYNDICATOR_TEST_MASTODON_TOKENS")
        );
        _tokens = Needed
            .Variable("SYNDICATOR_TEST_MASTODON_TOKENS", "tokens of our account and of somebody else's, with a space between")
            .Split(' ');
    }

    public Uri Address { get; }

    /// <summary>Of our account.</summary>
    public string Token => _tokens[0];

    /// <param name="through">Where a proxy stands for the server: its address.</param>
    public MastodonNetwork Us(Uri? through = null) => Network(through, _tokens[0]);

    public MastodonNetwork Other() => Network(null, _tokens[1]);

    /// <summary>What the server itself has of our account, oldest first, past any proxy. At most the newest hundred or so.</summary>
    public async Task<IReadOnlyList<ShownPost>> TimelineAsync(CancellationToken cancellationToken)
    {
        using var self = await GetAsync("api/v1/accounts/verify_credentials", cancellationToken);
        var id = self.RootElement.GetProperty("id").GetString();
        using var statuses = await GetAsync($"api/v1/accounts/{id}/statuses?limit=1000", cancellationToken);
        return
        [
            .. statuses
                .RootElement.EnumerateArray()
                .Reverse()
                .Select(status => new ShownPost(
                    status.GetProperty("id").GetString()!,
                    status.GetProperty("in_reply_to_id").GetString() is { Length: > 0 } parent ? parent : null,
                    status.GetProperty("content").GetString()!
                )),
        ];
    }

    /// <summary>An answer of our account's that only those it names see.</summary>
    public Task AnswerPrivatelyAsync(RemotePost post, string text, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["status"] = text,
            ["in_reply_to_id"] = post.Id,
            ["visibility"] = "direct",
        };
        return PostAsync("api/v1/statuses", form, new AuthenticationHeaderValue("Bearer", _tokens[0]), cancellationToken);
    }

    /// <summary>Our account deletes a post of its own: by the server's pages, as snac has no other way. Needs <c>SYNDICATOR_TEST_MASTODON_LOGIN</c>.</summary>
    public Task DeleteAsync(RemotePost post, CancellationToken cancellationToken)
    {
        var login = Needed
            .Variable("SYNDICATOR_TEST_MASTODON_LOGIN", "name and password of our account, with a space between")
            .Split(' ', 2);
        return PostAsync(
            $"{login[0]}/admin/action",
            new()
            {
                ["id"] = post.Url,
                ["actor"] = new Uri(Address, login[0]).AbsoluteUri,
                ["action"] = "Delete",
            },
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login[0]}:{login[1]}"))),
            cancellationToken
        );
    }

    public void Dispose()
    {
        _http.Dispose();
        _wire.Dispose();
    }

    private MastodonNetwork Network(Uri? through, string token) =>
        new(
            new Account
            {
                Name = "mastodon",
                Network = "mastodon",
                Server = through ?? Address,
                Mode = AccountMode.Live,
            },
            new Held(token),
            _wire,
            TimeProvider.System
        );

    private async Task PostAsync(
        string path,
        Dictionary<string, string> form,
        AuthenticationHeaderValue authorization,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = authorization;
        using var answer = await _http.SendAsync(request, cancellationToken);
        ((int)answer.StatusCode).ShouldBeLessThan(400, path);
    }

    private async Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.Authorization = new("Bearer", Token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
    }

    private sealed class Held(string token) : IAccountSecret
    {
        public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<(Secret?, Problem?)>((new Secret(token), null));

        public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
            throw new NotSupportedException("a token of Mastodon's is not renewed");
    }
}
