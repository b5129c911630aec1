using Syndicator.Issues;

namespace Syndicator.Calls.Simulating;

internal enum SimulatedActKind
{
    /// <summary>An issue is the first to print a call.</summary>
    Printed,

    /// <summary>An issue prints it again as it was.</summary>
    Repeated,

    /// <summary>An issue prints it otherwise.</summary>
    Changed,

    /// <summary>It contradicts itself and waits for an editor.</summary>
    Held,

    /// <summary>It does not contradict itself any more.</summary>
    Released,

    /// <summary>An account tells of it for the first time.</summary>
    Announced,

    /// <summary>An account reminds of its closing.</summary>
    Reminded,

    /// <summary>An account tells that it closes later.</summary>
    Extended,

    /// <summary>One post about several; what it says of each is an act of its own.</summary>
    Digest,

    /// <summary>A post was due, and there are no words for it or they do not fit.</summary>
    Unsayable,

    /// <summary>Nobody is told of it any more.</summary>
    Closed,
}

/// <summary>Something that happens to a call in a simulation.</summary>
/// <param name="Call">As it is then; null for a post about several.</param>
/// <param name="Account">Whose post it is in; null for what issues and time do.</param>
/// <param name="Issue">The one that printed it last, or that a digest is of.</param>
/// <param name="PostKey">Of the post that says it; null where nothing is said.</param>
/// <param name="Why">A clause for people; null where the act says all.</param>
/// <param name="Words">Of the post; null where nothing is said, and where a digest says it, which has them.</param>
internal sealed record SimulatedAct(
    DateTimeOffset At,
    SimulatedActKind Kind,
    Call? Call,
    string? Account,
    CallIssue Issue,
    string? PostKey = null,
    string? Why = null,
    string? Words = null
)
{
    /// <summary>A new one whenever the call is said to exist; <c>call-3fa9c2d15e07</c>.</summary>
    public string Key => Call is null ? PostKey! : PlannedPost.KeyOf(Call);

    public string Title => Call?.Text.Title ?? Issue.Title;

    public string? Url => Call is null ? Issue.Url : Call.Text.Url;

    /// <summary>Until when it can be answered; null where it does not say.</summary>
    public DateTimeOffset? ClosesAt => (Call?.Text.Closing as Closing.At)?.Instant;

    public bool IsSaid => Kind is SimulatedActKind.Announced or SimulatedActKind.Reminded or SimulatedActKind.Extended;

    public static SimulatedActKind KindOf(CallAct act) =>
        act switch
        {
            CallAct.Reminded => SimulatedActKind.Reminded,
            CallAct.Extended => SimulatedActKind.Extended,
            _ => SimulatedActKind.Announced,
        };
}
