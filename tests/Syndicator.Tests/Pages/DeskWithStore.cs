using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndicator.App;
using Syndicator.App.Commands;
using Syndicator.App.SignIn;
using Syndicator.Configuration;
using Syndicator.Editors;
using Syndicator.Scheduling;
using Syndicator.Tests.Composing;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.SignIn;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.Pages;

/// <summary>The real host with a real store on SQLite, and a visitor with a browser's manners: cookies are kept, redirections followed by hand, forms sent with their token.</summary>
internal sealed class DeskWithStore : IAsyncDisposable
{
    private readonly string _folder;
    private readonly WebApplication _app;
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _client;

    private DeskWithStore(string folder, WebApplication app, Syndication syndication, TestClock clock)
    {
        (_folder, _app, Syndication, Clock) = (folder, app, syndication, clock);
        _client = new HttpClient(_handler) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Syndication Syndication { get; }
    public TestClock Clock { get; }
    public Publication Publication => Syndication.Publications[0];

    /// <summary>Of the keys by which forms are protected.</summary>
    public string FormKeys => Path.Combine(_folder, "keys", Syndication.DeskFolder);

    public Uri Address => _client.BaseAddress!;

    public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints =>
        _app.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints;

    /// <param name="publication">Null: <see cref="Samples.Publication"/> with an account alpha.</param>
    /// <param name="hasSignIn">Whether one has to sign in, as the viewer Vic with <see cref="SignInServer.Password"/>.</param>
    public static async Task<DeskWithStore> StartAsync(Publication? publication = null, bool hasSignIn = false)
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-desk-").FullName;
        var clock = new TestClock();
        var storage = await SqliteServer.CreateAsync(folder);
        var syndication = await Shipped.OpenAsync(publication ?? Samples.Publication("alpha"), folder, storage, clock);
        var settings = new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0", ["Storage:Folder"] = folder };
        if (hasSignIn)
        {
            settings["SignIn:Local"] = "true";
        }

        var builder = SyndicatorHost.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<JobReports>();
        RunCommand.RegisterDesk(builder.Services, syndication);
        if (SignInSettings.Read(builder.Configuration) is { Options: { } options } signIn)
        {
            var people = syndication.SignInBy(options);
            SignInRoutes.Register(builder.Services, signIn, _ => people);
            await people.Editors.AddAsync(
                "vic",
                EditorRole.Viewer,
                SignInServer.Password,
                "cli:eve",
                TestContext.Current.CancellationToken
            );
        }

        var app = SyndicatorHost.Build(builder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DeskWithStore(folder, app, syndication, clock);
    }

    /// <summary>A page as the usual visitor sees it.</summary>
    public async Task<IDocument> PageAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(status);
        return await ReadAsync(response);
    }

    /// <summary>Presses the only button of a page that a selector finds, with these fields filled in, and gives the page that follows.</summary>
    public async Task<IDocument> PressAsync(IDocument page, string selector, params (string Name, string Value)[] fields)
    {
        using var response = await SendAsync(page, selector, fields);
        response.StatusCode.ShouldBe(
            HttpStatusCode.SeeOther,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        return await PageAsync(response.Headers.Location!.OriginalString.Split('#')[0]);
    }

    /// <summary>Presses it, and gives the answer itself.</summary>
    public Task<HttpResponseMessage> SendAsync(IDocument page, string selector, params (string Name, string Value)[] fields)
    {
        var button = page.QuerySelectorAll(selector).ShouldHaveSingleItem($"{selector} on {page.Title}");
        var form = button.Closest("form") ?? page.GetElementById(button.GetAttribute("form")!)!;
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        return PostAsync(button.GetAttribute("formaction") ?? form.GetAttribute("action")!, [.. hidden, .. fields]);
    }

    /// <summary>Sends fields, with nothing added.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>How the last act ended, by the page that followed; empty where it says nothing.</summary>
    public static string Said(IDocument page) => page.QuerySelector("#said p")?.TextContent.Trim() ?? "";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
        await Syndication.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
