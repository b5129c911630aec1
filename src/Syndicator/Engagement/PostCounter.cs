using Syndicator.Configuration;
using Syndicator.Networks;

namespace Syndicator.Engagement;

/// <summary>What counts the posts of an account, and what it may cost.</summary>
/// <param name="Network">What is asked.</param>
/// <param name="Account">Whose posts.</param>
/// <param name="IsSample">Whether it asks nobody and makes the numbers up, for the demonstration.</param>
internal sealed record PostCounter(ICountsReactions Network, Account Account, bool IsSample = false)
{
    /// <summary>Of a month's ceiling; the rest is for posts. Counting ends where this is spent.</summary>
    public const decimal ShareOfCeiling = 0.75m;

    /// <summary>Whether every post that is read is paid for.</summary>
    public bool IsPaidFor => Account.Mode == AccountMode.Live && Account.Prices != PostPrices.Free;

    public CountingTimes Times =>
        IsSample ? CountingTimes.Demonstration
        : IsPaidFor ? CountingTimes.Sparing
        : CountingTimes.Usual;

    /// <summary>Why nothing may be asked that costs, as a sentence; null when it may.</summary>
    /// <param name="spent">This month, in US$.</param>
    public string? Hindrance(decimal spent) =>
        !IsPaidFor ? null
        : Account.Ceiling is not { } ceiling
            ? "Counting costs money on this network, and the account has no `ceiling` in accounts.yaml: nothing is counted."
        : spent >= ceiling * ShareOfCeiling
            ? FormattableString.Invariant(
                $"US$ {spent:0.00##} of this month's {ceiling:0.00##} are spent; the rest is kept for posts, and nothing is counted until next month."
            )
        : null;
}
