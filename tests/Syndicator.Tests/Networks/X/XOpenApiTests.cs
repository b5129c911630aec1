using Syndicator.FakeNetworks.X;
using Syndicator.Networks.Wire;
using Syndicator.Networks.X;
using Syndicator.Tests.RealServers;

namespace Syndicator.Tests.Networks.X;

/// <summary>What we send and what the fake answers, through a checker that knows X's published OpenAPI document.</summary>
public class XOpenApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_and_answers_are_as_the_published_document_has_them()
    {
        await using var server = new FakeX();
        await server.StartAsync();
        await using var check = await OpenApiCheck.StartAsync("x-openapi", server.Address, Cancellation);
        using var wire = new WireClient();
        using var secret = XStand.Tokens(server, TimeSpan.FromHours(1));
        var network = new XNetwork(XStand.Account(server) with { Server = check.Address }, secret, wire, TimeProvider.System, XStand.Quick);

        await XTour.TakeAsync(network, server);

        check.Exchanges.Select(exchange => exchange.Method + exchange.Path.Split('?')[0]).Distinct().Count().ShouldBe(10);
        Violations.Unexpected(check.Exchanges, IsKnown).ShouldBeEmpty();
    }

    /// <summary>The document knows one of the shapes that X's errors have; the other is in X's prose and in what X really answers.</summary>
    private static bool IsKnown(Exchange exchange, Violation violation) => exchange.Status >= 400 && !violation.IsOurs;
}
