using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Syndicator.Tests.SignIn;

/// <summary>A provider that keeps to the rules, OAuth's and PKCE's, until a test tells it what else to answer.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientSecret = "s3cret/with+signs";

    private const string Ben = """{"sub": "7", "preferred_username": "ben", "groups": ["news"]}""";

    private readonly WebApplication _app;
    private readonly Dictionary<string, (string Challenge, string ReturnTo)> _codes = [];
    private readonly HashSet<string> _tokens = [];

    private FakeProvider(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What it says of whoever signs in.</summary>
    public string User { get; set; } = Ben;

    /// <summary>Instead of sending the browser back with a code.</summary>
    public string? BackWith { get; set; }

    /// <summary>Whether it wants to be told who we are in the header, and nowhere else.</summary>
    public bool WantsHeader { get; set; }

    /// <summary>Instead of an answer at a path; with its type, its status and its text.</summary>
    public Dictionary<string, (string Type, int Status, string Text)> Instead { get; } = [];

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.Use(provider.AnswerInsteadAsync);
        app.MapGet("/.well-known/openid-configuration", provider.Describe);
        app.MapGet("/authorize", provider.Authorize);
        // Cast: as a method of a context that returns a task, its result would not be sent.
        app.MapPost("/token", (Func<HttpContext, Task<IResult>>)provider.ExchangeAsync);
        app.MapGet("/me", provider.Me);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>Settings of a desk that knows it under the name <c>company</c>.</summary>
    /// <param name="describes">Whether the desk asks it for its addresses.</param>
    public (string, string)[] Settings(bool describes = true) =>
        [
            ("Local", "false"),
            ("Providers:0:Name", "company"),
            ("Providers:0:Title", "The Company"),
            ("Providers:0:ClientId", "desk"),
            ("Providers:0:ClientSecret", "env:" + SecretVariable),
            ("Editors:0", "company:ben"),
            ("Viewers:0", "company:groups=readers"),
            .. describes
                ? new[] { ("Providers:0:Authority", Address.AbsoluteUri.TrimEnd('/')) }
                :
                [
                    ("Providers:0:AuthorizationEndpoint", new Uri(Address, "/authorize?tenant=1").AbsoluteUri),
                    ("Providers:0:TokenEndpoint", new Uri(Address, "/token").AbsoluteUri),
                    ("Providers:0:UserInformationEndpoint", new Uri(Address, "/me").AbsoluteUri),
                    ("Providers:0:NameClaim", "preferred_username"),
                ],
        ];

    public const string SecretVariable = "SYNDICATOR_TEST_CLIENT_SECRET_OF_FAKE";

    /// <summary>As it was at first.</summary>
    public void Behave()
    {
        (User, BackWith, WantsHeader) = (Ben, null, false);
        Instead.Clear();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerInsteadAsync(HttpContext context, RequestDelegate next)
    {
        if (Instead.TryGetValue(context.Request.Path, out var answer))
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.Type;
            await context.Response.WriteAsync(answer.Text);
            return;
        }

        await next(context);
    }

    private IResult Describe() =>
        Results.Json(
            new
            {
                issuer = Address.AbsoluteUri.TrimEnd('/'),
                authorization_endpoint = new Uri(Address, "/authorize"),
                token_endpoint = new Uri(Address, "/token"),
                userinfo_endpoint = new Uri(Address, "/me"),
            }
        );

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        (query["response_type"].ToString(), query["client_id"].ToString(), query["code_challenge_method"].ToString()).ShouldBe(
            ("code", "desk", "S256")
        );
        var code = RandomNumberGenerator.GetHexString(32);
        _codes[code] = (query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        var back = BackWith ?? $"code={code}&state=STATE&iss={Uri.EscapeDataString(Address.AbsoluteUri.TrimEnd('/'))}";
        return Results.Redirect($"{query["redirect_uri"]}?{back.Replace("STATE", query["state"].ToString(), StringComparison.Ordinal)}");
    }

    private async Task<IResult> ExchangeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!KnowsClient(context, form))
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.Remove(form["code"].ToString(), out var issued) || issued != (challenge, form["redirect_uri"].ToString()))
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var token = RandomNumberGenerator.GetHexString(32);
        _tokens.Add(token);
        return Results.Json(new { access_token = token, token_type = "Bearer" });
    }

    private bool KnowsClient(HttpContext context, IFormCollection form)
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("desk:" + WebUtility.UrlEncode(ClientSecret)));
        return WantsHeader
            ? context.Request.Headers.Authorization == basic && form["client_secret"].Count == 0
            : form["client_id"] == "desk" && form["client_secret"] == ClientSecret;
    }

    private IResult Me(HttpContext context) =>
        _tokens.Contains(context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal))
            ? Results.Text(User, "application/json")
            : Results.Unauthorized();
}
