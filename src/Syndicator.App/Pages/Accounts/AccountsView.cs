namespace Syndicator.App.Pages.Accounts;

/// <summary>Everything the page Accounts shows.</summary>
/// <param name="Accounts">In the order of the configuration.</param>
public sealed record AccountsView(TimeZoneInfo Zone, IReadOnlyList<AccountItemView> Accounts);

/// <summary>One account.</summary>
public sealed record AccountItemView
{
    public required string Name { get; init; }

    /// <summary><c>mastodon</c>, as configuration names it.</summary>
    public required string Network { get; init; }

    /// <summary>As <c>accounts.yaml</c> has it; null: it has none.</summary>
    public string? Handle { get; init; }

    /// <summary>The server's host; null where the network is one server.</summary>
    public string? Server { get; init; }

    /// <summary>Whether nothing really leaves.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>In a few words: ready, paused, not logged in.</summary>
    public required PostStateView State { get; init; }

    /// <summary>Null: it is not paused.</summary>
    public PauseView? Pause { get; init; }

    /// <summary>What is wrong with it, as the health page says it; the pause is not among them.</summary>
    public required IReadOnlyList<ProblemView> Problems { get; init; }

    /// <summary>What it posts and how, a sentence each.</summary>
    public required IReadOnlyList<string> Habits { get; init; }

    /// <summary>What its network allows, a sentence each.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Null where nothing costs anything.</summary>
    public SpendingView? Spending { get; init; }

    /// <summary>The post that went out last; null: none has yet.</summary>
    public NextPostView? Last { get; init; }

    /// <summary>What goes out next by itself, soonest first.</summary>
    public required IReadOnlyList<NextPostView> Next { get; init; }

    /// <summary>How many more there are.</summary>
    public required int MoreCount { get; init; }

    /// <summary>Posts that go on only when somebody does something, or the network answers.</summary>
    public required int WaitingCount { get; init; }

    /// <summary>What the network said when it was last asked; null: nobody had it asked since the program started.</summary>
    public StandingView? Standing { get; init; }
}

/// <param name="Seen">Names the pause, so that none but this one is ended by what the page shows.</param>
/// <param name="Who">The editor; null: the network.</param>
/// <param name="Why">What the network or the editor said.</param>
/// <param name="Until">When it ends by itself; null: when somebody resumes the account.</param>
public sealed record PauseView(long Seen, string? Who, string Why, DateTimeOffset Since, DateTimeOffset? Until);

/// <summary>Money of a calendar month, in US$.</summary>
/// <param name="Month"><c>November 2026</c>, in UTC.</param>
/// <param name="Ceiling">Null: there is none.</param>
/// <param name="Planned">What the posts that wait are estimated to cost.</param>
public sealed record SpendingView(string Month, decimal Spent, decimal? Ceiling, decimal Planned);

/// <param name="Key">Of its page.</param>
/// <param name="At">When it goes or went out.</param>
/// <param name="Url">On its network; null while it is not there, or nobody else can see it.</param>
public sealed record NextPostView(string Key, string Part, string Text, DateTimeOffset At, string? Url);

/// <param name="Words">Who the account is, or what hindered the answer.</param>
/// <param name="IsTrouble">Whether somebody has to do something.</param>
/// <param name="Details">Rights that are missing, limits and budgets, a sentence each.</param>
public sealed record StandingView(DateTimeOffset At, string Words, bool IsTrouble, IReadOnlyList<string> Details);
