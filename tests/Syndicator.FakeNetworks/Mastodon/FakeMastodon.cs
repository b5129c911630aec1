using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>
/// A Mastodon server with one account of ours and as many others as mention it. <c>POST /_fake/mentions</c> with <c>{"text":…}</c> lets somebody mention us.
/// </summary>
public sealed partial class FakeMastodon : FakeServer
{
    public const string Token = "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0";
    public const string AllRights = "profile read:statuses read:notifications write:statuses write:media";
    private const int MostNotifications = 80;
    private const int MostStatuses = 40;
    private const int MostPeople = 80;

    private readonly TimeProvider _clock;
    private readonly MastodonSoftware _software;
    private readonly Lock _lock = new();
    private readonly List<FakeStatus> _statuses = [];
    private readonly List<(string Id, string Type, FakeStatus Status, bool IsFiltered)> _notifications = [];
    private readonly List<FakeMedia> _media = [];
    private readonly Dictionary<string, (string Id, DateTimeOffset At)> _keys = [];
    private readonly Dictionary<string, string> _tokens = new() { [Token] = AllRights };
    private readonly Dictionary<string, string> _ended = [];
    private readonly FakeLimits _limits;
    private int _count;

    public FakeMastodon(TimeProvider? clock = null, MastodonSoftware software = MastodonSoftware.Mastodon)
    {
        _clock = clock ?? TimeProvider.System;
        _software = software;
        _limits = new FakeLimits(_clock);
    }

    public FakeAccount Us { get; } = new("109300000000000001", "newsletter");

    public int MaxCharacters { get; set; } = 500;

    /// <summary>Posts with this in their text are taken and dropped, as anti-spam does; null: none.</summary>
    public string? DropsSilently { get; set; }

    /// <summary>How often a fresh upload is asked for in vain; 0: it is ready at once.</summary>
    public int UploadsProcessFor { get; set; }

    public bool UploadsFail { get; set; }

    public int RequestsInFiveMinutes { get; set; } = 300;

    /// <summary>New posts in three hours.</summary>
    public int PostsInThreeHours { get; set; } = 300;

    public IReadOnlyList<FakeMedia> Media => _media;

