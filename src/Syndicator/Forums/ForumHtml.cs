using System.Collections.Frozen;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Syndicator.Forums;

/// <summary>
/// A post's HTML as a forum makes it: the links its author gave, and a text in Markdown where nobody tells what was typed. Read token by token, so that time and
/// memory grow with its length.
/// </summary>
internal sealed class ForumHtml
{
    private static readonly FrozenSet<string> s_blocks = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. "address article aside blockquote details div dl dt dd figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tr ul".Split(
                ' '
            ),
        ]
    );

    /// <summary>Their content is not for readers.</summary>
    private static readonly FrozenSet<string> s_dropped = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. "iframe math noembed noframes noscript object script style svg template textarea title".Split(' ')]
    );

    private readonly Uri _page;
    private readonly ForumText _text;
    private (string Element, int Depth)? _skipped;
    private int _asides;

    private ForumHtml(Uri page) => (_page, _text) = (page, new ForumText());

    /// <param name="page">Where it stands: relative addresses are of there.</param>
    public static ForumHtmlContent Read(string html, Uri page)
    {
        var reader = new ForumHtml(page);
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
        };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            reader.Take(token, tokenizer);
        }

        return reader._text.End();
    }

    private void Take(HtmlToken token, HtmlTokenizer tokenizer)
    {
        switch (token.Type)
        {
            case HtmlTokenType.Character when _skipped is null:
                _text.Write(token.Data.ToString());
                break;
            case HtmlTokenType.StartTag:
                var tag = token.AsTag();
                var name = tag.Name.ToString();
                Start(name, tag);
                tokenizer.State = ModeOf(name);
                break;
            case HtmlTokenType.EndTag:
                End(token.Name.ToString());
                break;
        }
    }

    private static HtmlParseMode ModeOf(string name) =>
        name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "iframe" or "noembed" or "noframes" or "noscript" or "xmp" => HtmlParseMode.Rawtext,
            "title" or "textarea" => HtmlParseMode.RCData,
            _ => HtmlParseMode.PCData,
        };

    private void Start(string name, HtmlTagToken tag)
    {
        if (_skipped is { } skipped)
        {
            _skipped = skipped.Element == name ? (name, skipped.Depth + 1) : skipped;
            return;
        }

        if (s_dropped.Contains(name) || IsSkipped(name, tag))
        {
            _skipped = tag.IsSelfClosing ? null : (name, 1);
            return;
        }

        switch (name)
        {
            case "aside":
                StartAside(tag);
                break;
            case "a":
                _text.OpenAnchor(Target(tag), IsName(tag), Tag(tag));
                break;
            case "img" when HasClass(tag, "emoji"):
                _text.Write(Attribute(tag, "alt") ?? "");
                break;
            default:
                _text.Start(name, s_blocks.Contains(name));
                break;
        }
    }

    /// <summary>The head of a quotation names its author; a preview repeats what its address says; a picture's frame is the forum's.</summary>
    private bool IsSkipped(string name, HtmlTagToken tag)
    {
        if (name == "aside" && HasClass(tag, "onebox"))
        {
            _text.WriteLink(Address(Attribute(tag, "data-onebox-src")));
            return true;
        }

        return name == "div" && (HasClass(tag, "lightbox-wrapper") || (_asides > 0 && HasClass(tag, "title")));
    }

    private void StartAside(HtmlTagToken tag)
    {
        _asides++;
        if (_asides > 1 || !HasClass(tag, "quote"))
        {
            _text.Start("aside", isBlock: true);
            return;
        }

        _text.StartPassage(
            new QuoteSource(
                Attribute(tag, "data-username") ?? "",
                QuoteSource.Count(Attribute(tag, "data-post")),
                QuoteSource.Id(Attribute(tag, "data-topic"))
            )
        );
    }

    private void End(string name)
    {
        if (_skipped is { } skipped)
        {
            _skipped =
                skipped.Element != name ? skipped
                : skipped.Depth > 1 ? (name, skipped.Depth - 1)
                : null;
            return;
        }

        if (name == "aside" && _asides > 0 && --_asides == 0)
        {
            _text.EndPassage();
        }

        _text.End(name, s_blocks.Contains(name));
    }

    private string? Target(HtmlTagToken tag) => IsName(tag) || HasClass(tag, "anchor") ? null : Address(Attribute(tag, "href"));

    private string? Address(string? text) =>
        text?.Trim() is { Length: > 0 and <= 8000 } address
        && address[0] != '#'
        && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(_page, address, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? address.Contains("://", StringComparison.Ordinal) ? address
                : uri.AbsoluteUri
            : null;

    private static bool IsName(HtmlTagToken tag) =>
        HasClass(tag, "mention") || HasClass(tag, "mention-group") || HasClass(tag, "hashtag") || HasClass(tag, "hashtag-cooked");

    private static string? Tag(HtmlTagToken tag) => HasClass(tag, "hashtag-cooked") ? Attribute(tag, "data-slug") : null;

    private static bool HasClass(HtmlTagToken tag, string name) => Attribute(tag, "class")?.Split(' ', '\n', '\t').Contains(name) == true;

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
}

/// <param name="Text">Markdown as its author may have typed it, without the passages.</param>
/// <param name="Links">Targets in full, in order, and where passages stand among them.</param>
/// <param name="Tags">Without their sign.</param>
internal sealed record ForumHtmlContent(
    string Text,
    IReadOnlyList<ForumLink> Links,
    IReadOnlyList<string> Tags,
    IReadOnlyList<Passage> Passages
);

/// <param name="Url">Null for a passage.</param>
/// <param name="Source">Of a passage: a forum shows the bare address of one of its own posts as one, too.</param>
internal sealed record ForumLink(string? Url, QuoteSource? Source);
