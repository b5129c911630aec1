using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>
/// One server of Bluesky with the view of the whole network: sessions, records under keys of the client's choice, blobs, notifications, threads. Its own
/// account is <see cref="Handle"/>; anybody else speaks by <see cref="Say"/> or <c>POST /_fake/say</c>.
/// </summary>
public sealed class FakeBluesky : FakeServer
{
    public const string Handle = "newsletter.test";
    public const string AppPassword = "fake-fake-fake-fake";

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly BlueskyAccounts _accounts;
    private readonly BlueskyRepository _repository;
    private readonly BlueskyViews _views;
    private readonly WriteLimit _limit;

    public FakeBluesky(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _accounts = new BlueskyAccounts(_clock);
        _repository = new BlueskyRepository(_clock);
        _views = new BlueskyViews(_repository);
        _limit = new WriteLimit(_clock);
        Did = _accounts.Add(Handle, AppPassword).Did;
    }

    /// <summary>Of its own account.</summary>
    public string Did { get; }

    public override IReadOnlyList<FakePost> Ledger => With(() => Posts(_accounts.Find(Handle)!));

    /// <summary>Points for writing in an hour.</summary>
    public int WritePoints
    {
        set => With(() => _limit.Points = value);
    }

    /// <summary>Every token it has given out.</summary>
    public IReadOnlyList<string> Tokens => With(() => _accounts.Tokens);

    /// <summary>A post by somebody with a handle of this server. Mentions of handles it knows become facets, as clients make them.</summary>
    /// <param name="more">Further members of the record.</param>
    /// <returns>Its address and hash, with a number sign between.</returns>
    public string Say(string handle, string text, string? replyTo = null, JsonObject? more = null) =>
        With(() =>
        {
            var author = _accounts.Find(handle) ?? _accounts.Add(handle, null);
            var record = more?.DeepClone().AsObject() ?? [];
            record["$type"] = BlueskyRepository.Collection;
            record["text"] = text;
            record["createdAt"] ??= _clock.GetUtcNow().Written();
            if (!record.ContainsKey("facets") && Facets(text) is { Count: > 0 } facets)
            {
                record["facets"] = facets;
            }

            if (replyTo is not null)
            {
                record["reply"] = new JsonObject { ["root"] = Root(replyTo), ["parent"] = Reference(replyTo) };
            }

            var (post, _) = _repository.Put(author, _repository.NextKey(), JsonSerializer.SerializeToElement(record));
            return $"{post.Uri}#{post.Cid}";
        });

    /// <summary>Removes anybody's post.</summary>
    public void Remove(string id) =>
        With(() =>
            _repository.Find(id.Split('#')[0]) is { } record && _repository.Delete(record.Author, record.Key)
        );

    public void Like(string id) => With(() => _views.Likes[id.Split('#')[0]] = _views.Likes.GetValueOrDefault(id.Split('#')[0]) + 1);

    /// <summary>A notification for its own account exactly as written here, sense or not.</summary>
    public void Notify(string json) => With(() => _views.Raw.Add((Did, JsonNode.Parse(json)!)) );

    /// <summary>What somebody says of themselves in their profile: <c>bot</c>, <c>!no-unauthenticated</c>.</summary>
    public void Label(string handle, string label) => With(() => (_accounts.Find(handle) ?? _accounts.Add(handle, null)).Labels.Add(label));

    /// <summary>Ends all access tokens; refreshing works.</summary>
    public void EndAccess() => With(_accounts.EndAccess);

    /// <summary>Forgets all tokens; logging in works.</summary>
    public void ForgetTokens() => With(_accounts.ForgetTokens);

    /// <summary>Takes the app password and what came of it back.</summary>
    public void Revoke() =>
        With(() =>
        {
            _accounts.Find(Handle)!.AppPassword = null;
            _accounts.ForgetTokens();
        });

    public void SwitchOff() => With(() => _accounts.Find(Handle)!.IsActive = false);

