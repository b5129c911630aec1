using Syndicator.FakeNetworks;

namespace Syndicator.Tests.Networks.Faults;

/// <summary>Something that goes wrong while a post is published, as the tables name it.</summary>
/// <param name="Name">For people: what the server says or does.</param>
/// <param name="Faults">Happen one after another; of the creating request unless they name another path.</param>
internal sealed record FaultRow(string Name, params Fault[] Faults)
{
    /// <summary>Where the account looks for its server meanwhile; null: where it is.</summary>
    public Uri? Elsewhere { get; init; }

    /// <summary>Whether it happens to the answer below a first post instead of to the first post.</summary>
    public bool IsOfReply { get; init; }

    /// <summary>What happens to every request after those, look-ups and sign-ins too, until it is over.</summary>
    public Fault? Afterwards { get; init; }

    /// <summary>How long it goes on; null: until all faults have happened.</summary>
    public TimeSpan? Lasts { get; init; }

    /// <summary>Something about the server itself, before and after.</summary>
    public Action<FaultStand>? Begin { get; init; }
    public Action<FaultStand>? End { get; init; }
}
