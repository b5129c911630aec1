namespace Syndicator.Nominations.Reviewing;

/// <summary>A nomination with what editors compare.</summary>
/// <param name="Age">In how many rounds before the open one it was nominated first.</param>
/// <param name="Nominators">Whom it is from, the first ones.</param>
internal sealed record NominationListing(
    Nomination Nomination,
    Support Support,
    IReadOnlyList<Mark> Marks,
    int Age,
    IReadOnlyList<string> Nominators
)
{
    /// <summary>Whether no post that nominates it is public: what it says goes nowhere.</summary>
    public bool IsPrivate => Marks.Any(mark => mark.Code == Mark.Private);
}

/// <param name="Sum">What is sorted by; see <see cref="CountSupport"/>.</param>
/// <param name="NominatorCount">Persons, each once on a network.</param>
/// <param name="Endorsements">By kind and network.</param>
internal sealed record Support(int Sum, int NominatorCount, IReadOnlyList<EndorsementCount> Endorsements)
{
    /// <summary>Those who support it without nominating it.</summary>
    public int EndorserCount => Math.Max(0, Sum - NominatorCount);
}

/// <param name="Kind"><c>like</c>, <c>boost</c>, <c>reply</c>, <c>quote</c>.</param>
/// <param name="Count">Persons where the network names them, each under the strongest kind of theirs, else its number.</param>
internal sealed record EndorsementCount(string Kind, string Network, int Count);

/// <summary>Something to know before deciding.</summary>
/// <param name="Code">For programs: <c>won-before</c>.</param>
/// <param name="Text">For people, on a line.</param>
internal sealed record Mark(string Code, string Text)
{
    public const string Private = "private";
    public const string PartlyPrivate = "partly-private";
    public const string SelfSuggestion = "self-suggestion";
    public const string Bot = "bot";
    public const string NewAccount = "new-account";
    public const string WonBefore = "won-before";
    public const string HadBefore = "had-before";
    public const string InDraft = "in-draft";
    public const string UnknownCrate = "unknown-crate";
    public const string NoName = "no-name";
    public const string NoTitle = "no-title";
    public const string RowIncomplete = "row-incomplete";
    public const string Closed = "closed";
    public const string Edited = "edited";
    public const string Gone = "gone";
}

/// <param name="Items">Of the page that was asked for.</param>
/// <param name="HasMore">Whether more follow.</param>
internal sealed record NominationPage(IReadOnlyList<NominationListing> Items, bool HasMore);

/// <summary>A nomination with everything that is known of it.</summary>
internal sealed record NominationDetails(
    NominationListing Listing,
    IReadOnlyList<ProposalDetails> Proposals,
    IReadOnlyList<PastAct> History
);

/// <summary>Somebody's post that nominates it.</summary>
/// <param name="Text">As it was written; null where nobody kept one: entered by hand, deleted, or forgotten.</param>
/// <param name="CameAs">The nomination it came as, where that was merged into this one; null: this one.</param>
/// <param name="IsWithdrawn">Whether it nominates it no more.</param>
/// <param name="IsForgotten">Whether its words were thrown away here because of their age.</param>
/// <param name="MergedFrom">What it nominates itself, where that differs.</param>
internal sealed record ProposalDetails(
    string Source,
    string PostId,
    string Network,
    string Nominator,
    string? Handle,
    string? Url,
    string? Text,
    DateTimeOffset At,
    string Why,
    bool IsSelf,
    bool IsQuotable,
    bool IsWithdrawn,
    bool IsEdited,
    bool IsGone,
    bool IsForgotten,
    NominationId? CameAs,
    string? MergedFrom
);
