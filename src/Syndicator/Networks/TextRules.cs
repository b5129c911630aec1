namespace Syndicator.Networks;

/// <summary>How one network counts a text and what it makes of it. Pure; the same text gives the same answers.</summary>
internal abstract class TextRules
{
    /// <summary>The network's configuration name: <c>x</c>, <c>mastodon</c>, <c>bluesky</c>.</summary>
    public abstract string Network { get; }

    /// <summary>The most that fits, in the unit of <see cref="Measure"/>.</summary>
    public abstract int Limit { get; }

    /// <summary>Whether links stand beside the text, so that any words may be one (Bluesky's facets); elsewhere a link is its URL in the text.</summary>
    public virtual bool LinksAreMarkup => false;

    /// <summary>Whether a post carries its own link card, because the network makes none from the page.</summary>
    public virtual bool NeedsCard => false;

    /// <summary>Length in the network's own unit (weighted characters, characters with shortened links, grapheme clusters).</summary>
    public abstract int Measure(string text);

    /// <summary>Whether the network takes it; networks with a second limit (bytes) check that too.</summary>
    public virtual bool Fits(string text) => Measure(text) <= Limit;

    /// <summary>
    /// What one line of a text adds to it, line end not counted: no network makes anything of two lines together, so a text fits whose lines and line ends
    /// (1 each) add up to <see cref="Limit"/>. Networks with a second limit weigh a line by whichever it uses up more of.
    /// </summary>
    public virtual int WeighLine(string line) => Measure(line);

    /// <summary>Everything in the text that this network will make a link, mention, hashtag or cashtag by itself, in order.</summary>
    public abstract IReadOnlyList<TextEntity> FindEntities(string text);

    /// <summary>
    /// The same words with everything <see cref="FindEntities"/> finds broken up by an invisible word joiner (U+2060), so that <c>main.rs</c> does not
    /// become a link nor <c>@name</c> a mention, whatever text later stands before or after it. Idempotent. Visible characters are unchanged.
    /// </summary>
    public abstract string Guard(string text);
}
