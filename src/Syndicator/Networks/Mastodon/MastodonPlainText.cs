using System.Text;
using Syndicator.Networks.Html;

namespace Syndicator.Networks.Mastodon;

/// <summary>A text as it grows: white space only where something follows it, and links in full.</summary>
internal sealed class MastodonPlainText
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _links = [];
    private int _breaks;
    private bool _space;
    private (string? Href, bool IsName, int Start)? _anchor;
    private int _quotes;

    /// <summary>Targets, http and https only, in order.</summary>
    public IReadOnlyList<string> Links => _links;

    /// <summary>Line ends that come before the next text, if any comes.</summary>
    public void Break(int count, bool add = false)
    {
        if (count > 0)
        {
            _breaks = add ? _breaks + count : Math.Max(_breaks, count);
            _space = false;
        }
    }

    /// <param name="asIs">Whether white space is meant as it is written.</param>
    public void Write(string text, bool asIs)
    {
        if (asIs)
        {
            Append(text);
            return;
        }

        foreach (var (word, isFollowed) in HtmlWords.Of(text))
        {
            if (word.Length > 0)
            {
                Append(word);
            }

            _space |= isFollowed && _breaks == 0 && _text.Length > 0;
        }
    }

    public void Append(string text)
    {
        Flush();
        _text.Append(text);
    }

    /// <summary>Lines from here on begin with <c>&gt;</c>.</summary>
    public void OpenQuote() => _quotes++;

    public void CloseQuote() => _quotes = Math.Max(0, _quotes - 1);

    private void Flush()
    {
        var beginsLine = _breaks > 0 || _text.Length == 0;
        if (_text.Length > 0)
        {
            _text.Append('\n', _breaks);
            _text.Append(' ', _space && _breaks == 0 ? 1 : 0);
        }

        if (beginsLine && _quotes > 0)
        {
            _text.Append("> ");
        }

        _breaks = 0;
        _space = false;
    }

    /// <param name="isName">Whether it names a person or a tag: its text is enough.</param>
    public void OpenAnchor(string? href, bool isName)
    {
        Flush();
        _anchor = (href, isName, _text.Length);
    }

    public void CloseAnchor()
    {
        if (_anchor is not { } anchor)
        {
            return;
        }

        _anchor = null;
        if (anchor.IsName || MastodonHtml.WebAddress(anchor.Href) is not { } href)
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
            || (
                bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
                && bare[4..].StartsWith(shown, StringComparison.OrdinalIgnoreCase)
            );
    }

    public override string ToString() => _text.ToString().Trim();
}
