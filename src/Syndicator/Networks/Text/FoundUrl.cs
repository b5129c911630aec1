namespace Syndicator.Networks.Text;

/// <summary>A URL in a text, in UTF-16 code units.</summary>
/// <param name="Start">Of the scheme, or of the host where there is none.</param>
/// <param name="End">Exclusive.</param>
/// <param name="HasScheme">False for <c>docs.rs</c>.</param>
/// <param name="CountedLength">
/// Code units that twitter-text counts as the URL. Shorter than the URL only when the path follows a part of the host that is no link itself.
/// </param>
internal readonly record struct FoundUrl(int Start, int End, bool HasScheme, int CountedLength);
