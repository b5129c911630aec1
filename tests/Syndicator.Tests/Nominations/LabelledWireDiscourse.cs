using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig;

namespace Syndicator.Tests.Nominations;

/// <summary>Discourse: a post of a topic, with what was typed and the HTML made of it.</summary>
internal static partial class LabelledWireDiscourse
{
    public const string Server = "https://forum.example";

    /// <summary>The forum's own program leaves out what is nested deeper.</summary>
    private const int DeepestQuote = 50;

    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UseAutoLinks().Build();

    private static readonly Dictionary<string, (int Id, string Slug)> s_topics = new(StringComparer.Ordinal)
    {
        ["crate"] = (900, "crate-of-the-week"),
        ["quote"] = (901, "quote-of-the-week"),
        ["call"] = (902, "calls-for-participation"),
    };

    public static LabelledWire Of(Label label)
    {
        var parent = label.Parent is { } answered ? Post(label, answered) : null;
        var quoted = label.Quoted is { } cited ? Post(label, cited) : null;
        var post = Post(label, label.Post);
        post["reply_to_post_number"] = parent?["post_number"]?.DeepClone();
        return new LabelledWire(post, parent, quoted);
    }

    private static JsonObject Post(Label label, LabelledPost post)
    {
        var (topic, slug) = s_topics[post.Topic ?? "crate"];
        var number = int.Parse(post.Url is { } url ? LabelledWire.Last(url) : "2" + label.Id[2..], CultureInfo.InvariantCulture);
        var cooked = Cooked(post.Text);
        return new JsonObject
        {
            ["id"] = (topic * 10_000) + number,
            ["name"] = post.Name ?? "",
            ["username"] = post.Author,
            ["avatar_template"] = $"/user_avatar/forum.example/{post.Author}/{{size}}/1_2.png",
            ["created_at"] = LabelledWire.Time(label, post),
            ["cooked"] = cooked,
            ["post_number"] = number,
            ["post_type"] = 1,
            ["updated_at"] = LabelledWire.Time(label, post),
            ["reply_count"] = 0,
            ["reply_to_post_number"] = null,
            ["quote_count"] = 0,
            ["topic_id"] = topic,
            ["topic_slug"] = slug,
            ["display_username"] = post.Name ?? "",
            ["version"] = 1,
            ["actions_summary"] = new JsonArray(),
            ["moderator"] = false,
            ["admin"] = false,
            ["staff"] = post.Ours,
            ["user_id"] = int.Parse(LabelledWire.Digits(post.Author, 5), CultureInfo.InvariantCulture),
            ["hidden"] = false,
            ["trust_level"] = 2,
            ["deleted_at"] = null,
            ["user_deleted"] = false,
            ["wiki"] = false,
            ["post_url"] = FormattableString.Invariant($"/t/{slug}/{topic}/{number}"),
            ["link_counts"] = LabelledWire.Array(Targets(cooked).Select(Count)),
            ["raw"] = post.Text,
        };
    }

    private static JsonObject Count(string target) =>
        new()
        {
            ["url"] = target,
            ["internal"] = target.StartsWith(Server, StringComparison.Ordinal),
            ["reflection"] = false,
            ["title"] = null,
            ["clicks"] = 1,
        };

    private static IEnumerable<string> Targets(string cooked) =>
        Target()
            .Matches(cooked)
            .Select(match => WebUtility.HtmlDecode(match.Groups["url"].Value))
            .Where(url => url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal);

    /// <summary>Passages of other posts as asides, the rest from Markdown, cleaned.</summary>
    private static string Cooked(string raw)
    {
        var html = new System.Text.StringBuilder();
        var at = 0;
        foreach (Match passage in Passage().Matches(raw))
        {
            html.Append(Rendered(raw[at..passage.Index])).Append(Aside(passage));
            at = passage.Index + passage.Length;
        }

        return html.Append(Rendered(raw[at..])).ToString().Trim();
    }

    private static string Aside(Match passage)
    {
        var (name, number, topic) = (passage.Groups["name"].Value, passage.Groups["number"].Value, passage.Groups["topic"].Value);
        var user = passage.Groups["user"] is { Success: true } full ? full.Value : name;
        var picture =
            $"<img alt=\"\" width=\"24\" height=\"24\" src=\"{Server}/user_avatar/forum.example/{user}/48/1_2.png\" class=\"avatar\">";
        var title = s_topics.Values.Any(own => own.Id.ToString(CultureInfo.InvariantCulture) == topic)
            ? $" {name}:"
            : $" <a href=\"{Server}/t/elsewhere/{topic}/{number}\">Elsewhere</a>";
        return $"<aside class=\"quote no-group\" data-username=\"{user}\" data-post=\"{number}\" data-topic=\"{topic}\">\n<div class=\"title\">\n"
            + $"<div class=\"quote-controls\"></div>\n{picture}{title}</div>\n<blockquote>\n{Rendered(passage.Groups["text"].Value)}</blockquote>\n</aside>\n";
    }

    private static string Rendered(string raw)
    {
        var shallow = Deep().Replace(raw.Trim('\n'), new string('>', DeepestQuote));
        var html = Markdown.ToHtml(shallow, s_markdown);
        html = Script().Replace(html, "");
        html = Handler().Replace(html, "");
        html = OtherScheme().Replace(html, "<a>");
        html = Alone().Replace(html, Onebox);
        html = Person().Replace(html, "<a class=\"mention\" href=\"/u/${name}\">@${name}</a>");
        return html.Replace(
            ":crab:",
            $"<img src=\"{Server}/images/emoji/twitter/crab.png?v=12\" title=\":crab:\" class=\"emoji\" alt=\":crab:\" loading=\"lazy\" width=\"20\" height=\"20\">",
            StringComparison.Ordinal
        );
    }

    private static string Onebox(Match link)
    {
        var url = link.Groups["url"].Value;
        var host = new Uri(WebUtility.HtmlDecode(url)).Host;
        return $"<aside class=\"onebox allowlistedgeneric\" data-onebox-src=\"{url}\">\n  <header class=\"source\">\n"
            + $"      <a href=\"{url}\" target=\"_blank\" rel=\"noopener nofollow ugc\">{host}</a>\n  </header>\n  <article class=\"onebox-body\">\n"
            + $"<h3><a href=\"{url}\" target=\"_blank\" rel=\"noopener nofollow ugc\">A page of {host}</a></h3>\n  </article>\n</aside>";
    }

    [GeneratedRegex(
        "\\[quote=\"(?<name>[^\",]+), post:(?<number>\\d+), topic:(?<topic>\\d+)(?:, full:true)?(?:, username:(?<user>[^\",]+))?\"\\]\n(?<text>.*?)\n\\[/quote\\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Passage();

    [GeneratedRegex("^>{51,}", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex Deep();

    [GeneratedRegex("href=\"(?<url>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Target();

    [GeneratedRegex("<script>.*?</script>", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex("(?<=<\\w+)\\s+on\\w+=[^\\s>]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handler();

    [GeneratedRegex("<a href=\"(?!https?:)[^\"]*\">", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherScheme();

    /// <summary>A link alone in its paragraph, shown as its own address.</summary>
    [GeneratedRegex("<p><a href=\"(?<url>https?:[^\"]+)\">\\k<url></a></p>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<![\w/=""@.])@(?<name>\w+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Person();
}
