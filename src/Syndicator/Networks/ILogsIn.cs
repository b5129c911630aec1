using Syndicator.Configuration;

namespace Syndicator.Networks;

/// <summary>How a person gives the program an account on one network, and takes it back.</summary>
internal interface ILogsIn
{
    /// <summary>Leads a person through the network's own way. Nothing is stored: the outcome holds what is to be.</summary>
    Task<LoginOutcome> LogInAsync(LoginWay way, IOperator person, CancellationToken cancellationToken);

    /// <summary>Makes credentials worthless at the network.</summary>
    Task<LogoutOutcome> LogOutAsync(Secret secret, CancellationToken cancellationToken);
}

internal enum LoginWay
{
    /// <summary>The person agrees on a page, and the browser on this machine brings the code back.</summary>
    Browser,

    /// <summary>The browser is on another machine: the person brings the code.</summary>
    Paste,

    /// <summary>The network has given the credentials to the person already.</summary>
    Given,
}

/// <summary>How a log-in ended. Closed.</summary>
internal abstract record LoginOutcome
{
    private LoginOutcome() { }

    /// <param name="IsOurs">Whether the network gave it to the program by itself, so that the program may give it back.</param>
    public sealed record Granted(Secret Secret, bool IsOurs) : LoginOutcome;

    /// <param name="Reason">What is wrong and what to do.</param>
    public sealed record Refused(string Reason) : LoginOutcome;

    /// <summary>No definite answer; try again.</summary>
    public sealed record Unavailable(string Reason) : LoginOutcome;

    public T Match<T>(Func<Granted, T> granted, Func<Refused, T> refused, Func<Unavailable, T> unavailable) =>
        this switch
        {
            Granted x => granted(x),
            Refused x => refused(x),
            Unavailable x => unavailable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}

/// <summary>How an attempt to give credentials back ended. Closed.</summary>
internal abstract record LogoutOutcome
{
    private LogoutOutcome() { }

    /// <summary>They are worthless.</summary>
    public sealed record Revoked : LogoutOutcome;

    /// <summary>Only a person can do it.</summary>
    /// <param name="Where">What to do, as a sentence.</param>
    public sealed record ByHand(string Where) : LogoutOutcome;

    /// <summary>No definite answer; try again.</summary>
    public sealed record Unavailable(string Reason) : LogoutOutcome;

    public T Match<T>(Func<Revoked, T> revoked, Func<ByHand, T> byHand, Func<Unavailable, T> unavailable) =>
        this switch
        {
            Revoked x => revoked(x),
            ByHand x => byHand(x),
            Unavailable x => unavailable(x),
            _ => throw new InvalidOperationException($"unknown case {GetType()}"),
        };
}
