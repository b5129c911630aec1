using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>What a server makes of a typed text, and how it counts it.</summary>
internal static partial class FakeHtml
{
    private const int ShownOfUrl = 30;

    public static string Of(string text, Uri server)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(
            paragraphs.Select(paragraph => $"<p>{Marked(paragraph, server).Replace("\n", "<br />", StringComparison.Ordinal)}</p>")
        );
    }

    public static IEnumerable<string> Tags(string text) =>
        Entity().Matches(text).Where(match => match.Value[0] == '#').Select(match => match.Value[1..]);

    /// <summary>Grapheme clusters, with every link counted alike and people without their servers.</summary>
    public static int Count(string text, int perUrl) =>
        new StringInfo(
            Entity()
                .Replace(
                    text,
                    match =>
                        match.Value[0] == '@' ? "@" + match.Value.Split('@')[1]
                        : match.Value[0] == '#' ? match.Value
                        : new string('x', perUrl)
                )
        ).LengthInTextElements;

    private static string Marked(string text, Uri server)
    {
        var html = new System.Text.StringBuilder();
        var at = 0;
        foreach (Match match in Entity().Matches(text))
        {
            html.Append(WebUtility.HtmlEncode(text[at..match.Index])).Append(Link(match.Value, server));
            at = match.Index + match.Length;
        }

        return html.Append(WebUtility.HtmlEncode(text[at..])).ToString();
    }

    private static string Link(string entity, Uri server)
    {
        var name = entity[1..];
        if (entity[0] == '#')
        {
            return $"<a href=\"{server}tags/{name.ToLowerInvariant()}\" class=\"mention hashtag\" rel=\"tag\">#<span>{name}</span></a>";
        }

        if (entity[0] == '@')
        {
            var parts = name.Split('@');
            var url = parts.Length == 1 ? $"{server}@{name}" : $"https://{parts[1]}/@{parts[0]}";
            return $"<span class=\"h-card\" translate=\"no\"><a href=\"{url}\" class=\"u-url mention\">@<span>{parts[0]}</span></a></span>";
        }

        var scheme = Scheme().Match(entity).Value;
        var bare = entity[scheme.Length..];
        var (shown, rest) = bare.Length > ShownOfUrl + 1 ? (bare[..ShownOfUrl], bare[ShownOfUrl..]) : (bare, "");
        return $"<a href=\"{WebUtility.HtmlEncode(entity)}\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">{scheme}</span>"
            + $"<span class=\"{(rest.Length > 0 ? "ellipsis" : "")}\">{WebUtility.HtmlEncode(shown)}</span><span class=\"invisible\">{WebUtility.HtmlEncode(rest)}</span></a>";
    }

    [GeneratedRegex(@"https?://[^\s<>""]+[\w/]|(?<![\w/=])@\w+(?:@[\w.-]+\w)?|(?<!\S)#\w*[A-Za-z]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex(@"^https?://(?:www\.)?", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
