using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Syndicator.Networks;
using Syndicator.Networks.Mastodon;

namespace Syndicator.Tests.Nominations;

/// <summary>Mastodon: a status inside of a notification, its text as HTML.</summary>
internal static partial class LabelledWireMastodon
{
    public const string Server = "https://mastodon.example";
    public const string Domain = "mastodon.example";
    public const string OurId = "109000000000000671";

    private const int ShownOfUrl = 30;

    public static LabelledWire Of(Label label)
    {
        var parent = label.Parent is { } answered ? Status(label, answered) : null;
        var quoted = label.Quoted is { } cited ? Status(label, cited) : null;
        var status = Status(label, label.Post);
        status["in_reply_to_id"] = parent?["id"]?.DeepClone();
        status["in_reply_to_account_id"] = parent?["account"]?["id"]?.DeepClone();
        if (quoted is not null)
        {
            status["quote"] = new JsonObject { ["state"] = "accepted", ["quoted_status"] = quoted.DeepClone() };
            status["content"] = Reference(label.Quoted!) + status["content"];
        }

        return new LabelledWire(Notification(label, status), parent, quoted);
    }

    private static JsonObject Notification(Label label, JsonObject status)
    {
        var id = LabelledWire.Digits(label.Id + "notification", 6);
        var type =
            label.Post.Boost ? "reblog"
            : label.Quoted?.Ours == true ? "quote"
            : "mention";
        return new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["created_at"] = status["created_at"]!.DeepClone(),
            ["group_key"] = "ungrouped-" + id,
            ["account"] = Account(label.Post),
            ["status"] = status,
        };
    }

    private static JsonObject Status(Label label, LabelledPost post)
    {
        var id = LabelledWire.Digits(post.Url ?? label.Id, 18);
        var name = post.Author.Split('@')[0];
        return new JsonObject
        {
            ["id"] = id,
            ["created_at"] = LabelledWire.Time(label, post),
            ["in_reply_to_id"] = null,
            ["in_reply_to_account_id"] = null,
            ["sensitive"] = post.Warning is not null,
            ["spoiler_text"] = post.Warning ?? "",
            ["visibility"] = post.Visibility == "followers" ? "private" : post.Visibility,
            ["language"] = post.Language,
            ["uri"] = $"https://{Host(post)}/users/{name}/statuses/{id}",
            ["url"] = post.Url ?? $"https://{Host(post)}/@{name}/{id}",
            ["replies_count"] = 0,
            ["reblogs_count"] = 0,
            ["favourites_count"] = 0,
            ["quotes_count"] = 0,
            ["edited_at"] = null,
            ["content"] = Content(post),
            ["reblog"] = null,
            // A boost comes to those whose post it is.
            ["account"] = Account(post.Boost ? post with { Author = "thisweekinrust@" + Domain, Ours = true } : post),
            ["media_attachments"] = new JsonArray(),
            ["mentions"] = LabelledWire.Array(Mentions(post)),
            ["tags"] = LabelledWire.Array(Tags(post).Select(tag => Tag(tag))),
            ["emojis"] = new JsonArray(),
            ["quote"] = null,
            ["card"] = null,
            ["poll"] = null,
        };
    }

    /// <summary>As the server tells them: in small letters, each once.</summary>
    public static IReadOnlyList<string> Tags(LabelledPost post) =>
        [.. Entities(post, TextEntityKind.Hashtag).Select(tag => tag.Target.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>Without those that lie in a link.</summary>
    private static IEnumerable<TextEntity> Entities(LabelledPost post, TextEntityKind kind)
    {
        var places = post.Places();
        return new MastodonTextRules()
            .FindEntities(post.Text)
            .Where(entity =>
                entity.Kind == kind && !places.Any(place => entity.Start < place.End && place.Start < entity.Start + entity.Length)
            );
    }

    private static JsonObject Tag(string name) => new() { ["name"] = name, ["url"] = $"{Server}/tags/{Uri.EscapeDataString(name)}" };

    private static IEnumerable<JsonNode> Mentions(LabelledPost post) =>
        Entities(post, TextEntityKind.Mention)
            .Select(mention => mention.Target)
            .Distinct(StringComparer.Ordinal)
            .Select(acct => new JsonObject
            {
                ["id"] = acct == "thisweekinrust" ? OurId : LabelledWire.Digits(acct, 18),
                ["username"] = acct.Split('@')[0],
                ["url"] = Profile(acct),
                ["acct"] = acct,
            });

    private static string Profile(string acct) => acct.Split('@') is [var name, var host] ? $"https://{host}/@{name}" : $"{Server}/@{acct}";

    private static string Host(LabelledPost post) => post.Author.Split('@')[1];

    private static JsonObject Account(LabelledPost post)
    {
        var name = post.Author.Split('@')[0];
        return new JsonObject
        {
            ["id"] = post.Ours ? OurId : LabelledWire.Digits(post.Author, 18),
            ["username"] = name,
            ["acct"] = Host(post) == Domain ? name : post.Author,
            ["display_name"] = post.DisplayName,
            ["locked"] = false,
            ["bot"] = post.Bot,
            ["created_at"] = "2022-11-08T00:00:00.000Z",
            ["note"] = "<p>Writes Rust</p>",
            ["url"] = $"https://{Host(post)}/@{name}",
            ["uri"] = $"https://{Host(post)}/users/{name}",
            ["followers_count"] = 120,
            ["following_count"] = 80,
            ["statuses_count"] = 345,
            ["emojis"] = new JsonArray(),
            ["fields"] = new JsonArray(),
        };
    }

    /// <summary>The line that stands for a quoted post where programs do not know quotes.</summary>
    private static string Reference(LabelledPost quoted) =>
        $"<p class=\"quote-inline\">RE: {Link(new LinkPlace(0, quoted.Url!, quoted.Url!))}</p>";

    private static string Content(LabelledPost post)
    {
        var html = post.Rewrite(words => Name().Replace(WebUtility.HtmlEncode(words), Named), Link);
        return string.Concat(
            Regex
                .Split(html, "\n{2,}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
                .Select(paragraph => $"<p>{paragraph.Replace("\n", "<br />", StringComparison.Ordinal)}</p>")
        );
    }

    private static string Named(Match match)
    {
        var name = match.Value[1..];
        return match.Value[0] switch
        {
            '&' => match.Value,
            '@' =>
                $"<span class=\"h-card\" translate=\"no\"><a href=\"{Profile(name)}\" class=\"u-url mention\">@<span>{name}</span></a></span>",
            _ =>
                $"<a href=\"{Server}/tags/{Uri.EscapeDataString(name.ToLowerInvariant())}\" class=\"mention hashtag\" rel=\"tag\">{match.Value[0]}<span>{name}</span></a>",
        };
    }

    /// <summary>In full as this server writes it; words that lead somewhere as others do.</summary>
    private static string Link(LinkPlace place)
    {
        if (!place.IsFull)
        {
            return $"<a href=\"{WebUtility.HtmlEncode(place.Url)}\" rel=\"nofollow noopener\" target=\"_blank\">{WebUtility.HtmlEncode(place.Shown)}</a>";
        }

        var scheme = Scheme().Match(place.Url).Value;
        var bare = place.Url[scheme.Length..];
        var (shown, rest) = bare.Length > ShownOfUrl + 1 ? (bare[..ShownOfUrl], bare[ShownOfUrl..]) : (bare, "");
        return $"<a href=\"{WebUtility.HtmlEncode(place.Url)}\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">{scheme}</span>"
            + $"<span class=\"{(rest.Length > 0 ? "ellipsis" : "")}\">{WebUtility.HtmlEncode(shown)}</span><span class=\"invisible\">{WebUtility.HtmlEncode(rest)}</span></a>";
    }

    // Escaped signs are taken first, so that the # of &#39; begins no tag.
    [GeneratedRegex(@"&#?\w+;|(?<![\w/])@[A-Za-z0-9_]+(?:@[\w.-]+\w)?|(?<!\S)[#＃]\w*\p{L}\w*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^https?://(?:www\.)?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Scheme();
}
