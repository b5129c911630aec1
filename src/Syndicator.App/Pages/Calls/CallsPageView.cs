namespace Syndicator.App.Pages.Calls;

/// <summary>Everything the page Calls shows.</summary>
public sealed record CallsPageView
{
    public required TimeZoneInfo Zone { get; init; }
    public required CallFilterView Filter { get; init; }

    /// <summary>Those that wait for an editor; none where something special is asked for.</summary>
    public required IReadOnlyList<CallItemView> Held { get; init; }

    /// <summary>Those that close within a week; none where something special is asked for.</summary>
    public required IReadOnlyList<CallItemView> Closing { get; init; }

    /// <summary>The others, or what was asked for: one page of them.</summary>
    public required IReadOnlyList<CallItemView> Others { get; init; }

    /// <summary>How many <see cref="Others"/> there are in all.</summary>
    public required int OthersCount { get; init; }

    /// <summary>The posts about calls that go out next, soonest first; none where something special is asked for.</summary>
    public required IReadOnlyList<ForeseenView> Foreseen { get; init; }

    /// <summary>When posts about calls are made next by themselves; null: never.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Where programs read them.</summary>
    public required string Feed { get; init; }

    public required string Calendar { get; init; }

    public string? Previous { get; init; }
    public string? Next { get; init; }
}

/// <param name="At">Null: when an editor releases it.</param>
/// <param name="Words">The post's first line.</param>
/// <param name="Key">Of the call it is about; null for several.</param>
public sealed record ForeseenView(DateTimeOffset? At, string Account, string Words, string? Key);

/// <summary>What the list was asked for. Empty values are the usual ones.</summary>
/// <param name="States">All there are, in the order of a call's life.</param>
public sealed record CallFilterView(string Kind, string State, string Search, IReadOnlyList<(string Value, string Words)> States)
{
    public bool IsUsual => (Kind + State + Search).Length == 0;
}

/// <summary>One call in a list.</summary>
public sealed record CallItemView
{
    public required string Key { get; init; }

    /// <summary>What its buttons are about; who was faster has made another.</summary>
    public required long Version { get; init; }

    /// <summary><c>project</c>, <c>event</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>On a line.</summary>
    public required string Name { get; init; }

    public required string Url { get; init; }
    public required PostStateView State { get; init; }

    /// <summary>Why it cannot be right, all of it; null when nothing speaks against it.</summary>
    public string? Contradiction { get; init; }

    /// <summary>Whether an editor let that pass.</summary>
    public required bool IsLetPass { get; init; }

    public required ClosingView Closing { get; init; }

    /// <summary>The event's place and days, difficulty and the like; empty: nothing is known.</summary>
    public required string Facts { get; init; }

    /// <summary><c>told on mastodon, not out on x</c>.</summary>
    public required string Told { get; init; }

    /// <summary>The issues that had it: <c>594 to 596</c>.</summary>
    public required string Issues { get; init; }

    public required bool IsCorrected { get; init; }

    /// <summary>In the order of the buttons.</summary>
    public required IReadOnlyList<CallButton> Acts { get; init; }
}

/// <summary>Until when it can be answered.</summary>
/// <param name="Words">As it says: <c>2026-05-04 anywhere on Earth</c>, <c>rolling</c>; empty: it does not say.</param>
/// <param name="At">Null where there is no instant.</param>
public sealed record ClosingView(string Words, DateTimeOffset? At);

/// <summary>What can be done with a call.</summary>
public enum CallButton
{
    Release,
    Hold,
    Withdraw,
}

/// <summary>One call with everything that is known of it.</summary>
public sealed record CallView
{
    public required TimeZoneInfo Zone { get; init; }
    public required CallItemView Item { get; init; }

    /// <summary>From when on nobody is told of it.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What editors corrected: the part, what is printed, what is said instead.</summary>
    public required IReadOnlyList<(string Part, string Printed, string Says)> Corrections { get; init; }

    /// <summary>Whether the last that happened can be taken back.</summary>
    public required bool CanUndo { get; init; }

    /// <summary>What was said of it, the oldest first.</summary>
    public required IReadOnlyList<ToldView> Told { get; init; }

    /// <summary>What is to be said of it, soonest first; without an instant what has its turn when it comes.</summary>
    public required IReadOnlyList<(DateTimeOffset? At, string Words)> Coming { get; init; }

    /// <summary>Posts about it that cannot be made, with what to do.</summary>
    public required IReadOnlyList<string> Unsayable { get; init; }

    /// <summary>The issues that printed it, the latest first.</summary>
    public required IReadOnlyList<PrintedView> Printed { get; init; }

    public required IReadOnlyList<FieldView> Fields { get; init; }

    /// <summary>What was wrong with what an editor filled in there; null: nothing was.</summary>
    public string? Problem { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<CallEventView> History { get; init; }
}

/// <param name="Words"><c>announced on mastodon</c>, <c>reminder (7d 2026-05-04) on mastodon</c>.</param>
/// <param name="Post">Its page; null where the outbox does not know it.</param>
public sealed record ToldView(string Words, PostStateView State, string? Post);

/// <param name="Issue">Its title.</param>
/// <param name="Words">What the row says.</param>
/// <param name="Contradiction">Why the row cannot be right; null when nothing speaks against it.</param>
public sealed record PrintedView(string Issue, string? Url, DateOnly Day, int Line, string Words, string? Contradiction);

/// <param name="What"><c>held: the page says otherwise</c>.</param>
/// <param name="Changes">What it says otherwise since.</param>
public sealed record CallEventView(DateTimeOffset At, string Who, string What, IReadOnlyList<(string Part, string Was, string Is)> Changes);
