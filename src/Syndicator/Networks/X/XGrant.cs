namespace Syndicator.Networks.X;

/// <summary>What the token endpoint gave. Closed.</summary>
internal abstract record XGrant
{
    private XGrant() { }

    public sealed record Granted(XSecret.OAuth2 Secret) : XGrant;

    /// <summary>No, and it would say so again. <paramref name="Reason"/> as part of a sentence.</summary>
    public sealed record Denied(string Reason) : XGrant;

    /// <summary>Not now; the old token may be tried again.</summary>
    public sealed record Busy(string Reason) : XGrant;

    /// <summary>Perhaps granted, and the answer is lost: the old token is probably dead.</summary>
    public sealed record Lost(string Reason) : XGrant;

    public T Match<T>(Func<Granted, T> granted, Func<Denied, T> denied, Func<Busy, T> busy, Func<Lost, T> lost) =>
        this switch
        {
            Granted x => granted(x),
            Denied x => denied(x),
            Busy x => busy(x),
            Lost x => lost(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
