using Syndicator.Configuration;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Bluesky;

/// <summary>A fake Bluesky and one account of the product on it.</summary>
internal sealed class BlueskyWorld : IAsyncDisposable
{
    public const string Put = "/xrpc/com.atproto.repo.putRecord";
    public const string GetRecord = "/xrpc/com.atproto.repo.getRecord";
    public const string LogIn = "/xrpc/com.atproto.server.createSession";
    public const string Refresh = "/xrpc/com.atproto.server.refreshSession";
    public const string Notifications = "/xrpc/app.bsky.notification.listNotifications";

    private readonly WireClient _wire = new();
    private readonly Lazy<BlueskyNetwork> _network;

    public BlueskyWorld()
    {
        Server = new FakeBluesky(Clock);
        _network = new Lazy<BlueskyNetwork>(() => Another());
    }

    public TestClock Clock { get; } = new();

    public FakeBluesky Server { get; }

    public HeldSecret Secret { get; } = new($$"""{"identifier":"{{FakeBluesky.Handle}}","appPassword":"{{FakeBluesky.AppPassword}}"}""");

    /// <summary>The same at every call; only after the server has started.</summary>
    public BlueskyNetwork Network => _network.Value;

    public static async Task<BlueskyWorld> StartAsync()
    {
        var world = new BlueskyWorld();
        await world.Server.StartAsync();
        return world;
    }

    /// <summary>As after a restart of the program.</summary>
    public BlueskyNetwork Another(Uri? server = null) =>
        new(
            new Account
            {
                Name = "bluesky",
                Network = "bluesky",
                Mode = AccountMode.Live,
                Server = server ?? Server.Address,
            },
            Secret,
            _wire,
            Clock
        );

    public OutboundPost Post(string key, string text = "Issue 9001 of the newsletter is out.") =>
        new($"pub/issue-9001/bluesky/{key}/g1", new PostContent { Text = text }) { FirstAttemptAt = Clock.GetUtcNow() };

    public async Task<RemotePost> PublishedAsync(OutboundPost post)
    {
        var outcome = await Network.PublishAsync(post, TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }

    public Task<PublishOutcome> PublishAsync(OutboundPost post) => Network.PublishAsync(post, TestContext.Current.CancellationToken);

    public Task<FindOutcome> FindAsync(OutboundPost post) =>
        Network.FindAsync(post, post.FirstAttemptAt, TestContext.Current.CancellationToken);

    public async Task<MentionPage> ReadAsync(string? cursor = null)
    {
        var outcome = await Network.ReadMentionsAsync(cursor, TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
    }

    public int Count(string path) => Server.Seen.Count(request => request.Path.StartsWith(path, StringComparison.Ordinal));

    /// <summary>The body of the last request to a method.</summary>
    public string Sent(string path) => Server.Seen.Last(request => request.Path.StartsWith(path, StringComparison.Ordinal)).Body;

    public ValueTask DisposeAsync()
    {
        if (_network.IsValueCreated)
        {
            _network.Value.Dispose();
        }

        _wire.Dispose();
        return Server.DisposeAsync();
    }

    /// <summary>Credentials that a test can change.</summary>
    internal sealed class HeldSecret(string? text) : IAccountSecret
    {
        public string? Text { get; set; } = text;

        public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<(Secret?, Problem?)>(
                Text is null
                    ? (null, new Problem("missing-secret", "The environment variable TWIR is not set.", "Set it."))
                    : (new Secret(Text), null)
            );

        public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Bluesky renews nothing that is stored");
    }
}
