namespace Syndicator.Issues;

/// <summary>What a new issue is compared with: the traces another issue of the same publication left.</summary>
/// <param name="Name">How messages call it: <c>This Week in Rust 592</c>.</param>
/// <param name="Crates">Names and sentences of its crates, as written.</param>
/// <param name="Quotes">Their texts.</param>
/// <param name="DiscussionUrl">As written; null when it had none.</param>
/// <param name="Links">URLs of its community links, in the form of <see cref="LinkKey"/>.</param>
internal sealed record EarlierIssue(
    string File,
    int? Number,
    DateOnly? Date,
    string Name,
    IReadOnlyList<EarlierCrate> Crates,
    IReadOnlyList<string> Quotes,
    string? DiscussionUrl,
    IReadOnlySet<string> Links
)
{
    /// <summary>Its calls for speakers.</summary>
    public IReadOnlyList<EarlierEventCall> EventCalls { get; init; } = [];

    /// <summary>Where its tasks lead, by <see cref="CanonicalAddress"/>.</summary>
    public IReadOnlyList<string> ProjectCalls { get; init; } = [];

    public static EarlierIssue From(Issue issue) =>
        new(
            issue.File,
            issue.Number,
            issue.Date,
            issue.Title.Length > 0 ? issue.Title : issue.File,
            [.. issue.Crates.Select(crate => new EarlierCrate(crate.Name, crate.Sentence))],
            [.. issue.Quotes.Select(quote => quote.Text)],
            issue.Discussion?.Url,
            issue.CommunityLinks.Select(link => LinkKey(link.Url)).ToHashSet(StringComparer.Ordinal)
        )
        {
            EventCalls = [.. issue.EventCalls.Select(EarlierEventCall.From)],
            ProjectCalls = [.. issue.ProjectCalls.Select(call => CanonicalAddress.Of(call.Url))],
        };

    /// <summary>A URL without what does not tell pages apart: scheme, <c>www.</c>, fragment, final slash.</summary>
    public static string LinkKey(string url)
    {
        var key = url.AsSpan().Trim();
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        key = scheme is > 0 and < 8 ? key[(scheme + 3)..] : key;
        key = key.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? key[4..] : key;
        var fragment = key.IndexOf('#');
        // A page of scripts tells its pages apart by the fragment.
        key = fragment > 0 && !key[fragment..].StartsWith("#/", StringComparison.Ordinal) ? key[..fragment] : key;
        return key.TrimEnd('/').ToString();
    }
}

/// <summary>A crate that won before.</summary>
/// <param name="Sentence">The paragraph that names it, as plain text.</param>
internal sealed record EarlierCrate(string Name, string Sentence);

/// <summary>A call for speakers that an issue had.</summary>
/// <param name="Address">Of the call, by <see cref="CanonicalAddress"/>.</param>
internal sealed record EarlierEventCall(string Address, string Name, DateOnly? ClosesOn, DateOnly? EventOn)
{
    public static EarlierEventCall From(EventCall call) =>
        new(CanonicalAddress.Of(call.CallUrl), call.DisplayName, call.ClosesOn, call.EventOn);
}
