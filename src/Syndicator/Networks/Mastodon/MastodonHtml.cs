using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Syndicator.Networks.Mastodon;

/// <summary>
/// A post's HTML, of any server's writing, as the plain text its author meant. Read token by token, so that time and memory grow with its length and nothing
/// can be nested too deep.
/// </summary>
internal sealed class MastodonHtml
{
    private static readonly FrozenSet<string> s_blocks = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. "address article aside blockquote div dl dt dd figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".Split(' ')]
    );

    /// <summary>Their content is not for readers.</summary>
    private static readonly FrozenSet<string> s_dropped = FrozenSet.Create(
        StringComparer.Ordinal,
        [.. "iframe math noembed noframes noscript object script style svg template textarea title".Split(' ')]
    );

    private readonly StringBuilder _text = new();
    private readonly List<string> _links = [];
    private readonly bool _hasQuote;
    private int _breaks;
    private bool _space;
    private int _pre;
    private (string Element, int Depth)? _skipped;
    private (string? Href, bool IsName, int Start)? _anchor;

    private MastodonHtml(bool hasQuote) => _hasQuote = hasQuote;

    /// <summary>The text, and the targets of its links (http and https) in order.</summary>
    /// <param name="hasQuote">Whether the server tells of the quoted post apart; the line that stands for it in the text is then left out.</param>
    public static (string Text, IReadOnlyList<string> Links) Read(string html, bool hasQuote)
    {
        var reader = new MastodonHtml(hasQuote);
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

        reader.CloseAnchor();
        return (reader._text.ToString().Trim(), reader._links);
    }

    private void Take(HtmlToken token, HtmlTokenizer tokenizer)
    {
        switch (token.Type)
        {
            case HtmlTokenType.Character when _skipped is null:
                Write(token.Data.ToString());
                break;
            case HtmlTokenType.StartTag:
                var tag = token.AsTag();
                Start(tag.Name.ToString(), tag);
                tokenizer.State = ModeOf(tag.Name.ToString());
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
            // A paragraph ends where the next one begins.
            _skipped = skipped.Element != name ? skipped : name == "p" ? null : (name, skipped.Depth + 1);
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
                Break(1, add: true);
                break;
            case "a":
                CloseAnchor();
                OpenAnchor(tag);
                break;
            case "li":
                Break(1);
                Append("- ");
                break;
            default:
                Break(s_blocks.Contains(name) ? 2 : 0);
                break;
        }

        _pre += name == "pre" ? 1 : 0;
    }

    private void End(string name)
    {
        if (_skipped is { } skipped)
        {
            _skipped = skipped.Element != name ? skipped : skipped.Depth > 1 ? (name, skipped.Depth - 1) : null;
            return;
        }

        if (name == "a")
        {
            CloseAnchor();
        }

        _pre = name == "pre" ? Math.Max(0, _pre - 1) : _pre;
        Break(
            name == "li" ? 1
            : s_blocks.Contains(name) ? 2
            : 0
        );
    }

    /// <summary>Line ends that come before the next text, if any comes.</summary>
    private void Break(int count, bool add = false)
    {
        if (count > 0)
        {
            _breaks = add ? _breaks + count : Math.Max(_breaks, count);
            _space = false;
        }
    }

    private void Write(string text)
    {
        if (_pre > 0)
        {
            Append(text);
            return;
        }

        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            // HTML's own white space only: a no-break space is meant.
            if (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r' or '\f'))
            {
                continue;
            }

            if (at > start)
            {
                Append(text[start..at]);
            }

            _space |= at < text.Length && _breaks == 0 && _text.Length > 0;
            start = at + 1;
        }
    }

    private void Append(string text)
    {
        Flush();
        _text.Append(text);
    }

    private void Flush()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n', _breaks);
            _text.Append(' ', _space && _breaks == 0 ? 1 : 0);
        }

        _breaks = 0;
        _space = false;
    }

    private void OpenAnchor(HtmlTagToken tag)
    {
        Flush();
        var isName = HasClass(tag, "mention") || HasClass(tag, "hashtag") || Attribute(tag, "rel")?.Split(' ').Contains("tag") == true;
        _anchor = (Attribute(tag, "href"), isName, _text.Length);
    }

    private void CloseAnchor()
    {
        if (_anchor is not { } anchor)
        {
            return;
        }

        _anchor = null;
        if (anchor.IsName || WebAddress(anchor.Href) is not { } href)
        {
            return;
        }

        _links.Add(href);
        var shown = _text.ToString(anchor.Start, _text.Length - anchor.Start);
        if (IsBeginning(shown.TrimEnd('…'), href))
        {
            _text.Length = anchor.Start;
            _text.Append(href);
        }
        else
        {
            _text.Append(" (").Append(href).Append(')');
        }
    }

    private static bool IsBeginning(string shown, string href)
    {
        if (href.StartsWith(shown, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var bare = href[(href.IndexOf("://", StringComparison.Ordinal) + 3)..];
        return bare.StartsWith(shown, StringComparison.OrdinalIgnoreCase)
            || (bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && bare[4..].StartsWith(shown, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The address, if it is one of the web; null for everything else.</summary>
    public static string? WebAddress(string? text) =>
        text?.Trim() is { Length: > 0 and <= 8000 } address
        && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;

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
