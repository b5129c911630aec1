namespace Syndicator.Issues;

/// <summary>A newsletter issue as its Markdown says it. Texts are plain text: rendered, entities decoded, white space collapsed to single spaces.</summary>
internal sealed record Issue
{
    /// <summary>The path the text was read from, as given.</summary>
    public required string File { get; init; }

    /// <summary>From the front matter, else from the title; null for specials.</summary>
    public int? Number { get; init; }

    /// <summary>The front matter's day, not the file name's; null when it is missing or cannot be read.</summary>
    public DateOnly? Date { get; init; }

    public string Title { get; init; } = "";

    /// <summary>The line of the title; 0 when there is none.</summary>
    public int TitleLine { get; init; }

    /// <summary>The line of the day; 0 when there is none.</summary>
    public int DateLine { get; init; }

    /// <summary>The published page, made from site, date and title; null when either is missing.</summary>
    public string? Url { get; init; }

    /// <summary>Every heading outside block quotes, in order.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    public IReadOnlyList<CrateOfTheWeek> Crates { get; init; } = [];
    public IReadOnlyList<Quote> Quotes { get; init; } = [];
    public IReadOnlyList<ProjectCall> ProjectCalls { get; init; } = [];
    public IReadOnlyList<EventCall> EventCalls { get; init; } = [];

    /// <summary>Links of the calls for testing; empty when none were issued.</summary>
    public IReadOnlyList<IssueLink> CallsForTesting { get; init; } = [];

    /// <summary>Links of "Updates from the community" and its parts, in order, with the part's role.</summary>
    public IReadOnlyList<IssueLink> CommunityLinks { get; init; } = [];

    public IReadOnlyList<IssueLink> ApprovedRfcs { get; init; } = [];

    /// <summary>Requests and tracking issues in their final comment period; <see cref="IssueLink.Tags"/> holds e.g. <c>disposition: merge</c>.</summary>
    public IReadOnlyList<IssueLink> FinalCommentPeriods { get; init; } = [];

    public IReadOnlyList<IssueLink> NewRfcs { get; init; } = [];
    public IReadOnlyList<IssueEvent> Events { get; init; } = [];

    /// <summary>Links of the jobs section.</summary>
    public IReadOnlyList<IssueLink> Jobs { get; init; } = [];

    /// <summary>Where the issue is discussed; null when the footer has no such link. Its URL may be a placeholder.</summary>
    public IssueLink? Discussion { get; init; }

    /// <summary>Accounts of the newsletter named in the introduction.</summary>
    public IReadOnlyList<IssueLink> IntroductionLinks { get; init; } = [];

    /// <summary>What could not be understood while reading. Readiness is judged by <c>IssueCheck</c>, not here.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>How many events are listed, read or not: items with a link in the events section.</summary>
    public int EventCount { get; init; }

    /// <summary>All sections with this role.</summary>
    public IEnumerable<Section> SectionsOf(SectionRole role) => Sections.Where(section => section.Role == role);
}

/// <summary>A heading and what stands below it up to the next heading of any level.</summary>
/// <param name="Title">Plain text of the heading.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Line">Of the heading, from 1.</param>
/// <param name="Links">Number of links in its own body.</param>
/// <param name="Role">What the publication says such a heading means, or inherited from the heading above it.</param>
/// <param name="HeadingUrl">Where the heading itself links to.</param>
internal sealed record Section(string Title, int Level, int Line, int Links, SectionRole Role, string? HeadingUrl = null)
{
    /// <summary>Plain text of its own body, comments excluded, blocks separated by LF.</summary>
    public string Text { get; init; } = "";

    /// <summary>Last line of the body, from 1.</summary>
    public int EndLine { get; init; }
}

/// <summary>A link in a list or paragraph.</summary>
/// <param name="Text">Plain text of the link.</param>
/// <param name="Url">As written; may be empty or a placeholder.</param>
/// <param name="Line">From 1.</param>
/// <param name="Tags">What stood in square brackets before the link: <c>video</c>, <c>ZH</c>, <c>disposition: merge</c>.</param>
/// <param name="Role">Of the section it stands in.</param>
internal sealed record IssueLink(string Text, string Url, int Line, IReadOnlyList<string> Tags, SectionRole Role)
{
    /// <summary>Whether it stands in a list item or is a whole paragraph; false for a link in running prose.</summary>
    public bool IsListItem { get; init; } = true;

    /// <summary>Whether the text says nothing but the URL, with or without scheme and final slash.</summary>
    public bool IsBareUrl => Url.Length > 0 && WithoutFrame(Text).Equals(WithoutFrame(Url), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutFrame(ReadOnlySpan<char> url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        url = url.Begins("mailto:") ? url["mailto:".Length..] : url[(scheme < 0 ? 0 : scheme + 3)..];
        return url.TrimEnd('/');
    }
}

/// <summary>Somebody the newsletter thanks.</summary>
/// <param name="Name">The link's text, or the plain name.</param>
/// <param name="Url">Usually their post in the forum thread; null when only named.</param>
internal sealed record Thanks(string Name, string? Url);

/// <param name="Name">As shown: <c>enum_dispatch</c>, <c>cargo cat</c>, <c>Apache Iceberg Rust</c>.</param>
/// <param name="Url">As written; null when the name is not linked.</param>
/// <param name="Line">Of the name, from 1.</param>
/// <param name="Thanks">Everybody thanked in the section.</param>
internal sealed record CrateOfTheWeek(string Name, string? Url, int Line, IReadOnlyList<Thanks> Thanks)
{
    /// <summary>What the sentence says it is: <c>a datetime library for Rust</c>, without the final full stop; null when the sentence does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The line the description starts on.</summary>
    public int DescriptionLine { get; init; }

