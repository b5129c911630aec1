using System.Text;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>What a client makes clickable: known handles, tags, links.</summary>
internal static class PostFacets
{
    public static JsonArray Of(string text, BlueskyAccounts accounts)
    {
        var facets = new JsonArray();
        foreach (var (at, word) in Words(text))
        {
            if (word.StartsWith('@') && accounts.Find(word[1..]) is { } account)
            {
                facets.Add(Facet(at, word, new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = account.Did }));
            }
            else if (word.StartsWith('#') && word.Length > 1)
            {
                facets.Add(Facet(at, word, new JsonObject { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = word[1..] }));
            }
            else if (word.StartsWith("https://", StringComparison.Ordinal))
            {
                facets.Add(Facet(at, word, new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = word }));
            }
        }

        return facets;
    }

    /// <summary>Words with the byte they begin at.</summary>
    private static IEnumerable<(int At, string Word)> Words(string text)
    {
        var at = 0;
        foreach (var word in text.Split(' '))
        {
            yield return (at, word);
            at += Encoding.UTF8.GetByteCount(word) + 1;
        }
    }

    private static JsonObject Facet(int at, string word, JsonObject feature) =>
        new()
        {
            ["index"] = new JsonObject { ["byteStart"] = at, ["byteEnd"] = at + Encoding.UTF8.GetByteCount(word) },
            ["features"] = new JsonArray(feature),
        };
}
