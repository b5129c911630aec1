using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.X;

/// <summary>Posts are made and removed.</summary>
public sealed partial class FakeX
{
    private async Task CreateAsync(HttpContext context)
    {
        JsonNode? body;
        try
        {
            body = await JsonNode.ParseAsync(context.Request.Body);
        }
        catch (JsonException)
        {
            body = null;
        }

        if (XNewPostCheck.Problem(body) is { } problem)
        {
            await XDesk.InvalidAsync(context, problem);
            return;
        }

        await Created(context, (JsonObject)body!);
    }

    private Task Created(HttpContext context, JsonObject body)
    {
        lock (_lock)
        {
            var text = (string?)body["text"] ?? "";
            var parent = (string?)body["reply"]?["in_reply_to_tweet_id"];
            var media = body["media"]?["media_ids"]?.AsArray().Select(id => (string)id!).ToList();
            var price = XShownText.HasLink(text) ? 0.200m : 0.015m;
            if (IsOverLimit(context, "POST /2/tweets", PostsInWindow))
            {
                return XDesk.ProblemAsync(context, 429, "Too Many Requests", "Too Many Requests");
            }

            if (Credit < price)
            {
                return XDesk.ProblemAsync(
                    context,
                    402,
                    "CreditsDepleted",
                    "Your enrolled account [1900000000000000001] does not have any credits to fulfill this request.",
                    "credits"
                );
            }

            if (Reason(text, parent, media) is var (detail, type))
            {
                return XDesk.ForbiddenAsync(context, detail, type);
            }

            Credit -= price;
            var post = Add(Us, text, parent, null, null, media);
            return XDesk.AnswerAsync(
                context,
                201,
                new JsonObject
                {
                    ["data"] = new JsonObject
                    {
                        [HasNewNames ? "edit_history_post_ids" : "edit_history_tweet_ids"] = new JsonArray(post.Id),
                        ["id"] = post.Id,
                        ["text"] = XShownText.Of(post).Text,
                    },
                }
            );
        }
    }

    private (string Detail, string Type)? Reason(string text, string? parentId, IReadOnlyList<string>? media)
    {
        var parent = _posts.Find(post => post.Id == parentId);
        var now = _clock.GetUtcNow();
        return XShownText.IsTooLong(text) || media?.Any(id => _media.GetValueOrDefault(id, -1) != 0) == true
                ? ("You are not permitted to perform this action.", "about:blank")
            : parentId is not null && (parent is null || parent.At + AnswerLag > now)
                ? ("You attempted to reply to a Tweet that is deleted or not visible to you.", "about:blank")
            : parent is not null && parent.Author != Us && !parent.Names(Us)
                ? ("You can only reply to or quote posts where you are mentioned or are the author.", "not-authorized-for-resource")
            : RefusesDuplicates && _posts.Exists(post => post.Author == Us && post.Text == text && post.Media is null && media is null)
                ? ("You are not allowed to create a Tweet with duplicate content.", "about:blank")
            : null;
    }

    private Task DeleteAsync(HttpContext context)
    {
        lock (_lock)
        {
            var id = (string)context.Request.RouteValues["id"]!;
            return _posts.RemoveAll(post => post.Id == id && post.Author == Us) > 0
                ? XDesk.AnswerAsync(context, 200, new JsonObject { ["data"] = new JsonObject { ["deleted"] = true } })
                : XDesk.ProblemAsync(context, 404, "Not Found Error", "Could not find the requested resource.", "resource-not-found");
        }
    }

    /// <summary>Counts a request in its quarter of an hour.</summary>
    private bool IsOverLimit(HttpContext context, string what, int? limit)
    {
        if (limit is not { } most)
        {
            return false;
        }

        var now = _clock.GetUtcNow();
        var window = _windows.GetValueOrDefault(what);
        window = window.EndsAt <= now ? (now.AddMinutes(15), 1) : (window.EndsAt, window.Count + 1);
        _windows[what] = window;
        Rate(context, most, Math.Max(0, most - window.Count), window.EndsAt);
        return window.Count > most;
    }

    private static void Rate(HttpContext context, int limit, int remaining, DateTimeOffset reset)
    {
        context.Response.Headers["x-rate-limit-limit"] = limit.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-rate-limit-remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["x-rate-limit-reset"] = reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }
}