    protected override void Map(WebApplication app)
    {
        app.MapPost("/_fake/say", async (HttpContext context) =>
        {
            var said = await JsonSerializer.DeserializeAsync<Said>(context.Request.Body, JsonSerializerOptions.Web);
            return Results.Text(Say(said!.Handle, said.Text, said.ReplyTo));
        });
        Procedure(app, "com.atproto.server.createSession", (_, body) => _accounts.LogIn(body, Address));
        Procedure(app, "com.atproto.server.refreshSession", (context, _) => _accounts.Refresh(Bearer(context), Address));
        Procedure(app, "com.atproto.repo.putRecord", Put);
        Procedure(app, "com.atproto.repo.createRecord", Create);
        Procedure(app, "com.atproto.repo.deleteRecord", Delete);
        app.MapPost("/xrpc/com.atproto.repo.uploadBlob", UploadAsync);
        Query(app, "com.atproto.server.getSession", context => Session(Who(context)));
        Query(app, "com.atproto.repo.getRecord", GetRecord);
        Query(app, "com.atproto.repo.listRecords", ListRecords);
        Query(app, "com.atproto.identity.resolveHandle", Resolve);
        Query(app, "app.bsky.actor.getProfile", Profile);
        Query(app, "app.bsky.feed.getPosts", GetPosts);
        Query(app, "app.bsky.feed.getPostThread", GetThread);
        Query(app, "app.bsky.notification.listNotifications", ListNotifications);
    }

    private void Query(WebApplication app, string method, Func<HttpContext, JsonObject> answer) =>
        app.MapGet("/xrpc/" + method, context => AnswerAsync(context, () => answer(context)));

    private void Procedure(WebApplication app, string method, Func<HttpContext, JsonElement, JsonObject> answer) =>
        app.MapPost(
            "/xrpc/" + method,
            async context =>
            {
                var body = await BodyAsync(context);
                await AnswerAsync(context, () => answer(context, body));
            }
        );

    private async Task AnswerAsync(HttpContext context, Func<JsonObject> answer)
    {
        JsonObject body;
        try
        {
            body = With(answer);
        }
        catch (XrpcError error)
        {
            context.Response.StatusCode = error.Status;
            body = new JsonObject { ["error"] = error.Name, ["message"] = error.Message };
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString());
    }

    private static async Task<JsonElement> BodyAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private JsonObject Put(HttpContext context, JsonElement body)
    {
        var account = Author(context, body);
        _limit.Spend(account, 2, context.Response);
        var key = Text(body, "rkey") ?? throw XrpcError.Invalid("Input must have the property \"rkey\"");
        if (body.TryGetProperty("swapRecord", out var swap) && _repository.Find(account, key) is { } old && swap.ValueKind == JsonValueKind.Null)
        {
            throw new XrpcError(400, "InvalidSwap", $"Record was at {old.Cid}");
        }

        var (record, isWritten) = _repository.Put(account, key, body.GetProperty("record"));
        return Written(record, isWritten);
    }

    private JsonObject Create(HttpContext context, JsonElement body)
    {
        var account = Author(context, body);
        _limit.Spend(account, 3, context.Response);
        var key = Text(body, "rkey") ?? _repository.NextKey();
        return _repository.Find(account, key) is null
            ? Written(_repository.Put(account, key, body.GetProperty("record")).Record, isWritten: true)
            : throw new XrpcError(500, "InternalServerError", "Internal Server Error");
    }

    private JsonObject Delete(HttpContext context, JsonElement body)
    {
        var account = Author(context, body);
        _limit.Spend(account, 1, context.Response);
        return _repository.Delete(account, Text(body, "rkey") ?? "") ? new JsonObject { ["commit"] = new JsonObject() } : [];
    }