    public IReadOnlyList<FakeStatus> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _statuses];
            }
        }
    }

    public override IReadOnlyList<FakePost> Ledger =>
        [
            .. All.Where(status => status.Account == Us)
                .Select(status => new FakePost(status.Id, Us.Name, status.Text, status.ParentId, status.Key, status.At)),
        ];

    public FakeStatus? Find(string? id) => All.FirstOrDefault(status => status.Id == id);

    /// <summary>Gives or takes the rights of a token; null: the token is revoked.</summary>
    public void Grant(string token, string? rights)
    {
        lock (_lock)
        {
            _tokens.Remove(token);
            if (rights is not null)
            {
                _tokens[token] = rights;
            }
        }
    }

    /// <summary>A token that was good and is not any more.</summary>
    /// <param name="how">As the server says it: <c>was revoked</c>, <c>expired</c>.</param>
    public void End(string token, string how)
    {
        lock (_lock)
        {
            _tokens.Remove(token);
            _ended[token] = how;
        }
    }

    /// <summary>Whether the moderators have suspended our account.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>Somebody writes a post; when it names us, answers us or quotes us, we are notified of it.</summary>
    public FakeStatus Write(
        string text,
        string author = "ben",
        string? parentId = null,
        string? quotedId = null,
        string visibility = "public",
        string? html = null,
        bool notifies = true,
        bool isFiltered = false,
        string warning = ""
    )
    {
        lock (_lock)
        {
            var status = new FakeStatus
            {
                Id = NewId(),
                Account = author == Us.Name ? Us : new FakeAccount("account-of-" + author, author, "elsewhere.example"),
                Text = text,
                At = _clock.GetUtcNow(),
                ParentId = parentId,
                QuotedId = quotedId,
                Visibility = visibility,
                Language = "en",
                Html = html,
                Warning = warning,
            };
            _statuses.Add(status);
            if (notifies)
            {
                _notifications.Add((NewId(), quotedId is null ? "mention" : "quote", status, isFiltered));
            }

            return status;
        }
    }

    public void Like(FakeStatus status, string person)
    {
        lock (_lock)
        {
            status.LikedBy.Add(new FakeAccount("account-of-" + person, person, "elsewhere.example"));
            status.Likes++;
        }
    }

    public void Boost(FakeStatus status, string person)
    {
        lock (_lock)
        {
            status.BoostedBy.Add(new FakeAccount("account-of-" + person, person, "elsewhere.example"));
            status.Boosts++;
        }
    }

    /// <summary>Its author deletes a post; its notifications go with it.</summary>
    public void Delete(string id)
    {
        lock (_lock)
        {
            _statuses.RemoveAll(status => status.Id == id);
            _notifications.RemoveAll(notification => notification.Status.Id == id);
        }
    }

    internal static IResult Error(int status, string error) => Results.Json(new JsonObject { ["error"] = error }, statusCode: status);

    protected override string PostPath => "/api/v1/statuses";

    protected override void Map(WebApplication app)
    {
        new FakeOAuth(_clock, Us.Id, _tokens).Map(app);
        app.MapPost(
            "/_fake/mentions",
            FakeOAuth.Handler(async context =>
            {
                var body = await context.Request.ReadFromJsonAsync<JsonObject>();
                return Results.Json(
                    Write($"{body?["text"]}", body?["author"]?.ToString() ?? "ben", body?["parentId"]?.ToString()).ToJson(this)
                );
            })
        );
        app.MapGet("/api/v2/instance", () => _software == MastodonSoftware.Snac ? NotFound() : Results.Json(Instance("domain")));
        app.MapGet("/api/v1/instance", () => Results.Json(Instance("uri")));
        app.MapGet("/api/v1/accounts/verify_credentials", Authorized("profile", _ => Results.Json(Self())));
        app.MapGet("/api/v1/accounts/{id}/statuses", Authorized("read:statuses", AccountStatuses));
        app.MapPost("/api/v1/statuses", Authorized("write:statuses", Create));
        app.MapGet("/api/v1/statuses", Authorized("read:statuses", Several));
        app.MapGet(
            "/api/v1/statuses/{id}",
            Authorized("read:statuses", context => Named(context, status => Results.Json(status.ToJson(this))))
        );
        app.MapPut("/api/v1/statuses/{id}", Authorized("write:statuses", context => Named(context, status => Edit(context, status))));
        app.MapDelete("/api/v1/statuses/{id}", Authorized("write:statuses", context => Named(context, Remove)));
        app.MapGet("/api/v1/statuses/{id}/source", Authorized("read:statuses", context => Named(context, Source)));
        app.MapGet(
            "/api/v1/statuses/{id}/favourited_by",
            Authorized("read:statuses", context => Named(context, status => People(context, status.LikedBy)))
        );
        app.MapGet(
            "/api/v1/statuses/{id}/reblogged_by",
            Authorized("read:statuses", context => Named(context, status => People(context, status.BoostedBy)))
        );
        app.MapGet("/api/v1/statuses/{id}/context", Authorized("read:statuses", context => Named(context, Context)));
        app.MapGet("/api/v1/notifications", Authorized("read:notifications", Notifications));
        app.MapGet("/api/v2/notifications/policy", Authorized("read:notifications", _ => Results.Json(Policy())));
        app.MapPost("/api/v2/media", Authorized("write:media", Upload));
        app.MapGet("/api/v1/media/{id}", Authorized("write:media", Media1));
        app.MapPut("/api/v1/media/{id}", Authorized("write:media", Media1));
    }

    private Func<HttpContext, Task<IResult>> Authorized(string right, Func<HttpContext, IResult> handle) =>
        async context =>
        {
            if (context.Request.HasFormContentType)
            {
                await context.Request.ReadFormAsync();
            }

            using var body = new StreamReader(context.Request.Body);
            context.Items["body"] = await body.ReadToEndAsync();
            lock (_lock)
            {
                return Refusal(context, right) ?? handle(context);
            }
        };

    private IResult? Refusal(HttpContext context, string right)
    {
        var token = context.Request.Headers.Authorization.ToString();
        if (!token.StartsWith("Bearer ", StringComparison.Ordinal) || !_tokens.TryGetValue(token[7..], out var rights))
        {
            return Failed(401, "The access token " + _ended.GetValueOrDefault(token.Split(' ')[^1], "is invalid"));
        }

        if (IsSuspended)
        {
            return Failed(403, "Your login is currently disabled");
        }

        if (!rights.Split(' ').Contains(right) && !(right == "profile" && rights.Contains("read:accounts", StringComparison.Ordinal)))
        {
            return Failed(403, "This action is outside the authorized scopes");
        }

        return _software == MastodonSoftware.Snac || _limits.Take(context, "all", RequestsInFiveMinutes, TimeSpan.FromMinutes(5))
            ? null
            : Failed(429, "Too many requests");
    }

    private IResult Failed(int status, string error) =>
        _software == MastodonSoftware.Snac
            ? Results.Content($"<h1>{status}</h1>", "text/html", statusCode: status == 401 ? 422 : status)
            : Error(status, error);

    private IResult NotFound() => Failed(404, "Record not found");

    private JsonObject Instance(string domain)
    {
        var (characters, perUrl) = _software switch
        {
            MastodonSoftware.GoToSocial => (5000, 25),
            MastodonSoftware.Snac => (100_000, 32),
            _ => (MaxCharacters, 23),
        };
        var instance = new JsonObject
        {
            [domain] = "fake.example",
            ["version"] = _software == MastodonSoftware.GoToSocial ? "0.20.0+git-57cb4fe" : "4.6.5",
            ["configuration"] = new JsonObject
            {
                ["statuses"] = new JsonObject
                {
                    ["max_characters"] = characters,
                    ["max_media_attachments"] = 4,
                    ["characters_reserved_per_url"] = perUrl,
                },
                ["media_attachments"] = new JsonObject { ["image_size_limit"] = 100_000, ["description_limit"] = 1500 },
            },
        };
        if (_software is MastodonSoftware.Mastodon or MastodonSoftware.Mastodon46)
        {
            instance["api_versions"] = new JsonObject { ["mastodon"] = 11 };
            Describe(instance);
        }

        return instance;
    }

    private IResult Named(HttpContext context, Func<FakeStatus, IResult> handle) =>
        Find((string)context.Request.RouteValues["id"]!) is { } status ? handle(status) : NotFound();

    /// <summary>Time-ordered as Mastodon's: milliseconds and a number.</summary>
    private string NewId() => ((_clock.GetUtcNow().ToUnixTimeMilliseconds() << 16) + ++_count).ToString(CultureInfo.InvariantCulture);
}
