using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.Discourse;

/// <summary>What a forum makes of typed text, as far as its readers meet it: passages, oneboxes, code, links, names, emoji.</summary>
internal static partial class FakeCooked
{
    public static string Of(string raw)
    {
        var html = new StringBuilder();
        var lines = raw.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; )
        {
            i = Block(lines, i, html);
        }

        return html.ToString().TrimEnd();
    }

    private static int Block(string[] lines, int i, StringBuilder html)
    {
        if (Quote().Match(lines[i]) is { Success: true } quote && Until(lines, i, "[/quote]") is { } end)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<aside class=\"quote no-group\" data-username=\"{quote.Groups["name"].Value}\" data-post=\"{quote.Groups["post"].Value}\" data-topic=\"{quote.Groups["topic"].Value}\">\n<div class=\"title\">\n<div class=\"quote-controls\"></div>\n<img alt=\"\" class=\"avatar\"> {quote.Groups["name"].Value}:</div>\n<blockquote>\n{Of(string.Join('\n', lines[(i + 1)..end]))}\n</blockquote>\n</aside>\n"
            );
            return end + 1;
        }

        if (lines[i].StartsWith("```", StringComparison.Ordinal) && Until(lines, i, "```") is { } close)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<pre><code class=\"lang-{lines[i][3..]}\">{WebUtility.HtmlEncode(string.Join('\n', lines[(i + 1)..close]))}\n</code></pre>\n"
            );
            return close + 1;
        }

        var length = lines[i..].TakeWhile(line => line.Trim().Length > 0).Count();
        html.Append(length == 0 ? "" : Paragraph(lines[i..(i + length)]));
        return i + Math.Max(1, length);
    }

    private static string Paragraph(string[] lines) =>
        lines is [var line] && line.StartsWith("https://", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal)
            ? $"<aside class=\"onebox allowlistedgeneric\" data-onebox-src=\"{WebUtility.HtmlEncode(line)}\">\n<header class=\"source\">\n<a href=\"{WebUtility.HtmlEncode(line)}\" rel=\"noopener nofollow ugc\">site</a>\n</header>\n<article class=\"onebox-body\"><h3><a href=\"{WebUtility.HtmlEncode(line)}\">A title</a></h3></article>\n</aside>\n"
        : lines.All(line => line.StartsWith('>'))
            ? $"<blockquote>\n{Of(string.Join('\n', lines.Select(line => line[1..].Trim())))}\n</blockquote>\n"
        : $"<p>{string.Join("<br>\n", lines.Select(Line))}</p>\n";

    private static string Line(string line)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match match in Piece().Matches(line))
        {
            html.Append(WebUtility.HtmlEncode(line[at..match.Index])).Append(Shown(match));
            at = match.Index + match.Length;
        }

        return html.Append(WebUtility.HtmlEncode(line[at..])).ToString();
    }

    private static string Shown(Match match) =>
        match.Groups["code"] is { Success: true } code ? $"<code>{WebUtility.HtmlEncode(code.Value)}</code>"
        : match.Groups["target"] is { Success: true } target
            ? $"<a href=\"{WebUtility.HtmlEncode(target.Value)}\" rel=\"noopener nofollow ugc\">{WebUtility.HtmlEncode(match.Groups["shown"].Value)}</a>"
        : match.Groups["person"] is { Success: true } person ? $"<a class=\"mention\" href=\"/u/{person.Value}\">@{person.Value}</a>"
        : match.Groups["emoji"] is { Success: true } emoji
            ? $"<img src=\"/images/emoji/{emoji.Value}.png\" title=\":{emoji.Value}:\" class=\"emoji\" alt=\":{emoji.Value}:\">"
        : $"<a href=\"{WebUtility.HtmlEncode(match.Value)}\" rel=\"noopener nofollow ugc\">{WebUtility.HtmlEncode(match.Value)}</a>";

    private static int? Until(string[] lines, int start, string end)
    {
        var found = Array.FindIndex(lines, start + 1, line => line.Trim() == end);
        return found < 0 ? null : found;
    }

    [GeneratedRegex(
        "^\\[quote=\"(?<name>[^,\"]*)(, post:(?<post>[0-9]+), topic:(?<topic>[0-9]+)[^\"]*)?\"\\]$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Quote();

    [GeneratedRegex(
        @"`(?<code>[^`]+)`|\[(?<shown>[^\]]*)\]\((?<target>[^)\s]+)\)|https?://[^\s<>""]+[\w/]|(?<![\w/])@(?<person>\w+)|:(?<emoji>[a-z_]+):",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Piece();
}
