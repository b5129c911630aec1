namespace Syndicator.Configuration;

/// <summary>What can be nominated.</summary>
internal enum NomineeKind
{
    Crate,
    Quote,
    Link,
    Call,
}

/// <summary>How people nominate, where it is collected, and how long a round lasts.</summary>
internal sealed record NominationOptions
{
    /// <summary>Without the sign: <c>cotw</c>; shown in invitations. Null: there is none.</summary>
    public string? CrateTag { get; init; }

    /// <summary>As <see cref="CrateTag"/>.</summary>
    public string? QuoteTag { get; init; }

    /// <summary>Where people nominate crates besides; shown in invitations.</summary>
    public string? CrateUrl { get; init; }

    /// <summary>As <see cref="CrateUrl"/>.</summary>
    public string? QuoteUrl { get; init; }

    /// <summary>What a post is recognised by.</summary>
    public NominationWords Words { get; init; } = NominationWords.Default;

    public IReadOnlyList<ForumTopic> Topics { get; init; } = [];

    /// <summary>When rounds close.</summary>
    public Closings Closings { get; init; } = Closings.Default;

    /// <summary>How long before a round closes the editors get its digest. Default 6h.</summary>
    public TimeSpan DigestBefore { get; init; } = TimeSpan.FromHours(6);

    /// <summary>In how many further rounds what was not chosen is shown again. Default 4.</summary>
    public int CarryOver { get; init; } = 4;

    /// <summary>How long mentions are kept that nobody made a nomination of. Default 30d.</summary>
    public TimeSpan KeepMentions { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether nominators of winners are answered with a link to the issue. Default false.</summary>
    public bool Thank { get; init; }

    /// <summary>Whether crates.io is asked about nominated crates. Default true.</summary>
    public bool AsksCratesIo { get; init; } = true;

    /// <summary>Handles of editors, without the leading @: where they announce a winner they nominate nothing.</summary>
    public IReadOnlyList<string> Editors { get; init; } = [];

    /// <summary>Handles, without the leading @, of those whose posts are not collected.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];
}

/// <summary>Tags (with their sign, <c>#cotw</c>) and words in any language, compared without case. A tag or word of one kind makes a post a nomination of that kind.</summary>
/// <param name="Agreement">What people write who second a nomination: <c>+1</c>.</param>
internal sealed record NominationWords(
    IReadOnlyList<string> Crate,
    IReadOnlyList<string> Quote,
    IReadOnlyList<string> Call,
    IReadOnlyList<string> Agreement
)
{
    public static NominationWords Default { get; } =
        new(
            ["#cotw", "#crateoftheweek", "crate of the week"],
            ["#qotw", "#quoteoftheweek", "quote of the week"],
            ["#cfp", "call for participation", "call for papers", "call for proposals", "call for speakers"],
            ["+1", "seconded", "i second", "second this", "this one", "agreed", "me too", "👍", "💯"]
        );
}

/// <summary>A forum topic in which people nominate.</summary>
/// <param name="Name">What messages, commands and the store call this source: <c>forum-crates</c>.</param>
/// <param name="Kind">What a post of it nominates where it carries no tag.</param>
internal sealed record ForumTopic(string Name, NomineeKind Kind, Uri Url);
