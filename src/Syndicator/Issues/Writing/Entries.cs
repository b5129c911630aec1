namespace Syndicator.Issues.Writing;

/// <summary>Somebody to thank.</summary>
/// <param name="Url">Usually their post; null: the name stands without a link.</param>
/// <param name="IsSelf">Whether they suggested their own.</param>
internal sealed record ThanksEntry(string Name, string? Url, bool IsSelf = false);

/// <param name="Description">What it is, as the sentence goes on after the name: <c>a datetime library for Rust</c>; code in backticks. Null: it does not say.</param>
internal sealed record CrateEntry(string Name, string? Url, string? Description)
{
    public IReadOnlyList<ThanksEntry> Thanks { get; init; } = [];
}

/// <param name="Text">
/// Paragraphs separated by a blank line; lines inside a paragraph are verse, or items where they begin with a bullet (•). Code stands in backticks, several lines of it between
/// fences of three.
/// </param>
/// <param name="Attribution">Who said it where, without dash and full stop: <c>Simon Buchan on rust-users</c>; null when not known.</param>
internal sealed record QuoteEntry(string Text, string? Attribution, string? Url)
{
    public IReadOnlyList<ThanksEntry> Thanks { get; init; } = [];
}

/// <summary>A task that looks for people.</summary>
/// <param name="Title"><c>project - title of issue</c>.</param>
internal sealed record CallEntry(string Title, string Url);

/// <summary>A conference that looks for speakers; null is a field that nobody knows.</summary>
internal sealed record EventCallEntry(string Name, string Url, string? Closes, string? Place, string? On);

internal sealed record LinkEntry(string Title, string Url);

/// <summary>What was chosen for an issue.</summary>
internal sealed record DraftWinners
{
    public IReadOnlyList<CrateEntry> Crates { get; init; } = [];
    public IReadOnlyList<QuoteEntry> Quotes { get; init; } = [];
    public IReadOnlyList<CallEntry> Calls { get; init; } = [];
    public IReadOnlyList<EventCallEntry> EventCalls { get; init; } = [];
    public IReadOnlyList<LinkEntry> Links { get; init; } = [];
}
