using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>What clients read: posts, answers, pages of posts and notifications.</summary>
public sealed partial class FakeMastodon
{
    private IResult Source(FakeStatus status) =>
        _software == MastodonSoftware.Snac
            ? NotFound()
            : Results.Json(
                new JsonObject
                {
                    ["id"] = status.Id,
                    ["text"] = status.Text,
                    ["spoiler_text"] = status.Warning,
                }
            );

    private IResult Context(FakeStatus status)
    {
        var below = new List<FakeStatus>();
        Descend(status.Id, below);
        return Results.Json(
            new JsonObject
            {
                ["ancestors"] = new JsonArray(),
                ["descendants"] = new JsonArray([.. below.Select(answer => answer.ToJson(this))]),
            }
        );
    }

    private void Descend(string id, List<FakeStatus> below)
    {
        foreach (var answer in _statuses.Where(status => status.ParentId == id).ToList())
        {
            below.Add(answer);
            Descend(answer.Id, below);
        }
    }

    private IResult Several(HttpContext context)
    {
        var ids = context.Request.Query["id[]"];
        return !HonoursKeys ? NotFound()
            : ids.Count > 20 ? Error(422, "Too many ids")
            : Results.Json(new JsonArray([.. _statuses.Where(status => ids.Contains(status.Id)).Select(status => status.ToJson(this))]));
    }

    /// <summary>Pages go by ids of their own, that are no account's.</summary>
    private IResult People(HttpContext context, IReadOnlyList<FakeAccount> people) =>
        Page(
            context,
            people.Select((person, index) => ((index + 1).ToString(CultureInfo.InvariantCulture), person)),
            MostPeople,
            person => person.ToJson(Address)
        );

    private IResult AccountStatuses(HttpContext context)
    {
        var own = _statuses
            .Where(status => status.Account.Id == (string)context.Request.RouteValues["id"]!)
            .Select(status => (status.Id, status));
        return Page(context, own, MostStatuses, status => status.ToJson(this));
    }

    private IResult Notifications(HttpContext context)
    {
        var types = context.Request.Query["types[]"];
        var held = context.Request.Query["include_filtered"] == "true";
        var chosen = _notifications
            .Where(notification => (types.Count == 0 || types.Contains(notification.Type)) && (held || !notification.IsFiltered))
            .Select(notification => (notification.Id, notification));
        return Page(
            context,
            chosen,
            MostNotifications,
            notification => new JsonObject
            {
                ["id"] = notification.Id,
                ["type"] = notification.Type,
                ["group_key"] = "ungrouped-" + notification.Id,
                ["created_at"] = FakeStatus.Time(notification.Status.At),
                ["account"] = notification.Status.Account.ToJson(Address),
                ["status"] = notification.Status.ToJson(this),
                ["filtered"] = notification.IsFiltered ? true : null,
            }
        );
    }

    /// <summary>An account as it sees itself.</summary>
    private JsonObject Self()
    {
        var self = Us.ToJson(Address);
        self["source"] = new JsonObject
        {
            ["note"] = "Somebody",
            ["fields"] = new JsonArray(),
            ["follow_requests_count"] = 0,
            ["indexable"] = true,
            ["privacy"] = "public",
            ["sensitive"] = false,
            ["attribution_domains"] = new JsonArray(),
            ["quote_policy"] = "public",
        };
        self["role"] = new JsonObject
        {
            ["id"] = "-99",
            ["name"] = "",
            ["color"] = "",
            ["permissions"] = "0",
            ["highlighted"] = false,
        };
        return self;
    }

    /// <summary><c>min_id</c> gives the oldest after it, <c>since_id</c> and <c>max_id</c> the newest; always newest first.</summary>
    private IResult Page<T>(HttpContext context, IEnumerable<(string Id, T Item)> oldestFirst, int most, Func<T, JsonObject> toJson)
    {
        var query = context.Request.Query;
        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Min(asked, most)
            : most / 2;
        var items = oldestFirst.Where(item =>
            (query["max_id"].Count == 0 || IsBefore(item.Id, query["max_id"]!))
            && (query["min_id"].Count == 0 || IsBefore(query["min_id"]!, item.Id))
            && (query["since_id"].Count == 0 || IsBefore(query["since_id"]!, item.Id))
        );
        var page = (query["min_id"].Count > 0 ? items.Take(limit) : items.TakeLast(limit)).Reverse().ToList();
        if (page.Count > 0)
        {
            var path = Address + context.Request.Path.Value!.TrimStart('/');
            context.Response.Headers.Link = $"<{path}?max_id={page[^1].Id}>; rel=\"next\", <{path}?min_id={page[0].Id}>; rel=\"prev\"";
        }

        return Results.Json(new JsonArray([.. page.Select(item => toJson(item.Item))]));
    }

    private static bool IsBefore(string one, string other) =>
        one.Length < other.Length || (one.Length == other.Length && string.CompareOrdinal(one, other) < 0);

    private static JsonObject Policy() =>
        new()
        {
            ["for_not_following"] = "accept",
            ["for_not_followers"] = "accept",
            ["for_new_accounts"] = "drop",
            ["for_private_mentions"] = "filter",
            ["for_limited_accounts"] = "filter",
            ["summary"] = new JsonObject { ["pending_requests_count"] = 0, ["pending_notifications_count"] = 0 },
        };
}
