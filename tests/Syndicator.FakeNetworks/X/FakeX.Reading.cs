using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.X;

/// <summary>Posts are looked up, paged and searched.</summary>
public sealed partial class FakeX
{
    private Task MeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString().StartsWith("OAuth ", StringComparison.Ordinal))
        {
            context.Response.Headers["x-access-level"] = KeysMayWrite ? "read-write" : "read";
        }

        Rate(context, 75, 74, _clock.GetUtcNow().AddMinutes(15));
        return XDesk.AnswerAsync(context, 200, new JsonObject { ["data"] = XDesk.Person(Us, HasNewNames) });
    }

    private Task LookUpAsync(HttpContext context)
    {
        if (UnknownParameter(context) is { } message)
        {
            return XDesk.InvalidAsync(context, message);
        }

        lock (_lock)
        {
            var ids = context.Request.Query["ids"].ToString().Split(',');
            var found = _posts.Where(post => ids.Contains(post.Id) && !post.Author.Protected).ToList();
            var errors = ids.Except(found.Select(post => post.Id))
                .Select(id =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["resource_id"] = id,
                            ["title"] = "Not Found Error",
                            ["type"] = "https://api.x.com/2/problems/resource-not-found",
                        }
                );
            var body = Page(found);
            body.Remove("meta");
            body["errors"] = new JsonArray([.. errors]);
            return XDesk.AnswerAsync(context, 200, body);
        }
    }

    private Task SearchAsync(HttpContext context)
    {
        var query = context.Request.Query["query"].ToString();
        var conversations = Conversation().Matches(query).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var parents = Parent().Matches(query).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var from = _clock.GetUtcNow().AddDays(-7);
        return PageAsync(
            context,
            post =>
                post.At >= from
                && post.RepeatedId is null
                && (conversations.Contains(post.ConversationId) || (post.ParentId is { } parent && parents.Contains(parent)))
        );
    }

    private Task PageAsync(HttpContext context, Func<XEntry, bool> isOnIt)
    {
        var query = context.Request.Query;
        if (UnknownParameter(context) is { } unknown)
        {
            return XDesk.InvalidAsync(context, unknown);
        }

        var most = query.TryGetValue("max_results", out var asked) ? int.Parse(asked!, CultureInfo.InvariantCulture) : 10;
        if (most is < 5 or > 100)
        {
            return XDesk.InvalidAsync(context, $"The `max_results` query parameter value [{most}] is not between 5 and 100");
        }

        lock (_lock)
        {
            var newest = _posts.Where(isOnIt).Reverse().Take(800).ToList();
            var rest = newest.Where(post => IsInRange(post, query)).ToList();
            var page = rest.Take(Math.Min(most, PageSize)).ToList();
            var body = Page(page);
            if (rest.Count > page.Count)
            {
                body["meta"]!["next_token"] = "below" + page[^1].Id;
            }

            Rate(context, 300, 299, _clock.GetUtcNow().AddMinutes(15));
            return XDesk.AnswerAsync(context, 200, body);
        }
    }

    private static bool IsInRange(XEntry post, IQueryCollection query)
    {
        var token = query["pagination_token"].ToString();
        return (!query.TryGetValue("since_id", out var since) || string.CompareOrdinal(post.Id, since) > 0)
            && (!query.TryGetValue("until_id", out var until) || string.CompareOrdinal(post.Id, until) < 0)
            && (token.Length == 0 || string.CompareOrdinal(post.Id, token["below".Length..]) < 0)
            && (!query.TryGetValue("start_time", out var start) || post.At >= DateTimeOffset.Parse(start!, CultureInfo.InvariantCulture));
    }

    private JsonObject Page(List<XEntry> posts)
    {
        var meta = new JsonObject { ["result_count"] = posts.Count };
        var body = new JsonObject { ["meta"] = meta };
        if (posts.Count > 0)
        {
            body["data"] = new JsonArray([.. posts.Select(post => (JsonNode)XDesk.Post(post, HasNewNames))]);
            body["includes"] = new JsonObject
            {
                ["users"] = new JsonArray([
                    .. posts.Select(post => post.Author).Distinct().Select(person => (JsonNode)XDesk.Person(person, HasNewNames)),
                ]),
            };
            meta["newest_id"] = posts[0].Id;
            meta["oldest_id"] = posts[^1].Id;
        }

        return body;
    }

    private string? UnknownParameter(HttpContext context)
    {
        var (known, other) = HasNewNames ? ("post.fields", "tweet.fields") : ("tweet.fields", "post.fields");
        return context.Request.Query.ContainsKey(other)
            ? $"The query parameter [{other}] is not one of [id,ids,max_results,pagination_token,{known}]"
            : null;
    }

    private bool IsMention(XEntry post) =>
        post.Author != Us && (post.Names(Us) || _posts.Exists(parent => parent.Id == post.ParentId && parent.Author == Us));

    private bool IsOwnAndShown(XEntry post) => post.Author == Us && post.At + TimelineLag <= _clock.GetUtcNow();

    [GeneratedRegex("conversation_id:([0-9]+)")]
    private static partial Regex Conversation();

    [GeneratedRegex("in_reply_to_tweet_id:([0-9]+)")]
    private static partial Regex Parent();
}
