using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>
/// HTML of anybody's writing as a tree, in time that grows with its length: the tokens are AngleSharp's, the tree is our own. A browser's way of repairing
/// what is wrongly nested copies elements and can make millions of nodes of a few thousand; here nothing is copied, and nothing is deeper than
/// <see cref="Deepest"/>: what would be is kept, but as part of the element that holds it.
/// </summary>
internal sealed class HtmlTree
{
    /// <summary>Pages stay below 40.</summary>
    private const int Deepest = 150;

    private readonly HtmlNode _root = new("html");
    private readonly List<HtmlNode> _open;
    private int _tooDeep;

    private HtmlTree() => _open = [_root];

    public static HtmlNode Parse(string html)
    {
        var tree = new HtmlTree();
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
        };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            tree.Read(token, tokenizer);
        }

        return tree._root;
    }

    private void Read(HtmlToken token, HtmlTokenizer tokenizer)
    {
        switch (token.Type)
        {
            case HtmlTokenType.Character:
                Add(new HtmlNode(HtmlNode.TextName) { Text = token.Data });
                break;
            case HtmlTokenType.StartTag:
                Start(token.AsTag());
                tokenizer.State = HtmlNames.ModeOf(token.Name);
                break;
            case HtmlTokenType.EndTag:
                End(token.Name);
                break;
        }
    }

    private void Start(HtmlTagToken tag)
    {
        EndImplied(tag.Name);
        var node = new HtmlNode(tag.Name)
        {
            Href = Attribute(tag, "href"),
            Src = Attribute(tag, "src"),
            Alt = Attribute(tag, "alt"),
            Class = Attribute(tag, "class"),
            Start = Attribute(tag, "start"),
        };
        Add(node);
        if (HtmlNames.Void.Contains(tag.Name))
        {
            return;
        }

        if (_open.Count < Deepest)
        {
            _open.Add(node);
        }
        else
        {
            _tooDeep++;
        }
    }

    private static string? Attribute(HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name.Is(name))
            {
                return attribute.Value.ToString();
            }
        }

        return null;
    }

    private void Add(HtmlNode node)
    {
        _open[^1].Children.Add(node);
        for (var i = _open.Count - 1; i >= 0 && node.IsBlock && !_open[i].HoldsBlock; i--)
        {
            _open[i].HoldsBlock = true;
        }
    }

    /// <summary>End tags that HTML lets writers leave out.</summary>
    private void EndImplied(string name)
    {
        if (HtmlNames.Ends.TryGetValue(name, out var rule))
        {
            Close(Innermost(node => rule.Ended.Contains(node.Name), node => rule.Protectors.Contains(node.Name)));
        }
        else if (HtmlNames.Blocks.Contains(name))
        {
            Close(Innermost(node => node.Name == "p", node => node.IsBlock));
        }
    }

    /// <summary>An inline element's end does not close the block it stands in; an end without a start closes nothing.</summary>
    private void End(string name)
    {
        if (name is "br")
        {
            Add(new HtmlNode("br"));
        }
        else if (_tooDeep > 0)
        {
            _tooDeep--;
        }
        else
        {
            var isBlock = HtmlNames.Blocks.Contains(name);
            Close(Innermost(node => node.Name == name, node => !isBlock && HtmlNames.Scopes.Contains(node.Name)));
        }
    }

    /// <summary>Index of the innermost open element that is meant; 0 when there is none, or a protector is met before.</summary>
    private int Innermost(Func<HtmlNode, bool> isMeant, Func<HtmlNode, bool> protects)
    {
        for (var i = _open.Count - 1; i > 0; i--)
        {
            if (isMeant(_open[i]))
            {
                return i;
            }

            if (protects(_open[i]))
            {
                return 0;
            }
        }

        return 0;
    }

    private void Close(int index)
    {
        if (index > 0)
        {
            _open.RemoveRange(index, _open.Count - index);
        }
    }
}
