using Syndicator.Networks;

namespace Syndicator.Tests.Networks.Faults;

/// <summary>Credentials that a network does not accept, or not for everything.</summary>
/// <param name="Name">For people: what is wrong with them.</param>
/// <param name="Spoil">Makes it so at the server.</param>
/// <param name="Mend">What a person does about it.</param>
internal sealed record TokenRow(string Name, Action<FaultStand> Spoil, Action<FaultStand> Mend)
{
    /// <summary>As it is stored; null: the good one. Asked for once the server runs.</summary>
    public Func<FaultStand, IAccountSecret>? Secret { get; init; }

    /// <summary>Whether the account was used before it happened.</summary>
    public bool IsInUse { get; init; }

    /// <summary>Nothing is wrong at the server, only with what is stored.</summary>
    public static TokenRow Stored(string name, Func<FaultStand, IAccountSecret> secret) =>
        new(name, static _ => { }, static _ => { }) { Secret = secret };
}
