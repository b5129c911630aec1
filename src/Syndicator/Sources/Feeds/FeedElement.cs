namespace Syndicator.Sources.Feeds;

/// <summary>An element of the document, with the address its relative links start from.</summary>
/// <param name="HasOwnBase">Whether an <c>xml:base</c>, here or around, says where relative links start, and not the document's address.</param>
internal sealed record FeedElement(string Space, string Name, Uri Base, bool HasOwnBase, int Line, int Column)
{
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Elements and texts, as they stand.</summary>
    public List<object> Content { get; } = [];

    public IEnumerable<FeedElement> Elements => Content.OfType<FeedElement>();

    /// <summary>The texts in it, its own elements' left out, without white space around them.</summary>
    public string Text => string.Concat(Content.OfType<string>()).Trim();

    /// <summary>By its local name; null when it is not there.</summary>
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>Its own children of one of these names, by the order of the names, then as they stand.</summary>
    public IEnumerable<FeedElement> Named(IReadOnlySet<string> spaces, params string[] names) =>
        names.SelectMany(name => Elements.Where(element => element.Name == name && spaces.Contains(element.Space)));

    /// <summary>An address in it; null when it is none that leads to a web page.</summary>
    public string? PageAddress(string? written) =>
        written is { Length: > 0 } && Uri.TryCreate(Base, written.Trim(), out var address) && address.Scheme is "http" or "https"
            ? address.AbsoluteUri
            : null;
}
