namespace Syndicator.Sources.Feeds;

/// <summary>An element, or a piece of text.</summary>
/// <param name="Name">In lower case; <c>#text</c> for text.</param>
internal sealed record HtmlNode(string Name)
{
    public const string TextName = "#text";

    /// <summary>Of a piece of text, with its entities decoded.</summary>
    public string Text { get; init; } = "";

    /// <summary>The attributes that Markdown has a place for.</summary>
    public string? Href { get; init; }
    public string? Src { get; init; }
    public string? Alt { get; init; }
    public string? Class { get; init; }
    public string? Start { get; init; }

    public List<HtmlNode> Children { get; } = [];

    /// <summary>Whether anything in it begins a line of its own.</summary>
    public bool HoldsBlock { get; set; }

    public bool IsText => Name == TextName;
    public bool IsBlankText => IsText && Text.AsSpan().IsWhiteSpace();
    public bool IsBlock => HtmlNames.Blocks.Contains(Name);

    /// <summary>Itself and everything in it that is read, in order.</summary>
    public IEnumerable<HtmlNode> Descendants()
    {
        var open = new Stack<HtmlNode>([this]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
            {
                open.Push(node.Children[i]);
            }
        }
    }
}
