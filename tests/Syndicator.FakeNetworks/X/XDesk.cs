using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.X;

/// <summary>X's answers: bodies, problems, headers.</summary>
internal static class XDesk
{
    public static Task AnswerAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json; charset=utf-8" : "application/problem+json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    public static Task ProblemAsync(HttpContext context, int status, string title, string detail, string type = "about:blank") =>
        AnswerAsync(
            context,
            status,
            new JsonObject
            {
                ["title"] = title,
                ["detail"] = detail,
                ["type"] = type == "about:blank" ? type : "https://api.twitter.com/2/problems/" + type,
                ["status"] = status,
            }
        );

    public static Task InvalidAsync(HttpContext context, string message) =>
        AnswerAsync(
            context,
            400,
            new JsonObject
            {
                ["errors"] = new JsonArray(new JsonObject { ["message"] = message }),
                ["title"] = "Invalid Request",
                ["detail"] = "One or more parameters to your request was invalid.",
                ["type"] = "https://api.twitter.com/2/problems/invalid-request",
            }
        );

    public static Task ForbiddenAsync(HttpContext context, string detail, string type = "about:blank") =>
        ProblemAsync(context, 403, "Forbidden", detail, type);

    public static Task RefusedAsync(HttpContext context, int status) =>
        status == 401
            ? ProblemAsync(context, 401, "Unauthorized", "Unauthorized")
            : ForbiddenAsync(
                context,
                "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.",
                "oauth1-permissions"
            );

    /// <param name="newNames">In the vocabulary of 2.167.</param>
    public static JsonObject Post(XEntry post, bool newNames)
    {
        var (text, entities) = XShownText.Of(post);
        var shown = new JsonObject
        {
            ["id"] = post.Id,
            ["text"] = text,
            [newNames ? "edit_history_post_ids" : "edit_history_tweet_ids"] = new JsonArray(post.Id),
            ["author_id"] = post.Author.Id,
            ["conversation_id"] = post.ConversationId,
            ["created_at"] = post.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["lang"] = "en",
            ["public_metrics"] = new JsonObject
            {
                [newNames ? "repost_count" : "retweet_count"] = 0,
                ["reply_count"] = 0,
                ["like_count"] = post.Likes,
                ["quote_count"] = 0,
                ["bookmark_count"] = 0,
                ["impression_count"] = 0,
            },
        };
        if (entities.Count > 0)
        {
            shown["entities"] = entities;
        }

        var references = new JsonArray();
        foreach (var (type, id) in new[] { ("replied_to", post.ParentId), ("quoted", post.QuotedId), ("retweeted", post.RepeatedId) })
        {
            if (id is not null)
            {
                references.Add((JsonNode)new JsonObject { ["type"] = type, ["id"] = id });
            }
        }

        if (references.Count > 0)
        {
            shown[newNames ? "referenced_posts" : "referenced_tweets"] = references;
        }

        return shown;
    }

    public static JsonObject Person(XPerson person, bool newNames) =>
        new()
        {
            ["id"] = person.Id,
            ["name"] = person.Name,
            ["username"] = person.Username,
            ["created_at"] = "2014-02-25T18:34:45.000Z",
            ["protected"] = person.Protected,
            ["public_metrics"] = new JsonObject
            {
                [newNames ? "post_count" : "tweet_count"] = 12,
                ["followers_count"] = 3,
                ["following_count"] = 2,
                ["listed_count"] = 1,
            },
        };
}