    /// <summary>The paragraph that names it, as plain text, with its full stop and without thanks.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>Whether the thanks call it a self-suggestion.</summary>
    public bool IsSelfSuggestion { get; init; }

    /// <summary>The line of the thanks; 0 when nobody is thanked.</summary>
    public int ThanksLine { get; init; }
}

/// <param name="Text">Plain text with paragraphs and hard breaks collapsed to single spaces.</param>
/// <param name="Line">Of its first line, from 1.</param>
/// <param name="Attribution">Who said it where; null when the issue does not say.</param>
/// <param name="Thanks">Everybody thanked for it.</param>
internal sealed record Quote(string Text, int Line, Attribution? Attribution, IReadOnlyList<Thanks> Thanks)
{
    /// <summary>
    /// The same text as a reader should see it between “ and ”, which are not part of it: paragraphs separated by a blank line, list items and verse on lines
    /// of their own, what it quotes itself in ‘…’. Between several voices the marks close and open again: <c>one”\n\n“two</c>.
    /// </summary>
    public string Layout { get; init; } = "";

    /// <summary>The parts of <see cref="Layout"/> that are code, in order.</summary>
    public IReadOnlyList<Range> CodeSpans { get; init; } = [];

    /// <summary>Last line of the quoted text, from 1.</summary>
    public int EndLine { get; init; }

    /// <summary>How many separate block quotes it is made of: a conversation when more than one, and its attribution is that of all of them.</summary>
    public int VoiceCount { get; init; } = 1;

    /// <summary>
    /// Whether it answers the quote before it and should not be shown without it. So it is when no thanks stand between the two and either its attribution
    /// begins with "and", or that of the quote before it has no link and its own has one: the source of both.
    /// </summary>
    public bool ContinuesPrevious { get; init; }

    /// <summary>Whether the thanks call it a self-suggestion.</summary>
    public bool IsSelfSuggestion { get; init; }

    /// <summary>The line of the thanks; 0 when nobody is thanked.</summary>
    public int ThanksLine { get; init; }
}

/// <param name="Text">Without the leading dash and a final full stop or exclamation mark: <c>Name on place</c>.</param>
/// <param name="Url">Of its first link, usually the words' source; null when there is none, empty when the link is empty.</param>
/// <param name="Line">From 1.</param>
internal sealed record Attribution(string Text, string? Url, int Line)
{
    /// <summary>Further links, where name and place are both linked or there are two speakers.</summary>
    public IReadOnlyList<string> MoreUrls { get; init; } = [];
}

/// <summary>A task that looks for people.</summary>
/// <param name="Text">The link's text.</param>
internal sealed record ProjectCall(string Text, string Url, int Line)
{
    /// <summary>The paragraph the list stands below (<c>Synth</c>), or null.</summary>
    public string? Group { get; init; }

    /// <summary>The line of <see cref="Group"/>, from 1; 0 when there is none.</summary>
    public int GroupLine { get; init; }

    /// <summary>The whole item as plain text where it says more than the link.</summary>
    public string Item { get; init; } = "";

    /// <summary>Difficulty and the like in brackets before the link.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>A conference that looks for speakers. Texts are as written.</summary>
/// <param name="Closes">As written: <c>CFP closes 2025-12-08</c>; null when the row has none.</param>
/// <param name="Closing">What that means.</param>
/// <param name="EventOn">The event's first day, where one can be read.</param>
internal sealed record EventCall(
    string Name,
    string Url,
    string? Closes,
    Closing Closing,
    string? Place,
    string? EventDate,
    DateOnly? EventOn,
    int Line
)
{
    /// <summary>The name without a closing day in brackets at its end: <c>SpinConf Call for Speakers</c>.</summary>
    public string DisplayName { get; init; } = Name;

    /// <summary>Where proposals are sent in: the link called <c>CFP</c>, a call, or a place to submit to, where the row has one besides the event's page, else <see cref="Url"/>.</summary>
    public string CallUrl { get; init; } = Url;

    /// <summary>The day it closes on, where that can be read.</summary>
    public DateOnly? ClosesOn => (Closing as Closing.At)?.Day;

    /// <summary>Whether it has no closing day because proposals are always welcome.</summary>
    public bool IsRolling => Closing is Closing.Rolling;

    /// <summary>Why it cannot be told when it closes; null where it can.</summary>
    public string? WhyUnreadable => (Closing as Closing.Unreadable)?.Why;
}

/// <param name="On">First day; null in forms that do not say the year or day.</param>
/// <param name="EndsOn">Last day where a range is given.</param>
/// <param name="Place">As written: <c>Virtual (Nürnberg, DE)</c>; null when not given.</param>
/// <param name="Title">Of the event, or of the group where it has no title of its own.</param>
/// <param name="Region">The sub-heading: <c>Europe</c>.</param>
internal sealed record IssueEvent(
    DateOnly? On,
    DateOnly? EndsOn,
    string? Place,
    string Title,
    string? Group,
    string? Url,
    string? Region,
    int Line
)
{
    /// <summary>The first day as written: <c>2025-04-02</c>, <c>June 17, 2021</c>; null when none is.</summary>
    public string? Written { get; init; }

    /// <summary>The line of the title, which may stand below that of the day.</summary>
    public int TitleLine { get; init; } = Line;
}
