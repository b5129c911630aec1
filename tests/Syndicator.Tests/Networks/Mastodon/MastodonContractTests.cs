using System.Globalization;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.Mastodon;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;
using Syndicator.Networks.Wire;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Networks.Mastodon;

public sealed class MastodonContractTests() : MastodonContractSuite(MastodonSoftware.Mastodon);

public sealed class Mastodon46ContractTests() : MastodonContractSuite(MastodonSoftware.Mastodon46);

public sealed class GoToSocialContractTests() : MastodonContractSuite(MastodonSoftware.GoToSocial);

public sealed class SnacContractTests() : MastodonContractSuite(MastodonSoftware.Snac);

public abstract class MastodonContractSuite : NetworkContract
{
    private readonly TestClock _clock = new();
    private readonly WireClient _wire = new();
    private readonly FakeMastodon _server;
    private MastodonNetwork? _network;

    private protected MastodonContractSuite(MastodonSoftware software) => _server = new FakeMastodon(_clock, software);

    private protected override FakeServer Server => _server;

    private protected override INetwork Network => _network ??= Open();

    private protected override INetwork Restarted() => Open();

    private protected override TimeProvider Clock => _clock;

    private protected override IReadOnlyList<string> Secrets => [FakeMastodon.Token];

    private protected override Fault OnCreating(Fault fault) => MastodonTrial.OnCreating(fault);

    private protected override Fault Throttling(DateTimeOffset until) =>
        new(
            FaultKind.Status,
            Status: 429,
            Headers: new Dictionary<string, string>
            {
                ["X-RateLimit-Reset"] = until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            },
            Body: """{"error":"Too many requests"}"""
        );

    private protected override IReadOnlyList<(Fault Fault, RefusalKind Kind)> Refusals =>
        [
            (new Fault(FaultKind.Status, Status: 401, Body: """{"error":"The access token was revoked"}"""), RefusalKind.Account),
            (
                new Fault(FaultKind.Status, Status: 403, Body: """{"error":"This action is outside the authorized scopes"}"""),
                RefusalKind.Account
            ),
            (new Fault(FaultKind.Status, Status: 403, Body: """{"error":"Your login is currently disabled"}"""), RefusalKind.Account),
        ];

    private protected override string MentionUs(string text) => _server.Write($"@{_server.Us.Name} {text}").Id;

    private protected override string AnswerUs(string text, RemotePost parent, bool namesUs) =>
        _server.Write(namesUs ? $"@{_server.Us.Name} {text}" : text, parentId: parent.Id, notifies: namesUs).Id;

    private protected override ValueTask CleanUpAsync()
    {
        _wire.Dispose();
        return ValueTask.CompletedTask;
    }

    private MastodonNetwork Open() => new(MastodonTrial.Account(_server.Address), new HeldSecret(FakeMastodon.Token), _wire, _clock);
}
