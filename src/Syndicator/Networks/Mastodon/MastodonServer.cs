using System.Text.Json;
using Syndicator.Networks.Wire;

namespace Syndicator.Networks.Mastodon;

/// <summary>What was learned of a server and of the account on it, so that it is not asked at every step.</summary>
internal sealed class MastodonServer(TimeProvider clock)
{
    /// <summary>Limits change with an upgrade of the server, not oftener.</summary>
    private static readonly TimeSpan s_keepsFor = TimeSpan.FromHours(1);

    // Read and replaced as a whole: two jobs may use one account at once.
    private KnownInstance? _instance;
    private KnownAccount? _self;

    /// <summary>The last answer, however old; null before the first.</summary>
    public MastodonInstance? LastInstance => _instance?.Instance;

    public async Task<ReadOutcome<MastodonInstance>> GetInstanceAsync(MastodonClient client, CancellationToken cancellationToken)
    {
        if (_instance is { } known && clock.GetUtcNow() - known.At < s_keepsFor && clock.GetUtcNow() >= known.At)
        {
            return new ReadOutcome<MastodonInstance>.Read(known.Instance);
        }

        var answer = await client.GetAsync("api/v2/instance", cancellationToken);
        if (answer is WireAnswer.Received { Status: 404 or 405 or 410 or 501 })
        {
            answer = await client.GetAsync("api/v1/instance", cancellationToken);
        }

        return client.Understand(answer, MastodonJson.Default.JsonDocument).Then(body => Keep(body, client.Server));
    }

    /// <summary>Who the token belongs to.</summary>
    /// <param name="anew">Whether to ask even if it is known: then the answer also says that the server is there and the token good.</param>
    public async Task<ReadOutcome<MastodonAccount>> GetSelfAsync(
        MastodonClient client,
        CancellationToken cancellationToken,
        bool anew = false
    )
    {
        if (!anew && _self is { } known && known.Token == client.Token)
        {
            return new ReadOutcome<MastodonAccount>.Read(known.Account);
        }

        var outcome = await client.GetAsync("api/v1/accounts/verify_credentials", MastodonJson.Default.MastodonAccount, cancellationToken);
        return outcome.Then<MastodonAccount, MastodonAccount>(account =>
        {
            if (string.IsNullOrEmpty(account.Id))
            {
                return new ReadOutcome<MastodonAccount>.Unavailable($"{client.Server.Host} does not tell whose account it is.");
            }

            _self = new KnownAccount(client.Token, account);
            return new ReadOutcome<MastodonAccount>.Read(account);
        });
    }

    private ReadOutcome<MastodonInstance> Keep(JsonDocument body, Uri server)
    {
        using (body)
        {
            if (MastodonInstance.From(body.RootElement, server.Authority) is not { } instance)
            {
                return new ReadOutcome<MastodonInstance>.Unavailable($"{server.Host} does not describe itself as a Mastodon server does.");
            }

            _instance = new KnownInstance(instance, clock.GetUtcNow());
            return new ReadOutcome<MastodonInstance>.Read(instance);
        }
    }

    private sealed record KnownInstance(MastodonInstance Instance, DateTimeOffset At);

    private sealed class KnownAccount(string? token, MastodonAccount account)
    {
        public string? Token { get; } = token;
        public MastodonAccount Account { get; } = account;
    }
}
