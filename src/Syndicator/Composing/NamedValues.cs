namespace Syndicator.Composing;

/// <summary>The values of a post that speaks of no issue's lines: a name and a value each, beside what every post of the publication has.</summary>
internal sealed class NamedValues(PublicationValues common, IReadOnlyDictionary<string, RichText?> values) : ITemplateValues
{
    public bool IsThread => false;

    /// <summary>They were made short enough.</summary>
    public ITemplateValues Shortened(int most) => this;

    public bool MayCut(string name) => false;

    public RichText Cut(RichText whole, string text) => throw new InvalidOperationException("nothing here may be cut");

    public RichText? Find(string name) => values.TryGetValue(name, out var value) ? value : common.Find(name);

    public int ItemCount(string list) => 0;

    public RichText? FindInItem(string list, int index, string name) => null;
}
