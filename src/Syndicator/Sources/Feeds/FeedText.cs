using System.Net;
using System.Text;

namespace Syndicator.Sources.Feeds;

/// <summary>The texts of feeds as HTML, whichever of the many ways they were put into XML.</summary>
internal static class FeedText
{
    /// <summary>Of RSS: HTML, escaped or as elements. Null when there is none.</summary>
    public static string? Html(FeedElement element) => Finish(element, element.Elements.Any() ? Markup(element) : element.Text);

    /// <summary>
    /// Of Atom: what type and, in its version 0.3, mode say. Elements are markup whatever is said; a type that is no text is none of ours.
    /// </summary>
    public static string? AtomHtml(FeedElement element)
    {
        var type = (element["type"] ?? "text").Split(';')[0].Trim().ToLowerInvariant();
        if (element["src"] is not null)
        {
            return null;
        }

        if (element.Elements.Any())
        {
            return Finish(element, Markup(element));
        }

        var isHtml = type is "html" or "xhtml" or "text/html" or "application/xhtml+xml";
        if (
            element["mode"] == "base64"
            || !(isHtml || type.Length == 0 || type == "text" || type.StartsWith("text/", StringComparison.Ordinal))
        )
        {
            return Decoded(element.Text) is { } decoded
                ? Finish(element, type.StartsWith("text/plain", StringComparison.Ordinal) ? Escaped(decoded) : decoded)
                : null;
        }

        return Finish(element, isHtml ? element.Text : Escaped(element.Text));
    }

    /// <summary>On one line, without markup; null when nothing is left.</summary>
    public static string? Plain(string? html) => html is not null && HtmlMarkdown.PlainText(html) is { Length: > 0 } text ? text : null;

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string? Decoded(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : null;
    }

    /// <summary>The document's own place for relative links goes with the text, as HTML has it.</summary>
    private static string? Finish(FeedElement element, string html) =>
        html.AsSpan().IsWhiteSpace() ? null
        : element.HasOwnBase ? $"<base href=\"{WebUtility.HtmlEncode(element.Base.AbsoluteUri)}\">{html}"
        : html;

    private static string Markup(FeedElement element)
    {
        var html = new StringBuilder();
        WriteContent(html, element);
        return html.ToString().Trim();
    }

    private static void WriteContent(StringBuilder html, FeedElement element)
    {
        foreach (var piece in element.Content)
        {
            if (piece is FeedElement inner)
            {
                Write(html, inner, element.Base);
            }
            else
            {
                html.Append(Escaped((string)piece));
            }
        }
    }

    /// <summary>Only what HTML can have twice the same: <c>&lt;p/&gt;</c> would be an open paragraph there.</summary>
    private static void Write(StringBuilder html, FeedElement element, Uri outer)
    {
        html.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes)
        {
            var isRelative = name is "href" or "src" && element.Base != outer;
            var address = isRelative && Uri.TryCreate(element.Base, value, out var absolute) ? absolute.AbsoluteUri : value;
            html.Append(' ').Append(name).Append("=\"").Append(Escaped(address)).Append('"');
        }

        html.Append('>');
        if (!HtmlNames.Void.Contains(element.Name))
        {
            WriteContent(html, element);
            html.Append("</").Append(element.Name).Append('>');
        }
    }
}
