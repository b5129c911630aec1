namespace Syndicator.Sources.Feeds;

/// <summary>One document.</summary>
/// <param name="Title">Plain text; null when it has none.</param>
/// <param name="Entries">As they stand in the document.</param>
internal sealed record Feed(string? Title, IReadOnlyList<FeedEntry> Entries);

/// <summary>What a feed says of one page.</summary>
/// <param name="Id">The entry's own, else its link, else made from its title and text: the same entry keeps it from one reading to the next.</param>
/// <param name="Title">Plain text on one line; null when there is none.</param>
/// <param name="Link">The page, as an absolute http or https address; null when the entry names none.</param>
/// <param name="PublishedAt">When it was published, else when it was last changed; null when neither can be read.</param>
/// <param name="Html">The whole text where the feed has it, else the summary; null when it has neither. As it came: not for showing.</param>
/// <param name="Author">A name; null when nobody is named.</param>
internal sealed record FeedEntry(string Id, string? Title, string? Link, DateTimeOffset? PublishedAt, string? Html, string? Author);

/// <param name="Feed">Null exactly when an error among the diagnostics says why.</param>
/// <param name="Diagnostics">The file is the feed's address; line and column where they are known.</param>
internal sealed record FeedReading(Feed? Feed, IReadOnlyList<Diagnostic> Diagnostics);
