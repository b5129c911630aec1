using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Discourse;

/// <summary>
/// A Discourse forum that anybody may read: topics of any length, lots of twenty posts, limits that are told in both forms. What its users and moderators do
/// is done by methods, or by <c>POST /_fake/posts {"topic", "text", "username"?, "replyTo"?}</c>, <c>/_fake/edits {"topic", "number", "text"}</c>,
/// <c>/_fake/likes {"topic", "number", "count"}</c> and <c>/_fake/deletions {"topic", "number"}</c>. A topic is there once somebody writes in it.
/// </summary>
public sealed class FakeDiscourse(TimeProvider clock) : FakeServer
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, FakeTopic> _topics = [];
    private readonly Dictionary<string, long> _users = new(StringComparer.Ordinal) { ["system"] = -1, ["discobot"] = -2 };
    private readonly Queue<DateTimeOffset> _asked = [];
    private long _nextId = 88100;

    public FakeDiscourse()
        : this(TimeProvider.System) { }

    /// <summary>As what stands before the program limits them, told in plain text; null: any number.</summary>
    public int? RequestsInTenSeconds { get; set; }

    /// <summary>As the program itself limits them, told in JSON; null: any number.</summary>
    public int? RequestsInAMinute { get; set; }

    /// <summary>Every topic's posts that readers see.</summary>
    public override IReadOnlyList<FakePost> Ledger
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _topics.Values.SelectMany(topic => topic.Shown.Where(post => post.Type == 1).Select(post => Entry(topic, post))),
                ];
            }
        }
    }

    public Uri AddressOf(long topic) => new(Address, $"t/{Topic(topic).Slug}/{topic}");

    public FakeTopic Topic(long id)
    {
        lock (_lock)
        {
            return _topics.TryGetValue(id, out var topic) ? topic : _topics[id] = new FakeTopic(id, "crate-of-the-week");
        }
    }

    /// <summary>Somebody writes at the end of a topic.</summary>
    /// <param name="at">Null: now.</param>
    public FakeForumPost Say(
        long topic,
        string text,
        string username = "annika",
        int? replyTo = null,
        int type = 1,
        DateTimeOffset? at = null,
        int? before = null
    )
    {
        lock (_lock)
        {
            var place = Topic(topic);
            var time = at ?? clock.GetUtcNow();
            var post = new FakeForumPost
            {
                Id = _nextId += 7,
                Number = place.HighestNumber += 1,
                Username = username,
                Name = username == "ben" ? "" : char.ToUpperInvariant(username[0]) + username[1..],
                UserId = _users.TryGetValue(username, out var user) ? user : _users[username] = 1000 + _users.Count,
                Raw = text,
                CreatedAt = time,
                UpdatedAt = time,
                Type = type,
                ReplyTo = replyTo,
            };
            place.Posts.Insert(before is { } other ? place.Posts.FindIndex(one => one.Number == other) : place.Posts.Count, post);
            return post;
        }
    }

    /// <summary>A moderator or the author changes a post; whatever is done with it is done with its latest state.</summary>
    public void Change(long topic, int number, Func<FakeForumPost, FakeForumPost> change)
    {
        lock (_lock)
        {
            var posts = Topic(topic).Posts;
            var at = posts.FindIndex(post => post.Number == number);
            posts[at] = change(posts[at]);
        }
    }

    public void Edit(long topic, int number, string text) =>
        Change(topic, number, post => post with { Raw = text, Version = post.Version + 1, UpdatedAt = clock.GetUtcNow() });

    public void Like(long topic, int number, int count = 1) => Change(topic, number, post => post with { Likes = post.Likes + count });

    public void Delete(long topic, int number) => Change(topic, number, post => post with { IsDeleted = true });

    /// <summary>To the end of another topic, under another number; the post keeps its id.</summary>
    public void Move(long from, int number, long to)
    {
        lock (_lock)
        {
            var posts = Topic(from).Posts;
            var post = posts.Find(one => one.Number == number)!;
            posts.Remove(post);
            Topic(to).Posts.Add(post with { Number = Topic(to).HighestNumber += 1 });
        }
    }

    protected override string PostPath => "/posts.json";

    protected override void Map(WebApplication app)
    {
        app.MapPost(
            "/_fake/posts",
            said => DoAsync(said, one => Say(TopicOf(one), Text(one), (string?)one["username"] ?? "annika", (int?)one["replyTo"]))
        );
        app.MapPost("/_fake/edits", said => DoAsync(said, one => Done(() => Edit(TopicOf(one), Number(one), Text(one)))));
        app.MapPost("/_fake/likes", said => DoAsync(said, one => Done(() => Like(TopicOf(one), Number(one), (int?)one["count"] ?? 1))));
        app.MapPost("/_fake/deletions", said => DoAsync(said, one => Done(() => Delete(TopicOf(one), Number(one)))));
        app.MapGet("/t/{id:long}.json", (HttpContext context, long id) => AnswerAsync(context, id, ForumJson.Topic));
        app.MapGet("/t/{slug}/{id:long}.json", (HttpContext context, string slug, long id) => BySlugAsync(context, slug, id));
        app.MapGet("/t/{id:long}/posts.json", (HttpContext context, long id) => AnswerAsync(context, id, topic => Lot(context, topic)));
        app.MapGet("/posts/{id:long}.json", (HttpContext context, long id) => OneAsync(context, post => post.Id == id, null));
        app.MapGet(
            "/posts/by_number/{topic:long}/{number:int}.json",
            (HttpContext context, long topic, int number) => OneAsync(context, post => post.Number == number, topic)
        );
        app.MapFallback(context => ProblemAsync(context, 404));
    }

    private static async Task DoAsync(HttpContext context, Func<JsonNode, FakeForumPost?> act)
    {
        var said = (await JsonNode.ParseAsync(context.Request.Body))!;
        var post = act(said);
        await JsonAsync(context, 200, new JsonObject { ["id"] = post?.Id, ["number"] = post?.Number });
    }

    private static FakeForumPost? Done(Action act)
    {
        act();
        return null;
    }

    private static long TopicOf(JsonNode said) => (long)said["topic"]!;

    private static int Number(JsonNode said) => (int)said["number"]!;

    private static string Text(JsonNode said) => (string)said["text"]!;

    private static JsonObject Lot(HttpContext context, FakeTopic topic)
    {
        var ids = context.Request.Query["post_ids[]"].Take(ForumJson.ChunkSize).ToHashSet(StringComparer.Ordinal);
        return ForumJson.Posts(
            topic,
            topic.Shown.Where(post => ids.Contains(post.Id.ToString(CultureInfo.InvariantCulture))),
            withRaw: context.Request.Query["include_raw"] == "true"
        );
    }

    private Task BySlugAsync(HttpContext context, string slug, long id)
    {
        string? right;
        lock (_lock)
        {
            right = _topics.GetValueOrDefault(id)?.Slug;
        }

        if (right is null || right == slug)
        {
            return AnswerAsync(context, id, ForumJson.Topic);
        }

        context.Response.Redirect($"{Address}t/{right}/{id}.json", permanent: true);
        return Task.CompletedTask;
    }

    private Task OneAsync(HttpContext context, Func<FakeForumPost, bool> isIt, long? topic)
    {
        FakeTopic? place;
        lock (_lock)
        {
            place = _topics.Values.FirstOrDefault(one => (topic ?? one.Id) == one.Id && one.Shown.Any(isIt));
        }

        return place is null
            ? Refusal(context)?.Invoke() ?? ProblemAsync(context, 404)
            : AnswerAsync(context, place.Id, one => ForumJson.Post(one, one.Shown.First(isIt), withRaw: true));
    }

    private Task AnswerAsync(HttpContext context, long id, Func<FakeTopic, JsonObject> answer)
    {
        if (Refusal(context) is { } refused)
        {
            return refused();
        }

        JsonObject told;
        lock (_lock)
        {
            if (!_topics.TryGetValue(id, out var topic) || topic.Status != 200)
            {
                return ProblemAsync(context, topic?.Status ?? 404);
            }

            told = answer(topic);
        }

        return JsonAsync(context, 200, told);
    }

    /// <summary>Null: it may go on.</summary>
    private Func<Task>? Refusal(HttpContext context)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            while (_asked.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1))
            {
                _asked.Dequeue();
            }

            var lately = _asked.Where(at => now - at < TimeSpan.FromSeconds(10)).ToList();
            if (lately.Count >= RequestsInTenSeconds)
            {
                return () => SlowDownAsync(context, Seconds(lately[0] + TimeSpan.FromSeconds(10) - now));
            }

            if (_asked.Count >= RequestsInAMinute)
            {
                var first = _asked.Peek();
                return () => TooOftenAsync(context, Seconds(first + TimeSpan.FromMinutes(1) - now));
            }

            _asked.Enqueue(now);
            return null;
        }
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static Task SlowDownAsync(HttpContext context, int seconds)
    {
        context.Response.StatusCode = 429;
        context.Response.ContentType = "text/plain";
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Discourse-Rate-Limit-Error-Code"] = "ip_10_secs_limit";
        return context.Response.WriteAsync(
            $"Slow down, you're making too many requests.\nPlease retry again in {seconds} seconds.\nError code: ip_10_secs_limit.\n"
        );
    }

    private static Task TooOftenAsync(HttpContext context, int seconds) =>
        JsonAsync(
            context,
            429,
            new JsonObject
            {
                ["errors"] = new JsonArray("You have done this too often, wait a while."),
                ["error_type"] = "rate_limit",
                ["extras"] = new JsonObject { ["wait_seconds"] = seconds, ["time_left"] = $"{seconds} seconds" },
            }
        );

    private static Task ProblemAsync(HttpContext context, int status) =>
        JsonAsync(
            context,
            status,
            new JsonObject
            {
                ["errors"] = new JsonArray(status == 403 ? "You may not see this." : "There is nothing here that you could see."),
                ["error_type"] = status == 403 ? "invalid_access" : "not_found",
            }
        );

    private static Task JsonAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private static FakePost Entry(FakeTopic topic, FakeForumPost post) =>
        new(
            $"{topic.Id}/{post.Number}",
            post.Username,
            post.Raw,
            post.ReplyTo is { } parent ? $"{topic.Id}/{parent}" : null,
            null,
            post.CreatedAt
        );
}
