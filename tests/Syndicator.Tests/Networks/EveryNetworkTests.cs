using Syndicator.Networks;

namespace Syndicator.Tests.Networks;

public class EveryNetworkTests
{
    /// <summary>Tests stand where what they test stands: <c>Networks/X</c> keeps the contract for what <c>Networks/X</c> has.</summary>
    [Fact]
    public void Each_network_keeps_the_contract()
    {
        var networks = typeof(INetwork)
            .Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(INetwork)));
        var kept = typeof(PostingContract)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(PostingContract)))
            .Select(type => type.Namespace!.Replace("Syndicator.Tests.", "Syndicator.", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

        networks.Select(type => type.Namespace!).Distinct().Where(name => !kept.Contains(name)).ShouldBeEmpty();
        kept.Count.ShouldBe(4);
    }
}
