using Syndicator.Composing;

namespace Syndicator.Calls;

/// <summary>A post about calls that is due on an account and cannot be made.</summary>
internal sealed record UnsayablePost(PlannedPost Plan, string Account, NoWords Because)
{
    /// <summary>With the call's id where a command needs it.</summary>
    public string Remedy => Because.Remedy.Replace(NoWords.Key, Plan.Says[0].Call.Id.ToString(), StringComparison.Ordinal);
}
