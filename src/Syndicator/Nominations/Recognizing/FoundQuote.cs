namespace Syndicator.Nominations.Recognizing;

/// <summary>Words that a post quotes.</summary>
/// <param name="By">What they were found by: <c>quoted lines</c>.</param>
internal sealed record FoundQuote(string Text, string? Speaker, string? SourceUrl, string By);
