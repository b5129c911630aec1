using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>Whether an equal post is refused. X promises nothing about how far back it looks.</summary>
    public bool RefusesDuplicates { get; set; } = true;

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

    /// <summary>Whether X has suspended our account.</summary>
    public bool IsSuspended { get; set; }

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
    public string Say(
        string text,
        XPerson? author = null,
        string? replyTo = null,
        string? quoted = null,
        string? repeated = null,
        int likes = 0
    )
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

    protected override string PostPath => "/2/tweets";

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
        app.MapFallback(context =>
            XDesk.ProblemAsync(context, 404, "Not Found Error", "Could not find the requested resource.", "resource-not-found")
        );
    }

    private RequestDelegate Guarded(string scope, RequestDelegate next) =>
        context =>
            _gate.Refuse(context.Request, scope) is { } status ? XDesk.RefusedAsync(context, status)
            : IsSuspended ? XDesk.ForbiddenAsync(context, "User has been suspended.", "user-suspended")
            : next(context);

    private async Task MentionAsync(HttpContext context)
    {
        var said = (await JsonNode.ParseAsync(context.Request.Body))!;
        var id = Say((string)said["text"]!, replyTo: (string?)said["replyTo"]);
        await XDesk.AnswerAsync(context, 200, new JsonObject { ["id"] = id });
    }

    private XEntry Add(
        XPerson author,
        string text,
        string? parent,
        string? quoted,
        string? repeated,
        IReadOnlyList<string>? media,
        int likes = 0
    )
    {
        var id = (_nextId += 7).ToString(CultureInfo.InvariantCulture);
        var conversation = _posts.Find(post => post.Id == parent)?.ConversationId ?? id;
        var entry = new XEntry(id, author, text, _clock.GetUtcNow(), conversation, parent, quoted, repeated, media) { Likes = likes };
        _posts.Add(entry);
        return entry;
    }
}
