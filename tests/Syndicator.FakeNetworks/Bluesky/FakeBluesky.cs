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

    /// <summary>In five minutes.</summary>
    public int LogIns
    {
        set => With(() => _accounts.LogIns = value);
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
            if (!record.ContainsKey("facets") && PostFacets.Of(text, _accounts) is { Count: > 0 } facets)
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
        With(() => _repository.Find(id.Split('#')[0]) is { } record && _repository.Delete(record.Author, record.Key));

    public void Like(string id) => With(() => _views.Likes[id.Split('#')[0]] = _views.Likes.GetValueOrDefault(id.Split('#')[0]) + 1);

    /// <summary>A notification for its own account exactly as written here, sense or not.</summary>
    public void Notify(string json) => With(() => _views.Raw.Add((Did, JsonNode.Parse(json))));

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

    /// <summary>Makes the app password good for writing, or for reading only.</summary>
    public bool MayWrite
    {
        set => With(() => _accounts.Find(Handle)!.MayWrite = value);
    }

    public bool IsTakenDown
    {
        set => With(() => _accounts.Find(Handle)!.IsTakenDown = value);
    }

    public void SwitchOn() => With(() => _accounts.Find(Handle)!.IsActive = true);

    /// <summary>Gives the app password again.</summary>
    public void Grant() => With(() => _accounts.Find(Handle)!.AppPassword = AppPassword);

    public void SwitchOff() => With(() => _accounts.Find(Handle)!.IsActive = false);

    protected override string PostPath => "/xrpc/com.atproto.repo.putRecord";

    protected override void Map(WebApplication app)
    {
        app.MapPost(
            "/_fake/say",
            async (HttpContext context) =>
            {
                var said = await JsonSerializer.DeserializeAsync<Said>(context.Request.Body, JsonSerializerOptions.Web);
                return Results.Text(Say(said!.Handle, said.Text, said.ReplyTo));
            }
        );
        new BlueskyMethods(_accounts, _repository, _views, _limit, () => Address, With).Map(app);
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

    private JsonObject Root(string id) =>
        _repository.Find(id.Split('#')[0])?.Reply("root") is { } root ? Reference($"{root.Uri}#{root.Cid}") : Reference(id);

    private static JsonObject Reference(string id) => new() { ["uri"] = id.Split('#')[0], ["cid"] = id.Split('#')[1] };

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
