namespace Syndicator.Composing;

/// <summary>What the placeholders of one post stand for.</summary>
internal interface ITemplateValues
{
    /// <summary>Whether the account says more than this post.</summary>
    bool IsThread { get; }

    /// <summary>The same values, none longer than this in the network's unit.</summary>
    ITemplateValues Shortened(int most);

    /// <summary>Whether a text may be cut.</summary>
    bool MayCut(string name);

    /// <summary>The beginning of a value, citing only the lines it still comes from.</summary>
    RichText Cut(RichText whole, string text);

    /// <summary>The value, or null when there is none.</summary>
    RichText? Find(string name);

    int ItemCount(string list);

    /// <summary>A value of one item, or of the whole where the item has no such field.</summary>
    RichText? FindInItem(string list, int index, string name);
}