    private async Task UploadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        await AnswerAsync(
            context,
            () =>
            {
                Who(context);
                var type = context.Request.ContentType ?? "application/octet-stream";
                return new JsonObject
                {
                    ["blob"] = new JsonObject
                    {
                        ["$type"] = "blob",
                        ["ref"] = new JsonObject { ["$link"] = _repository.Upload(bytes.ToArray(), type) },
                        ["mimeType"] = type,
                        ["size"] = bytes.Length,
                    },
                };
            }
        );
    }

    private JsonObject GetRecord(HttpContext context)
    {
        var key = Argument(context, "rkey");
        var author = _accounts.Find(Argument(context, "repo"));
        var record = _repository.Find(author, key);
        return record is null
            ? throw new XrpcError(400, "RecordNotFound", $"Could not locate record: at://{author?.Did}/{BlueskyRepository.Collection}/{key}")
            : Record(record);
    }

    private JsonObject ListRecords(HttpContext context)
    {
        var author = _accounts.Find(Argument(context, "repo")) ?? throw new XrpcError(400, "RepoNotFound", "Could not find repo");
        var records = _repository.Records.Where(record => record.Author == author).OrderByDescending(record => record.Key, StringComparer.Ordinal);
        return new JsonObject { ["records"] = new JsonArray([.. records.Take(Limit(context)).Select(Record)]) };
    }

    private JsonObject Resolve(HttpContext context) =>
        _accounts.Find(Argument(context, "handle")) is { } account
            ? new JsonObject { ["did"] = account.Did }
            : throw XrpcError.Invalid("Unable to resolve handle");

    private JsonObject Profile(HttpContext context)
    {
        Who(context);
        return _accounts.Find(Argument(context, "actor")) is { } account
            ? BlueskyViews.Author(account)
            : throw XrpcError.Invalid("Profile not found");
    }

    private JsonObject GetPosts(HttpContext context)
    {
        Who(context);
        var uris = context.Request.Query["uris"];
        return uris.Count is 0 or > 25
            ? throw XrpcError.Invalid("Error: Params must have between 1 and 25 uris")
            : new JsonObject { ["posts"] = new JsonArray([.. uris.Select(uri => _repository.Find(uri!)).OfType<BlueskyRecord>().Select(_views.Post)]) };
    }

    private JsonObject GetThread(HttpContext context)
    {
        Who(context);
        var record = _repository.Find(Argument(context, "uri") ?? "") ?? throw new XrpcError(400, "NotFound", "Post not found");
        var depth = int.TryParse(Argument(context, "depth"), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 6;
        return new JsonObject { ["thread"] = _views.Thread(record, depth) };
    }

    private JsonObject ListNotifications(HttpContext context) =>
        _views.Notifications(
            Who(context),
            [.. context.Request.Query["reasons"].OfType<string>()],
            Limit(context),
            Argument(context, "cursor")
        );

    private static JsonObject Session(BlueskyAccount account)
    {
        var session = new JsonObject { ["did"] = account.Did, ["handle"] = account.Handle, ["active"] = account.IsActive };
        if (!account.IsActive)
        {
            session["status"] = "deactivated";
        }

        return session;
    }

    private BlueskyAccount Author(HttpContext context, JsonElement body)
    {
        var account = Who(context);
        if (_accounts.Find(Text(body, "repo")) != account)
        {
            throw new XrpcError(403, "Forbidden", "Not your repository");
        }

        return account.IsActive ? account : throw new XrpcError(400, "AccountDeactivated", "Account is deactivated");
    }

    private BlueskyAccount Who(HttpContext context) => _accounts.Who(Bearer(context));

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : null;

    private static string? Argument(HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static int Limit(HttpContext context) =>
        Argument(context, "limit") is not { } limit ? 50
        : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100 ? number
        : throw XrpcError.Invalid("Error: limit must be between 1 and 100");

    private static JsonObject Record(BlueskyRecord record) =>
        new()
        {
            ["uri"] = record.Uri,
            ["cid"] = record.Cid,
            ["value"] = JsonNode.Parse(record.Value.GetRawText()),
        };

    private static JsonObject Written(BlueskyRecord record, bool isWritten)
    {
        var answer = new JsonObject { ["uri"] = record.Uri, ["cid"] = record.Cid };
        if (isWritten)
        {
            answer["commit"] = new JsonObject { ["cid"] = record.Cid, ["rev"] = record.Key };
        }

        answer["validationStatus"] = "valid";
        return answer;
    }

    private List<FakePost> Posts(BlueskyAccount account) =>
        [
            .. _repository
                .Records.Where(record => record.Author == account)
                .Select(record => new FakePost(
                    $"{record.Uri}#{record.Cid}",
                    account.Handle,
                    record.Text,
                    record.Reply("parent") is { } parent ? $"{parent.Uri}#{parent.Cid}" : null,
                    record.Key,
                    record.IndexedAt
                )),
        ];

    private JsonArray Facets(string text)
    {
        var facets = new JsonArray();
        foreach (var (at, word) in Words(text))
        {
            if (word.StartsWith('@') && _accounts.Find(word[1..]) is { } account)
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
            at += System.Text.Encoding.UTF8.GetByteCount(word) + 1;
        }
    }

    private static JsonObject Facet(int at, string word, JsonObject feature) =>
        new()
        {
            ["index"] = new JsonObject { ["byteStart"] = at, ["byteEnd"] = at + System.Text.Encoding.UTF8.GetByteCount(word) },
            ["features"] = new JsonArray(feature),
        };

    private JsonObject Root(string id) =>
        _repository.Find(id.Split('#')[0])?.Reply("root") is { } root ? Reference($"{root.Uri}#{root.Cid}") : Reference(id);

    private static JsonObject Reference(string id) => new() { ["uri"] = id.Split('#')[0], ["cid"] = id.Split('#')[1] };

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private T With<T>(Func<T> act)
    {
        lock (_lock)
        {
            return act();
        }
    }

    private void With(Action act)
    {
        lock (_lock)
        {
            act();
        }
    }

    private sealed record Said(string Handle, string Text, string? ReplyTo = null);
}
