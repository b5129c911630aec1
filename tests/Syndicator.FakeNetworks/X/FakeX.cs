using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Syndicator.FakeNetworks.X;

/// <summary>
/// X for one account, as its sheet says: no idempotency, duplicates refused, replies only where the account is mentioned, pages newest first, one of two
/// vocabularies, prices, limits. <c>POST /_fake/mentions</c> with <c>{"text", "replyTo"?}</c> makes somebody mention the account.
/// </summary>
public sealed partial class FakeX : FakeServer
{
    public const string ConsumerKey = "fakeConsumerKey";
    public const string ConsumerSecret = "fakeConsumerSecret/+&";
    public const string Token = "2300000042-fakeToken";
    public const string TokenSecret = "fakeTokenSecret%";
    public const string ClientId = "fakeClient";
    public const string ClientSecret = "fakeClientSecret";
    public const string Scope = "tweet.read tweet.write users.read media.write offline.access";

    private readonly TimeProvider _clock;
    private readonly XGate _gate;
    private readonly Lock _lock = new();
    private readonly List<XEntry> _posts = [];
    private readonly Dictionary<string, int> _media = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _altTexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTimeOffset EndsAt, int Count)> _windows = new(StringComparer.Ordinal);
    private long _nextId = 2092500000000000000;

    public FakeX()
        : this(TimeProvider.System) { }

    public FakeX(TimeProvider clock)
    {
        _clock = clock;
        _gate = new XGate(clock);
    }

    public static XPerson Us { get; } = new("2300000042", "ThisWeekInRust", "This Week in Rust");
    public static XPerson Somebody { get; } = new("1500000000000000101", "annika_rs", "Annika");

    /// <summary>At most so many posts on a page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>Whether it speaks the vocabulary of 2.167, and does not know the older one.</summary>
    public bool HasNewNames { get; set; }

    /// <summary>US$; null: as much as you like.</summary>
    public decimal? Credit { get; set; }

    /// <summary>Requests to make a post in a quarter of an hour; null: any number.</summary>
    public int? PostsInWindow { get; set; }

    /// <summary>How long a post cannot be answered after it was made.</summary>
    public TimeSpan AnswerLag { get; set; }

    /// <summary>How long a post is not in the timeline after it was made.</summary>
    public TimeSpan TimelineLag { get; set; }

    /// <summary>How often the state of an image is to be asked for before it is ready.</summary>
    public int ProcessingLooks { get; set; }

    public TimeSpan TokenLifetime
    {
        get => _gate.TokenLifetime;
        set => _gate.TokenLifetime = value;
    }

    public bool KeysHold
    {
        get => _gate.KeysHold;
        set => _gate.KeysHold = value;
    }

    public bool KeysMayWrite
    {
        get => _gate.KeysMayWrite;
        set => _gate.KeysMayWrite = value;
    }

    /// <summary>By media id.</summary>
    public IReadOnlyDictionary<string, string> AltTexts
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, string>(_altTexts, StringComparer.Ordinal);
            }
        }
    }

    public override IReadOnlyList<FakePost> Ledger
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _posts
                        .Where(post => post.Author == Us)
                        .Select(post => new FakePost(post.Id, post.Author.Username, post.Text, post.ParentId, null, post.At)),
                ];
            }
        }
    }

    /// <summary>What accounts.yaml's secret would hold.</summary>
    public static string OAuth1Secret =>
        JsonSerializer.Serialize(
            new
            {
                kind = "oauth1",
                consumerKey = ConsumerKey,
                consumerSecret = ConsumerSecret,
                accessToken = Token,
                accessTokenSecret = TokenSecret,
            }
        );

    public (string Access, string Refresh) NewTokens(string scope = Scope) => _gate.NewTokens(scope);

    public void Revoke(string token) => _gate.Revoke(token);

    /// <summary>Somebody posts. Gives the id.</summary>
    public string Say(string text, XPerson? author = null, string? replyTo = null, string? quoted = null, string? repeated = null, int likes = 0)
    {
        lock (_lock)
        {
            return Add(author ?? Somebody, text, replyTo, quoted, repeated, null, likes).Id;
        }
    }

    public void Remove(string id)
    {
        lock (_lock)
        {
            _posts.RemoveAll(post => post.Id == id);
        }
    }

    protected override void Map(WebApplication app)
    {
        app.MapPost("/_fake/mentions", MentionAsync);
        app.MapGet("/i/oauth2/authorize", Authorize);
        app.MapPost("/2/oauth2/token", TokenAsync);
        app.MapPost("/2/oauth2/revoke", RevokeAsync);
        app.MapPost("/2/tweets", Guarded("tweet.write", CreateAsync));
        app.MapDelete("/2/tweets/{id}", Guarded("tweet.write", DeleteAsync));
        app.MapGet("/2/tweets", Guarded("tweet.read", LookUpAsync));
        app.MapGet("/2/users/me", Guarded("users.read", MeAsync));
        app.MapGet("/2/users/{id}/mentions", Guarded("tweet.read", context => PageAsync(context, IsMention)));
        app.MapGet("/2/users/{id}/tweets", Guarded("tweet.read", context => PageAsync(context, IsOwnAndShown)));
        app.MapGet("/2/tweets/search/recent", Guarded("tweet.read", SearchAsync));
        app.MapPost("/2/media/upload", Guarded("media.write", UploadAsync));
        app.MapGet("/2/media/upload", Guarded("media.write", MediaStateAsync));
        app.MapPost("/2/media/metadata", Guarded("media.write", DescribeAsync));
        app.MapFallback(context => XDesk.ProblemAsync(context, 404, "Not Found Error", "Could not find the requested resource.", "resource-not-found"));
    }

    private RequestDelegate Guarded(string scope, RequestDelegate next) =>
        context => _gate.Refuse(context.Request, scope) is { } status ? XDesk.RefusedAsync(context, status) : next(context);

    private async Task MentionAsync(HttpContext context)
    {
        var said = (await JsonNode.ParseAsync(context.Request.Body))!;
        var id = Say((string)said["text"]!, replyTo: (string?)said["replyTo"]);
        await XDesk.AnswerAsync(context, 200, new JsonObject { ["id"] = id });
    }

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
            : _posts.Exists(post => post.Author == Us && post.Text == text && post.Media is null && media is null)
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
                .Select(id => (JsonNode)new JsonObject { ["resource_id"] = id, ["title"] = "Not Found Error", ["type"] = "https://api.x.com/2/problems/resource-not-found" });
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
                ["users"] = new JsonArray([.. posts.Select(post => post.Author).Distinct().Select(person => (JsonNode)XDesk.Person(person, HasNewNames))]),
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

    private XEntry Add(XPerson author, string text, string? parent, string? quoted, string? repeated, IReadOnlyList<string>? media, int likes = 0)
    {
        var id = (_nextId += 7).ToString(CultureInfo.InvariantCulture);
        var conversation = _posts.Find(post => post.Id == parent)?.ConversationId ?? id;
        var entry = new XEntry(id, author, text, _clock.GetUtcNow(), conversation, parent, quoted, repeated, media) { Likes = likes };
        _posts.Add(entry);
        return entry;
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

    [GeneratedRegex("conversation_id:([0-9]+)")]
    private static partial Regex Conversation();

    [GeneratedRegex("in_reply_to_tweet_id:([0-9]+)")]
    private static partial Regex Parent();
}
