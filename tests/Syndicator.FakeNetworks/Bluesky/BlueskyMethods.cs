using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Bluesky;

/// <summary>The methods of the server, one at a time.</summary>
internal sealed class BlueskyMethods(
    BlueskyAccounts accounts,
    BlueskyRepository repository,
    BlueskyViews views,
    WriteLimit limit,
    Func<Uri> server,
    Func<Func<JsonObject>, JsonObject> oneAtATime
)
{
    public void Map(WebApplication app)
    {
        Procedure(app, "com.atproto.server.createSession", (_, body) => accounts.LogIn(body, server()));
        Procedure(app, "com.atproto.server.refreshSession", (context, _) => accounts.Refresh(Bearer(context), server()));
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
            body = oneAtATime(answer);
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
        limit.Spend(account, 2, context.Response);
        var key = Text(body, "rkey") ?? throw XrpcError.Invalid("Input must have the property \"rkey\"");
        if (
            body.TryGetProperty("swapRecord", out var swap)
            && repository.Find(account, key) is { } old
            && swap.ValueKind == JsonValueKind.Null
        )
        {
            throw new XrpcError(400, "InvalidSwap", $"Record was at {old.Cid}");
        }

        var (record, isWritten) = repository.Put(account, key, body.GetProperty("record"));
        return Written(record, isWritten);
    }

    private JsonObject Create(HttpContext context, JsonElement body)
    {
        var account = Author(context, body);
        limit.Spend(account, 3, context.Response);
        var key = Text(body, "rkey") ?? repository.NextKey();
        return repository.Find(account, key) is null
            ? Written(repository.Put(account, key, body.GetProperty("record")).Record, isWritten: true)
            : throw new XrpcError(500, "InternalServerError", "Internal Server Error");
    }

    private JsonObject Delete(HttpContext context, JsonElement body)
    {
        var account = Author(context, body);
        limit.Spend(account, 1, context.Response);
        return repository.Delete(account, Text(body, "rkey") ?? "") ? new JsonObject { ["commit"] = new JsonObject() } : [];
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
                        ["ref"] = new JsonObject { ["$link"] = repository.Upload(bytes.ToArray(), type) },
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
        var author = accounts.Find(Argument(context, "repo"));
        var record = repository.Find(author, key);
        return record is null
            ? throw new XrpcError(
                400,
                "RecordNotFound",
                $"Could not locate record: at://{author?.Did}/{BlueskyRepository.Collection}/{key}"
            )
            : Record(record);
    }

    private JsonObject ListRecords(HttpContext context)
    {
        var author = accounts.Find(Argument(context, "repo")) ?? throw new XrpcError(400, "RepoNotFound", "Could not find repo");
        var records = repository
            .Records.Where(record => record.Author == author)
            .OrderByDescending(record => record.Key, StringComparer.Ordinal);
        return new JsonObject { ["records"] = new JsonArray([.. records.Take(Limit(context)).Select(Record)]) };
    }

    private JsonObject Resolve(HttpContext context) =>
        accounts.Find(Argument(context, "handle")) is { } account
            ? new JsonObject { ["did"] = account.Did }
            : throw XrpcError.Invalid("Unable to resolve handle");

    private JsonObject Profile(HttpContext context)
    {
        Who(context);
        return accounts.Find(Argument(context, "actor")) is { } account
            ? BlueskyViews.Author(account)
            : throw XrpcError.Invalid("Profile not found");
    }

    private JsonObject GetPosts(HttpContext context)
    {
        Who(context);
        var uris = context.Request.Query["uris"];
        return uris.Count is 0 or > 25
            ? throw XrpcError.Invalid("Error: Params must have between 1 and 25 uris")
            : new JsonObject
            {
                ["posts"] = new JsonArray([.. uris.Select(uri => repository.Find(uri!)).OfType<BlueskyRecord>().Select(views.Post)]),
            };
    }

    private JsonObject GetThread(HttpContext context)
    {
        Who(context);
        var record = repository.Find(Argument(context, "uri") ?? "") ?? throw new XrpcError(400, "NotFound", "Post not found");
        var depth = int.TryParse(Argument(context, "depth"), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 6;
        return new JsonObject { ["thread"] = views.Thread(record, depth) };
    }

    private JsonObject ListNotifications(HttpContext context) =>
        views.Notifications(
            Who(context),
            [.. context.Request.Query["reasons"].OfType<string>()],
            Limit(context),
            Argument(context, "cursor")
        );

    private static JsonObject Session(BlueskyAccount account)
    {
        var session = new JsonObject
        {
            ["did"] = account.Did,
            ["handle"] = account.Handle,
            ["active"] = account.IsActive,
        };
        if (!account.IsActive)
        {
            session["status"] = "deactivated";
        }

        return session;
    }

    private BlueskyAccount Author(HttpContext context, JsonElement body)
    {
        var account = Who(context);
        if (accounts.Find(Text(body, "repo")) != account)
        {
            throw new XrpcError(403, "Forbidden", "Not your repository");
        }

        return !account.MayWrite ? throw new XrpcError(400, "InvalidToken", "Bad token scope")
            : account.IsTakenDown ? throw new XrpcError(400, "AccountTakedown", "Account has been taken down")
            : account.IsActive ? account
            : throw new XrpcError(400, "AccountDeactivated", "Account is deactivated");
    }

    private BlueskyAccount Who(HttpContext context) => accounts.Who(Bearer(context));

    private static string? Bearer(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header[7..]
            : null;

    private static string? Argument(HttpContext context, string name) =>
        context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static int Limit(HttpContext context) =>
        Argument(context, "limit") is not { } named ? 50
        : int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100 ? number
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

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
