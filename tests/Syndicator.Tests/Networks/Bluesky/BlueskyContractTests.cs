using System.Globalization;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Bluesky;
using Syndicator.Networks;
using Syndicator.Networks.Bluesky;

namespace Syndicator.Tests.Networks.Bluesky;

public sealed class BlueskyContractTests : NetworkContract
{
    private readonly BlueskyWorld _world = new();
    private readonly List<BlueskyNetwork> _restarted = [];

    private protected override FakeServer Server => _world.Server;

    private protected override INetwork Network => _world.Network;

    private protected override INetwork Restarted()
    {
        var network = _world.Another();
        _restarted.Add(network);
        return network;
    }

    private protected override TimeProvider Clock => _world.Clock;

    private protected override IReadOnlyList<string> Secrets => [FakeBluesky.AppPassword, .. _world.Server.Tokens];

    private protected override IReadOnlyList<(Fault Fault, RefusalKind Kind)> Refusals =>
        [
            (Error(401, "AuthMissing", "Authentication Required"), RefusalKind.Account),
            (Error(403, "Forbidden", "Bad token scope"), RefusalKind.Account),
            (Error(400, "AccountTakedown", "Account has been taken down"), RefusalKind.Account),
            (Error(400, "InvalidRequest", "Invalid app.bsky.feed.post record"), RefusalKind.Post),
            (Error(413, "PayloadTooLarge", "request entity too large"), RefusalKind.Post),
            (new Fault(FaultKind.Status, Status: 402, Body: "<html>"), RefusalKind.Budget),
        ];

    private protected override Fault OnCreating(Fault fault) => fault with { Method = "POST", Path = BlueskyWorld.Put };

    private protected override Fault Throttling(DateTimeOffset until) =>
        Error(429, "RateLimitExceeded", "Rate Limit Exceeded") with
        {
            Headers = new Dictionary<string, string>
            {
                ["RateLimit-Limit"] = "5000",
                ["RateLimit-Remaining"] = "0",
                ["RateLimit-Reset"] = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                ["RateLimit-Policy"] = "5000;w=3600",
            },
        };

    private protected override string MentionUs(string text) => _world.Server.Say("ben.test", $"@{FakeBluesky.Handle} {text}");

    private protected override string AnswerUs(string text, RemotePost parent, bool namesUs) =>
        _world.Server.Say("ben.test", namesUs ? $"@{FakeBluesky.Handle} {text}" : text, parent.Id);

    private protected override ValueTask CleanUpAsync()
    {
        _restarted.ForEach(network => network.Dispose());
        return _world.DisposeAsync();
    }

    private static Fault Error(int status, string name, string message) =>
        new(FaultKind.Status, Status: status, Body: $$"""{"error":"{{name}}","message":"{{message}}"}""");
}
