using System.Text.Json;
using Syndicator.Configuration;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

/// <summary>An account on a fake X.</summary>
internal sealed class XStand : IAsyncDisposable
{
    private readonly WireClient _wire = new();

    private XStand(FakeX server, Func<FakeX, HeldSecret> secret, TimeProvider clock)
    {
        (Server, Clock, Secret) = (server, clock, secret(server));
        Network = Another();
    }

    public FakeX Server { get; }
    public TimeProvider Clock { get; }
    public HeldSecret Secret { get; }
    public XNetwork Network { get; }

    public static async Task<XStand> OpenAsync(Func<FakeX, HeldSecret>? secret = null, TimeProvider? clock = null)
    {
        var server = new FakeX(clock ?? TimeProvider.System);
        await server.StartAsync();
        return new XStand(server, secret ?? (_ => new HeldSecret(FakeX.OAuth1Secret)), clock ?? TimeProvider.System);
    }

    /// <summary>The same account in another process.</summary>
    public XNetwork Another(IReadingBudget? budget = null) => new(Account(Server), Secret, _wire, Clock, Quick, budget);

    public static XOptions Quick { get; } = new() { PartsApart = TimeSpan.Zero, TokenPatience = TimeSpan.FromSeconds(2) };

    public static Account Account(FakeServer server) =>
        new()
        {
            Name = "x",
            Network = "x",
            Server = server.Address,
            Mode = AccountMode.Live,
            Handle = "@ThisWeekInRust",
        };

    /// <summary>Tokens that the fake has just granted.</summary>
    public static HeldSecret Tokens(FakeX server, TimeSpan lifetime, string scope = FakeX.Scope)
    {
        var (access, refresh) = server.NewTokens(scope);
        var expiresAt = TimeProvider.System.GetUtcNow() + lifetime;
        return new HeldSecret(Text(access, refresh, expiresAt, scope));
    }

    public static string Text(string access, string? refresh, DateTimeOffset expiresAt, string? scope = null) =>
        JsonSerializer.Serialize(
            new
            {
                kind = "oauth2",
                clientId = FakeX.ClientId,
                clientSecret = FakeX.ClientSecret,
                accessToken = access,
                refreshToken = refresh,
                expiresAt,
                scope,
            }
        );

    public OutboundPost Post(string text, RemotePost? replyTo = null) =>
        new($"pub/issue-9001/x/{text.Length}/g1", new PostContent { Text = text }, replyTo) { FirstAttemptAt = Clock.GetUtcNow() };

    public async Task<RemotePost> PublishedAsync(OutboundPost post)
    {
        var outcome = await Network.PublishAsync(post, TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<PublishOutcome.Published>(outcome.ToString()).Post;
    }

    public async Task<MentionPage> ReadAsync(string? cursor)
    {
        var outcome = await Network.ReadMentionsAsync(cursor, TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<ReadOutcome<MentionPage>.Read>(outcome.ToString()).Value;
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        Secret.Dispose();
        await Server.DisposeAsync();
    }
}
