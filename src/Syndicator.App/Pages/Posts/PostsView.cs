namespace Syndicator.App.Pages.Posts;

/// <summary>Everything the page Posts shows: a week, and what waits for somebody.</summary>
public sealed record WeekView
{
    public required TimeZoneInfo Zone { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<DayView> Days { get; init; }

    /// <summary>What goes on only when an editor says so; the posts of a thread together.</summary>
    public required IReadOnlyList<SlotView> Undecided { get; init; }

    /// <summary>Whether there are more of them.</summary>
    public required bool HasMoreUndecided { get; init; }

    /// <summary>Whether a week has more posts than a calendar can show.</summary>
    public required bool HasMore { get; init; }

    /// <summary>Proposed edits that nobody decided.</summary>
    public required int EditCount { get; init; }

    /// <summary>Mondays, as addresses have them.</summary>
    public required string Previous { get; init; }

    public required string Next { get; init; }
    public required bool IsThisWeek { get; init; }

    /// <summary>Whether there is any post at all yet.</summary>
    public required bool IsEmpty { get; init; }
}

/// <param name="ClockChange">What the zone's clocks do on this day; null: nothing.</param>
/// <param name="Coming">What is not made yet, and will be if nothing changes until then.</param>
public sealed record DayView(
    DateOnly Day,
    bool IsToday,
    string? ClockChange,
    IReadOnlyList<SlotView> Slots,
    IReadOnlyList<NextPostView> Coming
);

/// <summary>What one account says of one thing on one day: a post, or the posts of a thread.</summary>
public sealed record SlotView(IReadOnlyList<PostRowView> Posts)
{
    public PostRowView First => Posts[0];

    /// <summary>Of the one that needs somebody most.</summary>
    public PostTone Tone => Posts.Select(post => post.State.Tone).Max();

    /// <summary><c>Sent</c>; of several that differ <c>3 sent, 1 refused</c>.</summary>
    public string State =>
        Posts.Select(post => post.State.Words).Distinct(StringComparer.Ordinal).Count() == 1
            ? First.State.Words
            : string.Join(
                ", ",
                Posts
                    .CountBy(post => post.State.Words, StringComparer.Ordinal)
                    .Select(state => $"{Words.Number(state.Value)} {state.Key.ToLowerInvariant()}")
            );
}

/// <summary>One post in a list.</summary>
public sealed record PostRowView
{
    public required string Key { get; init; }

    /// <summary>What its buttons are about; who was faster has made another.</summary>
    public required long Version { get; init; }

    public required string Account { get; init; }
    public required string Network { get; init; }
    public required string Part { get; init; }

    /// <summary>What it is about: <c>issue 678</c>.</summary>
    public required string Issue { get; init; }

    /// <summary>Its first words, on a line.</summary>
    public required string Text { get; init; }

    /// <summary>When it goes out, went out or ended; null while nobody knows.</summary>
    public required DateTimeOffset? At { get; init; }

    public required PostStateView State { get; init; }
    public required IReadOnlyList<PostAct> Acts { get; init; }

    /// <summary>For who does not see where it stands.</summary>
    public string Name => $"{Words.Part(Part)} on {Account}";
}

/// <summary>The list of posts.</summary>
public sealed record PostListView(
    TimeZoneInfo Zone,
    PostFilterView Filter,
    IReadOnlyList<PostRowView> Items,
    int EditCount,
    string? Previous,
    string? Next
);

/// <summary>What the list was asked for, and what it can be asked for. Empty values are the usual ones.</summary>
public sealed record PostFilterView(
    string State,
    string Account,
    string Part,
    string Issue,
    string Search,
    IReadOnlyList<(string Value, string Words)> States,
    IReadOnlyList<(string Value, string Words)> Accounts,
    IReadOnlyList<(string Value, string Words)> Parts,
    IReadOnlyList<(string Value, string Words)> Issues
)
{
    /// <summary>Whether nothing special is asked for.</summary>
    public bool IsUsual => State + Account + Part + Issue + Search == "";
}

/// <summary>What an editor may do with a post in its state, in the order of the buttons.</summary>
public enum PostAct
{
    Release,
    Hold,
    Stop,
    Reschedule,
    Edit,
    Resend,
}

/// <param name="Edits">The oldest first.</param>
/// <param name="IsOpenOnly">Whether those that were decided are left out.</param>
public sealed record EditsView(TimeZoneInfo Zone, bool IsOpenOnly, IReadOnlyList<EditView> Edits);
