namespace Syndicator.App.Pages.Nominations;

/// <summary>Everything the page Nominations shows.</summary>
public sealed record NominationsView
{
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Of the round that takes nominations now.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required NominationFilterView Filter { get; init; }
    public required IReadOnlyList<NominationItemView> Items { get; init; }

    /// <summary>What is chosen for the issue in the making.</summary>
    public required IReadOnlyList<WinnerView> Winners { get; init; }

    /// <summary>The number of that issue; null where that is not known.</summary>
    public int? Issue { get; init; }

    /// <summary>Mentions that are nothing yet and that nobody has read.</summary>
    public required int UnreadCount { get; init; }

    /// <summary>What people write to nominate, as sentences, said while nothing is nominated.</summary>
    public required string HowTo { get; init; }

    /// <summary>Where the pages before and after this one are; null where there is none.</summary>
    public string? Previous { get; init; }

    public string? Next { get; init; }
}

/// <summary>What the list was asked for, and what it can be asked for. Empty values are the usual ones.</summary>
/// <param name="IsUsual">Whether nothing special is asked for.</param>
public sealed record NominationFilterView(
    string Round,
    string Kind,
    string State,
    string Search,
    string Sort,
    IReadOnlyList<(string Value, string Words)> Rounds,
    bool IsUsual
);

public sealed record WinnerView(string Key, string Kind, string Name);

/// <summary>One nomination in the list.</summary>
public sealed record NominationItemView
{
    public required string Key { get; init; }

    /// <summary>What its buttons are about; who was faster has made another.</summary>
    public required long Version { get; init; }

    /// <summary><c>crate</c>, <c>quote</c>, <c>link</c>, <c>call</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>On a line.</summary>
    public required string Name { get; init; }

    /// <summary>What is nominated, where it has an address.</summary>
    public string? Url { get; init; }

    /// <summary>A quote's words, a crate's description; null where the name says all.</summary>
    public string? Text { get; init; }

    public required int Support { get; init; }

    /// <summary><c>3 nominators, 4 likes on mastodon</c>.</summary>
    public required string SupportWords { get; init; }

    public required PostStateView State { get; init; }

    /// <summary>In how many rounds before this one it was nominated first.</summary>
    public required int Age { get; init; }

    /// <summary>What to know before deciding.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    /// <summary>The first posts that nominate it.</summary>
    public required IReadOnlyList<NominatingPostView> Posts { get; init; }

    /// <summary>How many more there are.</summary>
    public required int MorePosts { get; init; }

    public required IReadOnlyList<NominationAct> Acts { get; init; }
}

/// <summary>Somebody's post, as it was written.</summary>
/// <param name="Author">As they want to be called.</param>
/// <param name="Text">Null where nobody kept one.</param>
/// <param name="Note">What there is to know of it, as <c>edited since</c>; null: nothing.</param>
public sealed record NominatingPostView(
    string Author,
    string? Handle,
    string Network,
    string? Url,
    string? Text,
    DateTimeOffset At,
    string? Note
);

/// <summary>What can be done with a nomination in its state, in the order of the buttons.</summary>
public enum NominationAct
{
    Accept,
    Choose,
    Unchoose,
    Reject,
    Reopen,
}
