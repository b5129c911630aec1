namespace Syndicator.App.Pages;

// Plain data, and public only because Razor makes components public. The pages know nothing else.

/// <summary>Everything the page This week shows.</summary>
public sealed record ThisWeekView
{
    /// <summary>Of each publication, in the order of the configuration.</summary>
    public required IReadOnlyList<PublicationView> Publications { get; init; }

    /// <summary>What is wrong, as the health page says it: what fails first, then the notices.</summary>
    public IReadOnlyList<ProblemView> Problems { get; init; } = [];
}

/// <summary>Something that is wrong.</summary>
/// <param name="IsFailing">Whether it needs somebody; otherwise it is a notice.</param>
/// <param name="Code">What kind of trouble: <c>account-paused</c>.</param>
/// <param name="Subject">Whom it concerns: an account's name, an issue's key, a job's name.</param>
/// <param name="Text">What happened, since when, where.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Since">When it began; null when nobody knows.</param>
public sealed record ProblemView(
    bool IsFailing,
    string Code,
    string Publication,
    string Subject,
    string Text,
    string Remedy,
    DateTimeOffset? Since
);

/// <summary>One newsletter's week.</summary>
public sealed record PublicationView
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The newsletter's own site.</summary>
    public string? Site { get; init; }

    /// <summary>In which every instant of it is shown.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether <see cref="Now"/> is the demonstration clock's.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>Where issues are looked for, said to somebody who has none yet.</summary>
    public required string IssueFolder { get; init; }

    /// <summary>The latest one; null when none was found.</summary>
    public IssueView? Issue { get; init; }

    public required IReadOnlyList<AccountView> Accounts { get; init; }

    /// <summary>The round that takes nominations now.</summary>
    public RoundView? Round { get; init; }

    /// <summary>Null when there is nothing to know of them.</summary>
    public CallsView? Calls { get; init; }

    /// <summary>What changes of announced issues would change in their posts, the oldest first.</summary>
    public IReadOnlyList<EditView> Edits { get; init; } = [];

    /// <summary>Posts that go on only when an editor says so.</summary>
    public WaitingPostsView? Waiting { get; init; }

    /// <summary>The posts that go out next by themselves, soonest first.</summary>
    public IReadOnlyList<NextPostView> Next { get; init; } = [];

    /// <summary>When the program looks for what there is to do. Soonest first.</summary>
    public IReadOnlyList<FiringView> Firings { get; init; } = [];
}

/// <param name="IsMore">Whether there are more than that.</param>
/// <param name="Accounts">On which.</param>
public sealed record WaitingPostsView(int Count, bool IsMore, IReadOnlyList<string> Accounts);

/// <param name="Accounts">Those that say it then.</param>
/// <param name="Text">What it is, on a line.</param>
/// <param name="Path">The page about it; null where there is none.</param>
public sealed record NextPostView(DateTimeOffset At, IReadOnlyList<string> Accounts, string Text, string? Path);

/// <summary>An open round of nominations.</summary>
/// <param name="Issue">The number of the issue it is for; null where that is not known.</param>
/// <param name="UnreadCount">Mentions that are nothing yet, and that nobody has read.</param>
/// <param name="CollectedAt">When a source was last read; null before the first time.</param>
/// <param name="HowTo">What people write to nominate, as sentences, said while nothing is nominated.</param>
public sealed record RoundView(
    DateTimeOffset ClosesAt,
    int? Issue,
    IReadOnlyList<KindView> Kinds,
    int UnreadCount,
    DateTimeOffset? CollectedAt,
    IReadOnlyList<TroubleView> Troubles,
    string HowTo
);

/// <param name="Name"><c>Crates</c>.</param>
/// <param name="TiedCount">How many share the first place; 1 where one leads.</param>
public sealed record KindView(string Name, IReadOnlyList<LeaderView> Leaders, int TiedCount);

/// <param name="Name">Safe, and short.</param>
/// <param name="Note">Its counts and marks, on a line.</param>
public sealed record LeaderView(string Name, int Support, string Note, bool IsTied, bool IsChosen);

/// <summary>A source of mentions that cannot be read.</summary>
public sealed record TroubleView(string Source, string Text, DateTimeOffset Since);

/// <summary>Calls for participation that are open.</summary>
/// <param name="Held">The first of those that wait for an editor.</param>
/// <param name="HeldCount">How many wait in all.</param>
/// <param name="Closing">The first of those that close within a week.</param>
/// <param name="ClosingCount">How many do in all.</param>
/// <param name="WaitingCount">How many no account has told of yet.</param>
public sealed record CallsView(
    IReadOnlyList<HeldCallView> Held,
    int HeldCount,
    IReadOnlyList<ClosingCallView> Closing,
    int ClosingCount,
    int WaitingCount
);

/// <param name="Why">What contradicts itself, or why an editor holds it.</param>
/// <param name="Key">For the address of the call.</param>
/// <param name="Until">How long anybody could still be told of it.</param>
public sealed record HeldCallView(string Title, string Why, string Key, DateTimeOffset Until);

