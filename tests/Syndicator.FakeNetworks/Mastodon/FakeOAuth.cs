using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Syndicator.FakeNetworks.Mastodon;

/// <summary>Registration of programs, the authorisation code with PKCE, revocation. The operator at the browser always agrees.</summary>
internal sealed class FakeOAuth(TimeProvider clock, string account, Dictionary<string, string> tokens)
{
    private sealed record App(string Id, string Secret, string Name, string RedirectUri, string[] Scopes);

    private sealed record Code(App App, string[] Scopes, string? Challenge, DateTimeOffset At);

    private readonly Dictionary<string, App> _apps = [];
    private readonly Dictionary<string, Code> _codes = [];
    private readonly Dictionary<string, string> _owners = [];
    private int _count;

    public void Map(WebApplication app)
    {
        app.MapGet(
            "/.well-known/oauth-authorization-server",
            (HttpContext context) => Results.Json(Metadata($"http://{context.Request.Host}/"))
        );
        app.MapPost("/api/v1/apps", Handler(RegisterAsync));
        app.MapGet("/oauth/authorize", Authorize);
        app.MapPost("/oauth/token", Handler(TokenAsync));
        app.MapPost("/oauth/revoke", Handler(RevokeAsync));
    }

    private static JsonObject Metadata(string server) =>
        new()
        {
            ["issuer"] = server,
            ["service_documentation"] = "https://docs.joinmastodon.org/",
            ["authorization_endpoint"] = server + "oauth/authorize",
            ["token_endpoint"] = server + "oauth/token",
            ["revocation_endpoint"] = server + "oauth/revoke",
            ["userinfo_endpoint"] = server + "oauth/userinfo",
            ["app_registration_endpoint"] = server + "api/v1/apps",
            ["scopes_supported"] = new JsonArray("read", "profile", "write", "read:accounts", "read:notifications", "read:statuses"),
            ["response_types_supported"] = new JsonArray("code"),
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["grant_types_supported"] = new JsonArray("authorization_code", "client_credentials"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
        };

    /// <summary>A handler whose result is written: one of this shape alone would count as one that writes by itself.</summary>
    public static Delegate Handler(Func<HttpContext, Task<IResult>> handle) => handle;

    private async Task<IResult> RegisterAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_name"].ToString() is not { Length: > 0 and <= 60 } || form["redirect_uris"].ToString().Length == 0)
        {
            return FakeMastodon.Error(422, "Validation failed: Application name can't be blank");
        }

        var number = ++_count;
        var app = new App(
            $"client-{number}",
            $"client-secret-{number}",
            form["client_name"]!,
            form["redirect_uris"]!,
            form["scopes"].ToString().Split(' ')
        );
        _apps[app.Id] = app;
        return Results.Json(
            new JsonObject
            {
                ["id"] = $"{number}",
                ["client_id"] = app.Id,
                ["client_secret"] = app.Secret,
                ["client_secret_expires_at"] = 0,
                ["name"] = app.Name,
                ["redirect_uri"] = app.RedirectUri,
                ["redirect_uris"] = new JsonArray(app.RedirectUri),
                ["scopes"] = new JsonArray([.. app.Scopes.Select(scope => (JsonNode)scope)]),
                ["vapid_key"] = "",
            }
        );
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (!_apps.TryGetValue(query["client_id"].ToString(), out var app) || query["redirect_uri"] != app.RedirectUri)
        {
            return Results.Content("<html>The redirect uri included is not valid.</html>", "text/html", statusCode: 400);
        }

        var scopes = query["scope"].ToString().Split(' ');
        if (scopes.Except(app.Scopes).Any() || (query["code_challenge"].Count > 0 && query["code_challenge_method"] != "S256"))
        {
            return Results.Redirect($"{app.RedirectUri}?error=invalid_scope&state={query["state"]}");
        }

        var code = $"code-{++_count}";
        _codes[code] = new Code(app, scopes, query["code_challenge"], clock.GetUtcNow());
        return app.RedirectUri.StartsWith("urn:", StringComparison.Ordinal)
            ? Results.Content($"<html><input class=\"oauth-code\" value=\"{code}\"></html>", "text/html")
            : Results.Redirect($"{app.RedirectUri}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!_apps.TryGetValue(form["client_id"].ToString(), out var app) || form["client_secret"] != app.Secret)
        {
            return OAuthError(401, "invalid_client", "Client authentication failed due to unknown client.");
        }

        if (form["grant_type"] != "authorization_code")
        {
            return OAuthError(400, "unsupported_grant_type", "The authorization grant type is not supported.");
        }

        if (
            !_codes.Remove(form["code"].ToString(), out var code)
            || code.App != app
            || form["redirect_uri"] != app.RedirectUri
            || clock.GetUtcNow() - code.At > TimeSpan.FromMinutes(10)
            || (code.Challenge is not null && code.Challenge != Challenge(form["code_verifier"].ToString()))
        )
        {
            return OAuthError(400, "invalid_grant", "The provided authorization grant is invalid, expired or revoked.");
        }

        var token = $"token-of-{app.Id}-{++_count}";
        tokens[token] = string.Join(' ', code.Scopes);
        _owners[token] = app.Id;
        return Results.Json(
            new JsonObject
            {
                ["access_token"] = token,
                ["token_type"] = "Bearer",
                ["scope"] = tokens[token],
                ["created_at"] = clock.GetUtcNow().ToUnixTimeSeconds(),
                ["me"] = account,
            }
        );
    }

    private async Task<IResult> RevokeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var token = form["token"].ToString();
        if (_owners.TryGetValue(token, out var owner) && owner != form["client_id"])
        {
            return OAuthError(403, "unauthorized_client", "You are not authorized to revoke this token");
        }

        tokens.Remove(token);
        return Results.Json(new JsonObject());
    }

    private static string Challenge(string verifier) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    private static IResult OAuthError(int status, string code, string description) =>
        Results.Json(new JsonObject { ["error"] = code, ["error_description"] = description }, statusCode: status);
}
