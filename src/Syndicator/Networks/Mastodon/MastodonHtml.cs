using System.Collections.Frozen;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using Syndicator.Networks.Html;

namespace Syndicator.Networks.Mastodon;

/// <summary>A post's HTML, of any server's writing, as the plain text its author meant.</summary>
internal sealed class MastodonHtml
{
    private static readonly FrozenSet<string> s_blocks = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. "address article aside blockquote div dl dt dd figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".Split(
                ' '
            ),
        ]
    );

    /// <summary>Their content is not for readers.</summary>
    private static readonly FrozenSet<string> s_dropped = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. "iframe math noembed noframes noscript object script style svg template textarea title".Split(' ')]
    );

    private readonly MastodonPlainText _text = new();
    private readonly bool _hasQuote;
    private readonly bool _keepsMarks;
    private int _pre;
    private (string Element, int Depth)? _skipped;

    private MastodonHtml(bool hasQuote, bool keepsMarks)
    {
        _hasQuote = hasQuote;
        _keepsMarks = keepsMarks;
    }

    /// <summary>The text, and the targets of its links (http and https) in order.</summary>
    /// <param name="hasQuote">Whether the server tells of the quoted post apart; the line that stands for it in the text is then left out.</param>
    /// <param name="keepsMarks">Whether code and block quotes are marked as one types them: with backticks and <c>&gt;</c>.</param>
    public static (string Text, IReadOnlyList<string> Links) Read(string html, bool hasQuote, bool keepsMarks = false)
    {
        var reader = new MastodonHtml(hasQuote, keepsMarks);
        HtmlTokens.Read(html, reader.Write, reader.Start, reader.End);
        reader._text.CloseAnchor();
        return (reader._text.ToString(), reader._text.Links);
    }

    /// <summary>The address, if it is one of the web; null for everything else.</summary>
    public static string? WebAddress(string? text) =>
        text?.Trim() is { Length: > 0 and <= 8000 } address
        && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;

    private void Write(string text)
    {
        if (_skipped is null)
        {
            _text.Write(text, _pre > 0);
        }
    }

    private void Start(string name, HtmlTagToken tag)
    {
        if (_skipped is { } skipped)
        {
            // A paragraph ends where the next one begins.
            _skipped =
                skipped.Element != name ? skipped
                : name == "p" ? null
                : (name, skipped.Depth + 1);
            if (_skipped is not null)
            {
                return;
            }
        }

        if (s_dropped.Contains(name) || (_hasQuote && name == "p" && HasClass(tag, "quote-inline")))
        {
            _skipped = tag.IsSelfClosing ? null : (name, 1);
            return;
        }

        switch (name)
        {
            case "br":
                _text.Break(1, add: true);
                break;
            case "a":
                _text.CloseAnchor();
                _text.OpenAnchor(
                    Attribute(tag, "href"),
                    HasClass(tag, "mention") || HasClass(tag, "hashtag") || Attribute(tag, "rel")?.Split(' ').Contains("tag") == true
                );
                break;
            case "li":
                _text.Break(1);
                _text.Append("- ");
                break;
            default:
                _text.Break(s_blocks.Contains(name) ? 2 : 0);
                break;
        }

        Mark(name, isOpen: true);
        _pre += name == "pre" ? 1 : 0;
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

        if (name == "a")
        {
            _text.CloseAnchor();
        }

        Mark(name, isOpen: false);
        _pre = name == "pre" ? Math.Max(0, _pre - 1) : _pre;
        _text.Break(
            name == "li" ? 1
            : s_blocks.Contains(name) ? 2
            : 0
        );
    }

    private void Mark(string name, bool isOpen)
    {
        if (!_keepsMarks)
        {
            return;
        }

        switch (name)
        {
            case "code" when _pre == 0:
                _text.Append("`");
                break;
            case "blockquote" when isOpen:
                _text.OpenQuote();
                break;
            case "blockquote":
                _text.CloseQuote();
                break;
        }
    }

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
