using System.Globalization;
using Syndicator.FakeNetworks;
using Syndicator.FakeNetworks.X;
using Syndicator.Networks;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;

namespace Syndicator.Tests.Networks.X;

public sealed class XNetworkTests : NetworkContract
{
    private readonly FakeX _server = new();
    private readonly WireClient _wire = new();
    private readonly HeldSecret _secret = new(FakeX.OAuth1Secret);
    private XNetwork? _network;

    private protected override FakeServer Server => _server;
    private protected override INetwork Network => _network ??= Open();
    private protected override TimeProvider Clock => TimeProvider.System;
    private protected override IReadOnlyList<string> Secrets => [FakeX.ConsumerSecret, FakeX.Token, FakeX.TokenSecret];

    private protected override Fault OnCreating(Fault fault) => fault with { Method = "POST", Path = "/2/tweets" };

    private protected override Fault Throttling(DateTimeOffset until) =>
        new(
            FaultKind.Status,
            Status: 429,
            Headers: new Dictionary<string, string>
            {
                ["x-rate-limit-limit"] = "100",
                ["x-rate-limit-remaining"] = "0",
                ["x-rate-limit-reset"] = until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
            Body: """{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}"""
        );

    private protected override IReadOnlyList<(Fault Fault, RefusalKind Kind)> Refusals =>
        [
            (new Fault(FaultKind.Status, Status: 401, Body: """{"title":"Unauthorized","type":"about:blank"}"""), RefusalKind.Account),
            (
                new Fault(
                    FaultKind.Status,
                    Status: 403,
                    Body: """{"title":"Forbidden","type":"https://api.twitter.com/2/problems/oauth1-permissions"}"""
                ),
                RefusalKind.Account
            ),
            (
                new Fault(
                    FaultKind.Status,
                    Status: 402,
                    Body: """{"title":"CreditsDepleted","type":"https://api.twitter.com/2/problems/credits"}"""
                ),
                RefusalKind.Budget
            ),
        ];

    private protected override string MentionUs(string text) => _server.Say("@ThisWeekInRust " + text);

    private protected override string AnswerUs(string text, RemotePost parent, bool namesUs) =>
        _server.Say(namesUs ? "@ThisWeekInRust " + text : text, replyTo: parent.Id);

    private protected override INetwork Restarted() => Open();

    private protected override ValueTask CleanUpAsync()
    {
        _wire.Dispose();
        _secret.Dispose();
        return ValueTask.CompletedTask;
    }

    private XNetwork Open() => new(XStand.Account(_server), _secret, _wire, TimeProvider.System, XStand.Quick);
}
