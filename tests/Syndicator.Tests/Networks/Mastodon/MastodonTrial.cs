using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;

namespace Syndicator.Tests.Networks.Mastodon;

/// <summary>An account on a fake server of its own.</summary>
internal sealed class MastodonTrial : IAsyncDisposable
{
    private readonly WireClient _wire = new();

    private MastodonTrial(FakeMastodon server, string secret, TimeProvider clock)
    {
        (Server, Clock) = (server, clock);
        Secret = new HeldSecret(secret);
        Network = Restarted();
    }

    public FakeMastodon Server { get; }
    public TimeProvider Clock { get; }
    public HeldSecret Secret { get; }
    public MastodonNetwork Network { get; }
    public WireClient Wire => _wire;

    public static async Task<MastodonTrial> StartAsync(
        MastodonSoftware software = MastodonSoftware.Mastodon,
        TimeProvider? clock = null,
        string secret = FakeMastodon.Token
    )
    {
        clock ??= TimeProvider.System;
        var server = new FakeMastodon(clock, software);
        await server.StartAsync();
        return new MastodonTrial(server, secret, clock);
    }

    public static Account Account(Uri server) =>
        new()
        {
            Name = "mastodon",
            Network = "mastodon",
            Server = server,
            Mode = AccountMode.Live,
        };

    /// <summary>The same account after a restart of the program: nothing is remembered.</summary>
    public MastodonNetwork Restarted() => new(Account(Server.Address), Secret, _wire, Clock);

    public OutboundPost Post(string key, string text) =>
        new($"pub/issue-9001/mastodon/{key}/g1", new PostContent { Text = text }) { FirstAttemptAt = Clock.GetUtcNow() };

    public async Task<RemotePost> PublishedAsync(OutboundPost post)
    {
        var outcome = await Network.PublishAsync(post, TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }

    /// <summary>Of the request that creates a post.</summary>
    public static Fault OnCreating(Fault fault) => fault with { Method = "POST", Path = "/api/v1/statuses" };

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>A secret that a test replaces.</summary>
internal sealed class HeldSecret(string? text) : IAccountSecret
{
    public string? Text { get; set; } = text;

    public Task<(Secret? Secret, Problem? Problem)> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(Secret?, Problem?)>(
            Text is null ? (null, new Problem("missing-secret", "There is no secret.", "Sign in.")) : (new Secret(Text), null)
        );

    public Task<Secret?> RenewAsync(Func<Secret, CancellationToken, Task<Secret?>> renew, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
