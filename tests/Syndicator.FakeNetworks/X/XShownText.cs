using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.X;

/// <summary>What X makes of a text: short links for everything that looks like an address, three signs escaped, a link for media at the end.</summary>
internal static partial class XShownText
{
    private const int Longest = 280;
    private const int UrlWeight = 23;

    public static (string Text, JsonObject Entities) Of(XEntry post)
    {
        var urls = new JsonArray();
        var text = Address().Replace(post.Text, match => Short(match.Value, post, urls));
        foreach (var media in post.Media ?? [])
        {
            text += " " + Short($"https://x.com/{post.Author.Username}/status/{post.Id}/photo/1", post, urls, "3_" + media);
        }

        var entities = new JsonObject();
        Add(entities, "urls", urls);
        Add(
            entities,
            "hashtags",
            [
                .. Tag()
                    .Matches(post.Text)
                    .Select(tag =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["start"] = tag.Index,
                                ["end"] = tag.Index + tag.Length,
                                ["tag"] = tag.Value[1..],
                            }
                    ),
            ]
        );
        return (Escape(text), entities);
    }

    /// <summary>Roughly as X counts.</summary>
    public static bool IsTooLong(string text)
    {
        var addresses = Address().Matches(text);
        var rest = Address().Replace(text, "").Normalize(NormalizationForm.FormC);
        var weight = rest.EnumerateRunes()
            .Sum(rune => rune.Value is <= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) ? 1 : 2);
        return weight + (addresses.Count * UrlWeight) > Longest;
    }

    public static bool HasLink(string text) => Address().IsMatch(text);

    private static string Short(string address, XEntry post, JsonArray urls, string? media = null)
    {
        var link = $"https://t.co/{post.Id[^7..]}{urls.Count:D3}";
        var expanded = address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address;
        var url = new JsonObject
        {
            ["start"] = 0,
            ["end"] = link.Length,
            ["url"] = link,
            ["expanded_url"] = expanded,
            ["display_url"] = address,
        };
        if (media is not null)
        {
            url["media_key"] = media;
        }

        urls.Add((JsonNode)url);
        return link;
    }

    private static void Add(JsonObject entities, string name, JsonArray items)
    {
        if (items.Count > 0)
        {
            entities[name] = items;
        }
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(
        @"https?://[^\s<>""]*[^\s<>"".,;:!?)]|(?<![\w@/.-])(?:[a-zA-Z0-9-]+\.)+(?:rs|md|io|org|com|net|dev)(?:/[^\s<>""]*)?(?![\w.])"
    )]
    private static partial Regex Address();

    [GeneratedRegex(@"#\w+")]
    private static partial Regex Tag();
}
