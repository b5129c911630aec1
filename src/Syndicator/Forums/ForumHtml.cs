using System.Collections.Frozen;
using AngleSharp.Html.Parser.Tokens;
using Syndicator.Networks.Html;

namespace Syndicator.Forums;

/// <summary>A post's HTML as a forum makes it: the links its author gave, and a text in Markdown where nobody tells what was typed.</summary>
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
        HtmlTokens.Read(html, reader.Write, reader.Start, reader.End);
        return reader._text.End();
    }

    private void Write(string text)
    {
        if (_skipped is null)
        {
            _text.Write(text);
        }
    }

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
                _text.OpenAnchor(
                    ForumTag.IsName(tag) || ForumTag.HasClass(tag, "anchor") ? null : ForumTag.Address(tag, "href", _page),
                    ForumTag.Hashtag(tag)
                );
                break;
            case "img" when ForumTag.HasClass(tag, "emoji"):
                _text.Write(ForumTag.Attribute(tag, "alt") ?? "");
                break;
            default:
                _text.Start(name, s_blocks.Contains(name));
                break;
        }
    }

    /// <summary>The head of a quotation names its author; a preview repeats what its address says; a picture's frame is the forum's.</summary>
    private bool IsSkipped(string name, HtmlTagToken tag)
    {
        if (name == "aside" && ForumTag.HasClass(tag, "onebox"))
        {
            _text.WriteLink(ForumTag.Address(tag, "data-onebox-src", _page));
            return true;
        }

        return name == "div" && (ForumTag.HasClass(tag, "lightbox-wrapper") || (_asides > 0 && ForumTag.HasClass(tag, "title")));
    }

    private void StartAside(HtmlTagToken tag)
    {
        _asides++;
        if (_asides > 1 || !ForumTag.HasClass(tag, "quote"))
        {
            _text.Start("aside", isBlock: true);
            return;
        }

        _text.StartPassage(
            new QuoteSource(
                ForumTag.Attribute(tag, "data-username") ?? "",
                QuoteSource.Count(ForumTag.Attribute(tag, "data-post")),
                QuoteSource.Id(ForumTag.Attribute(tag, "data-topic"))
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
}
