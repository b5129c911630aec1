namespace Syndicator.Calls;

/// <summary>What an issue did to a call.</summary>
internal enum CallChange
{
    /// <summary>No issue had it before.</summary>
    New,

    /// <summary>It says the same as before.</summary>
    Repeated,

    /// <summary>It closes later.</summary>
    Extended,

    /// <summary>It closes earlier.</summary>
    MovedEarlier,

    Renamed,

    /// <summary>It says something else in another way.</summary>
    Changed,

    /// <summary>A correction took it out of the only issue that had it, or out of the latest.</summary>
    TakenOut,
}

/// <param name="Call">As it is now.</param>
internal sealed record FollowedCall(Call Call, CallChange Change);

/// <summary>What reading an issue for its calls came to.</summary>
internal sealed record FollowedIssue(CallIssue Issue, IReadOnlyList<FollowedCall> Calls)
{
    /// <summary>Those that wait for an editor because they contradict themselves.</summary>
    public int ContradictoryCount =>
        Calls.Count(one => one is { Change: not CallChange.TakenOut, Call: { Contradiction: not null, IsWithdrawn: false } });

    public int Count(CallChange change) => Calls.Count(one => one.Change == change);
}

/// <param name="Issues">By day; those that were read before are not among them.</param>
internal sealed record FollowedCalls(IReadOnlyList<FollowedIssue> Issues);