/// <param name="Note">Where it was told of.</param>
public sealed record ClosingCallView(string Title, DateTimeOffset At, string Note);

/// <summary>One proposed edit.</summary>
/// <param name="Key">For the commands that decide about it.</param>
/// <param name="Note">What there is to know of it besides, as a sentence; null when it is an ordinary change.</param>
/// <param name="Text">What the post says and would say, in one.</param>
/// <param name="Obstacle">Why it cannot be accepted, as a sentence; null when it can.</param>
/// <param name="Post">The page of the post it concerns; null: there is no such post.</param>
/// <param name="Decided">How it was decided; null while it is open.</param>
public sealed record EditView(
    string Key,
    string Account,
    string Part,
    DateTimeOffset At,
    string? Note,
    IReadOnlyList<(Commands.TextChangeKind Change, string Text)> Text,
    string? Obstacle,
    string? Post = null,
    PostStateView? Decided = null
);

/// <summary>An issue and whether it may go out.</summary>
public sealed record IssueView
{
    /// <summary>Of its page.</summary>
    public required string Key { get; init; }

    public int? Number { get; init; }
    public required string Title { get; init; }
    public string? Url { get; init; }
    public DateOnly? Date { get; init; }
    public required string File { get; init; }
    public required bool IsReady { get; init; }

    /// <summary>How far it is, in words.</summary>
    public required PostStateView State { get; init; }

    /// <summary>All of them, those that hold first.</summary>
    public IReadOnlyList<ReasonView> Reasons { get; init; } = [];
}

/// <param name="Holds">Whether it keeps the issue back; a warning does not.</param>
/// <param name="Line">From 1; 0 when it concerns the whole file.</param>
public sealed record ReasonView(bool Holds, string Code, int Line, string Message, string? Remedy);

/// <summary>One account and what it posts.</summary>
public sealed record AccountView
{
    public required string Name { get; init; }

    /// <summary>As the network shows it in bold: the publication's name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>As the network shows it beside the name, with its @.</summary>
    public required string Handle { get; init; }

    /// <summary>Whose rules and looks apply: <c>mastodon</c>, <c>x</c>, <c>bluesky</c>.</summary>
    public required string Network { get; init; }

    /// <summary>Whether nothing really leaves.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>In the order of the thread.</summary>
    public IReadOnlyList<PostView> Posts { get; init; } = [];

    /// <summary>Something to know about the account as a whole, such as why it is paused; null when there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>One post, as it will look.</summary>
public sealed record PostView
{
    /// <summary>Of its page; null while it is only planned.</summary>
    public string? Key { get; init; }

    /// <summary>Which part of the thread, as a word: <c>lead</c>, <c>crate</c>.</summary>
    public required string Part { get; init; }

    public required string Text { get; init; }
    public IReadOnlyList<EntityView> Entities { get; init; } = [];

    /// <summary>BCP 47.</summary>
    public string Language { get; init; } = "en";
    public CardView? Card { get; init; }

    /// <summary>Shown before the text until the reader asks for it; null: none.</summary>
    public string? Warning { get; init; }

    /// <summary>What its images show.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>In the network's unit, as <see cref="Limit"/>.</summary>
    public required int Length { get; init; }
    public required int Limit { get; init; }

    /// <summary>US$; 0 where posting is free.</summary>
    public decimal Cost { get; init; }

    public required PostStateView State { get; init; }

    /// <summary>The lines of the issue its statements come from.</summary>
    public IReadOnlyList<SourceView> Sources { get; init; } = [];
}

/// <summary>Something in a text that the network makes clickable; places in UTF-16 code units.</summary>
/// <param name="Target">Of a link, the URL.</param>
public sealed record EntityView(EntityViewKind Kind, int Start, int Length, string Target);

public enum EntityViewKind
{
    Link,
    Mention,
    Tag,
}

public sealed record CardView(string Url, string Title, string Description);

public sealed record SourceView(int Line, string Text);

/// <summary>How far a post is, in words.</summary>
/// <param name="Tone">Which colour goes with the words; never the only sign.</param>
/// <param name="Words">What comes before the instant: <c>Goes out</c>, <c>Sent</c>, <c>Waits for approval</c>.</param>
/// <param name="At">The instant, where there is one.</param>
/// <param name="Detail">The reason or error, as a sentence.</param>
/// <param name="Url">Of the post on its network, once it is there.</param>
public sealed record PostStateView(PostTone Tone, string Words, DateTimeOffset? At = null, string? Detail = null, string? Url = null);

/// <summary>In the order in which they need somebody.</summary>
public enum PostTone
{
    Sent,
    Planned,
    Waiting,
    Trouble,
}

/// <param name="Job">What runs: <c>watch</c>, <c>deliver</c>, <c>health</c>.</param>
public sealed record FiringView(string Job, DateTimeOffset At);
