using System.Globalization;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.CratesIo;

/// <summary>
/// crates.io as far as it tells of crates and their owners. It wants to know who asks and takes one request a second, if told to.
/// <c>POST /_fake/crates {"name", "description"?, "owners"?}</c> publishes a crate.
/// </summary>
public sealed class FakeCratesIo(TimeProvider clock) : FakeServer
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _crates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _owners = new(StringComparer.Ordinal);
    private long? _lastAt;

    public FakeCratesIo()
        : this(TimeProvider.System) { }

    /// <summary>Whether a second request within the same second is refused.</summary>
    public bool IsStrict { get; set; }

    /// <summary>In bytes, of what a crate's versions take when nobody does without them.</summary>
    public int VersionsLength { get; set; }

    /// <summary>Nothing is posted here.</summary>
    public override IReadOnlyList<FakePost> Ledger => [];

    protected override string PostPath => "/";

    /// <param name="owners">Logins; a team's has colons.</param>
    public void Publish(string name, string? description = null, string version = "1.2.3", params string[] owners)
    {
        lock (_lock)
        {
            _owners[Key(name)] = owners;
            _crates[Key(name)] = new JsonObject
            {
                ["id"] = name,
                ["name"] = name,
                ["description"] = description,
                ["homepage"] = null,
                ["documentation"] = $"https://docs.rs/{name}",
                ["repository"] = $"https://git.example/{name}",
                ["downloads"] = 123_456_789_012,
                ["recent_downloads"] = 345,
                ["max_version"] = version,
                ["max_stable_version"] = version.Contains('-', StringComparison.Ordinal) ? null : version,
                ["newest_version"] = version,
                ["created_at"] = "2024-07-18T20:26:37.251406Z",
                ["updated_at"] = "2026-03-02T01:12:13.014Z",
                ["exact_match"] = false,
            };
        }
    }

    protected override void Map(WebApplication app)
    {
        app.MapPost("/_fake/crates", PublishAsync);
        app.MapGet("/api/v1/crates/{name}", (HttpContext context, string name) => AnswerAsync(context, name, CrateJson));
        app.MapGet("/api/v1/crates/{name}/owners", (HttpContext context, string name) => AnswerAsync(context, name, OwnersJson));
        app.MapFallback(context => ProblemAsync(context, 404, "Not Found"));
    }

    private async Task PublishAsync(HttpContext context)
    {
        var said = (await JsonNode.ParseAsync(context.Request.Body))!;
        Publish(
            (string)said["name"]!,
            (string?)said["description"],
            owners: [.. (said["owners"] as JsonArray ?? []).Select(owner => (string)owner!)]
        );
        context.Response.StatusCode = 204;
    }

    private Task AnswerAsync(HttpContext context, string name, Func<HttpContext, string, JsonObject> answer)
    {
        if (!context.Request.Headers.UserAgent.ToString().Contains("(+", StringComparison.Ordinal))
        {
            return ProblemAsync(context, 403, "Say who you are: a name and an address in the User-Agent header.");
        }

        JsonObject told;
        lock (_lock)
        {
            var isTooEarly = IsStrict && _lastAt is { } last && clock.GetElapsedTime(last) < TimeSpan.FromSeconds(1);
            _lastAt = clock.GetTimestamp();
            if (isTooEarly)
            {
                context.Response.Headers.RetryAfter = "30";
                return ProblemAsync(context, 429, "You have sent too many requests.");
            }

            if (!_crates.ContainsKey(Key(name)))
            {
                return ProblemAsync(context, 404, $"crate `{name}` does not exist");
            }

            told = answer(context, Key(name));
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(told.ToJsonString());
    }

    private JsonObject CrateJson(HttpContext context, string key)
    {
        var isShort = context.Request.Query.ContainsKey("include");
        var crate = _crates[key].DeepClone();
        if (isShort)
        {
            crate["default_version"] = crate["max_version"]!.DeepClone();
            crate["max_stable_version"] = null;
            (crate["max_version"], crate["newest_version"]) = ("0.0.0", "0.0.0");
        }

        return new JsonObject
        {
            ["crate"] = crate,
            ["versions"] = isShort ? null : new JsonArray(new JsonObject { ["features"] = new string('x', VersionsLength) }),
            ["keywords"] = new JsonArray(),
        };
    }

    private JsonObject OwnersJson(HttpContext context, string key) =>
        new()
        {
            ["users"] = new JsonArray([
                .. _owners[key]
                    .Select(
                        (login, i) =>
                            new JsonObject
                            {
                                ["id"] = i + 1,
                                ["login"] = login,
                                ["kind"] = login.Contains(':', StringComparison.Ordinal) ? "team" : "user",
                                ["url"] = string.Create(CultureInfo.InvariantCulture, $"https://github.com/{login}"),
                                ["name"] = i == 0 ? "The First" : null,
                            }
                    ),
            ]),
        };

    private static Task ProblemAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(
            new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["detail"] = detail }) }.ToJsonString()
        );
    }

    private static string Key(string name) => name.Replace('-', '_').ToLowerInvariant();
}
