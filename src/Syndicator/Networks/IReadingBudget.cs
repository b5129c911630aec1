namespace Syndicator.Networks;

/// <summary>What an account may spend on reading, where a network charges for it.</summary>
internal interface IReadingBudget
{
    /// <summary>Sets aside the most that a request can cost; null when the month's ceiling leaves no room, and nothing may be asked.</summary>
    /// <param name="most">In US$.</param>
    Task<SetAside?> TakeAsync(decimal most, CancellationToken cancellationToken);

    /// <summary>Gives back what the request did not cost.</summary>
    /// <param name="spent">In US$; what was set aside when nobody knows.</param>
    Task SettleAsync(SetAside aside, decimal spent);
}

/// <param name="Amount">In US$.</param>
internal sealed record SetAside(decimal Amount, DateTimeOffset At);
