using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Syndicator.Configuration;
using Syndicator.Editors;
using Syndicator.Tests.Pages;
using Syndicator.Tests.Publishing;

namespace Syndicator.Tests.Api;

/// <summary>What came back.</summary>
internal sealed record ApiReply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, MediaTypeHeaderValue? Type)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Code => Json["code"]!.GetValue<string>();

    public string Detail => Json["detail"]!.GetValue<string>();
}

/// <summary>The real host with a real store, and a program that has an editor's token. Every answer is compared with the document.</summary>
internal sealed class ApiDesk : IAsyncDisposable
{
    public const string Gazette = "/api/v1/publications/gazette";

    private readonly HttpClient _client;

    private ApiDesk(DeskWithStore desk, HttpClient client, DescribedApi described, string editor, string viewer)
    {
        (Desk, _client, Described, Editor, Viewer) = (desk, client, described, editor, viewer);
    }

    public DeskWithStore Desk { get; }
    public DescribedApi Described { get; }
    public string Editor { get; }
    public string Viewer { get; }

    /// <summary>What was asked for and went well.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public Syndication Syndication => Desk.Syndication;

    public static async Task<ApiDesk> StartAsync(Publication? publication = null)
    {
        var stop = TestContext.Current.CancellationToken;
        var desk = await DeskWithStore.StartAsync(publication ?? Samples.Publication("alpha"));
        var people = desk.Syndication.SignInBy(new SignInOptions());
        // Nobody signs in with it, so it need not be slow to guess.
        using var passwords = new Passwords(iterations: 10);
        await new LocalEditors(desk.Syndication.Database, passwords, people.Clock).AddAsync(
            "ann",
            EditorRole.Editor,
            "four words nobody says",
            "cli:eve",
            stop
        );
        var editor = await people.Tokens.AddAsync(Person.OfLocal("ann"), "tests", EditorRole.Editor, "cli:eve", stop);
        var viewer = await people.Tokens.AddAsync(Person.OfLocal("ann"), "tests", EditorRole.Viewer, "cli:eve", stop);
        people.Dispose();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = desk.Address,
        };
        using var request = Request(HttpMethod.Get, "/api/v1/openapi.json", editor, null);
        using var response = await client.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return new ApiDesk(desk, client, new DescribedApi(JsonNode.Parse(text)!.AsObject()), editor, viewer);
    }

    public Task<ApiReply> GetAsync(string path, HttpStatusCode status = HttpStatusCode.OK) => AskAsync(HttpMethod.Get, path, null, status);

    /// <param name="body">JSON as it is sent; null: nothing is.</param>
    /// <param name="seen">For the header If-Match.</param>
    public Task<ApiReply> PostAsync(string path, string? body, HttpStatusCode status = HttpStatusCode.OK, string? seen = null) =>
        AskAsync(
            HttpMethod.Post,
            path,
            body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
            status,
            seen is null ? null : request => request.Headers.TryAddWithoutValidation("If-Match", seen)
        );

    /// <summary>Asks with the editor's token, and compares what comes with what was expected and with the document.</summary>
    public async Task<ApiReply> AskAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        HttpStatusCode status,
        Action<HttpRequestMessage>? change = null,
        string? token = null
    )
    {
        using var request = Request(method, path, token ?? Editor, content);
        change?.Invoke(request);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status, $"{method} {path}: {text}");
        if (Described.Find(method.Method, path) is var (id, described))
        {
            Described.Check(described, (int)status, response.Content.Headers.ContentType, text).ShouldBeEmpty($"{id}: {text}");
            if (status == HttpStatusCode.OK)
            {
                Seen.Add(id);
            }
        }

        return new ApiReply(response.StatusCode, text, response.Headers, response.Content.Headers.ContentType);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Desk.DisposeAsync();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string token, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (token.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        return request;
    }
}
