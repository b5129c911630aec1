using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Wire;

namespace Syndicator.Tests.RealServers;

/// <summary>The address of a real network, and accounts on it.</summary>
internal sealed class RealBluesky : IDisposable
{
    /// <summary>A PNG of one pixel.</summary>
    private static readonly byte[] s_dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    private readonly WireClient _wire = new();
    private readonly string _folder;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    public RealBluesky()
    {
        Address = new Uri(Needed.Variable("SYNDICATOR_TEST_BLUESKY", "the address of a Bluesky network for tests"));
        _folder = Directory.CreateTempSubdirectory("syndicator-bluesky-").FullName;
    }

    public Uri Address { get; }

    /// <summary>What accounts.yaml's secret would hold.</summary>
    public static string Credentials(string name) => new BlueskyCredentials($"{name}.test", $"{name}-pass").ToSecret().Reveal();

    /// <summary>Everything in alice's repository, oldest first, as it shows it to anybody.</summary>
    public async Task<IReadOnlyList<ShownPost>> TimelineAsync(CancellationToken cancellationToken)
    {
        var posts = new List<ShownPost>();
        for (var cursor = ""; cursor is not null; )
        {
            var path =
                $"xrpc/com.atproto.repo.listRecords?repo=alice.test&collection=app.bsky.feed.post&limit=100&reverse=true&cursor={cursor}";
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
            using var answer = await _http.SendAsync(request, cancellationToken);
            using var body = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
            posts.AddRange(body.RootElement.GetProperty("records").EnumerateArray().Select(Shown));
            cursor = body.RootElement.TryGetProperty("cursor", out var next) ? Uri.EscapeDataString(next.GetString()!) : null;
        }

        return posts;
    }

    /// <param name="name">Of an account that the network's script makes: its password is the name with <c>-pass</c>.</param>
    public BlueskyNetwork Network(string name, string? password = null) =>
        new(
            new Account
            {
                Name = name,
                Network = "bluesky",
                Mode = AccountMode.Live,
                Server = Address,
            },
            new Held(new BlueskyCredentials($"{name}.test", password ?? $"{name}-pass")),
            _wire,
            TimeProvider.System
        );

    /// <summary>Unlike that of any other run.</summary>
    public static string Name(string of) => $"{of}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>With every mention, tag and link in its text.</summary>
    public static OutboundPost Post(string key, string text) =>
        new(key, new PostContent { Text = text, Entities = new BlueskyTextRules().FindEntities(text) })
        {
            FirstAttemptAt = TimeProvider.System.GetUtcNow(),
        };

    public string WriteImage()
    {
        var file = Path.Combine(_folder, "dot.png");
        File.WriteAllBytes(file, s_dot);
        return file;
    }

    public async Task<(IReadOnlyList<Mention> Mentions, string? Cursor)> ReadAllAsync(
        IReadsMentions network,
        string? cursor,
        CancellationToken cancellationToken
    )
    {
        var mentions = new List<Mention>();
        for (var calls = 0; calls < 100; calls++)
        {
            var outcome = await network.ReadMentionsAsync(cursor, cancellationToken);
            var page = outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
            mentions.AddRange(page.Mentions);
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (mentions, cursor);
            }
        }

        throw new InvalidOperationException("the pages do not end");
    }

    /// <summary>Somebody likes a post, as their client does it.</summary>
    public async Task LikeAsync(string name, RemotePost post, CancellationToken cancellationToken)
    {
        using var session = await CallAsync(
            "com.atproto.server.createSession",
            new { identifier = $"{name}.test", password = $"{name}-pass" },
            null,
            cancellationToken
        );
        var like = new Dictionary<string, object>
        {
            ["$type"] = "app.bsky.feed.like",
            ["subject"] = new { uri = post.Id.Split('#')[0], cid = post.Id.Split('#')[1] },
            ["createdAt"] = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        using var made = await CallAsync(
            "com.atproto.repo.createRecord",
            new
            {
                repo = $"{name}.test",
                collection = "app.bsky.feed.like",
                record = like,
            },
            session.RootElement.GetProperty("accessJwt").GetString(),
            cancellationToken
        );
    }

    public void Dispose()
    {
        _http.Dispose();
        _wire.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonDocument> CallAsync(string method, object body, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "xrpc/" + method))
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
    }

    private static ShownPost Shown(JsonElement record)
    {
        var value = record.GetProperty("value");
        return new ShownPost(
            Id(record),
            value.TryGetProperty("reply", out var reply) ? Id(reply.GetProperty("parent")) : null,
            value.GetProperty("text").GetString()!
        );
    }

    private static string Id(JsonElement named) =>
        PostRef.Of(named.GetProperty("uri").GetString(), named.GetProperty("cid").GetString())!.Id;

    private sealed class Held(BlueskyCredentials credentials) : IAccountSecret
    {
        public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<(Secret?, Problem?)>((credentials.ToSecret(), null));

        public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Bluesky renews nothing that is stored");
    }
}
