using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndicator.App;
using Syndicator.App.SignIn;
using Syndicator.Calls.Feeds;
using Syndicator.Configuration;
using Syndicator.Editors;
using Syndicator.Networks.Wire;
using Syndicator.Storage;
using Syndicator.Tests.Calls.Feeds;
using Syndicator.Tests.Pages;
using Syndicator.Tests.Publishing;
using Syndicator.Tests.Storage;

namespace Syndicator.Tests.SignIn;

/// <summary>The real host with sign-in, on a free port and an SQLite file of its own.</summary>
internal sealed class SignInServer : IAsyncDisposable
{
    public const string Password = "four words nobody says";

    private readonly string _folder;
    private readonly WebApplication _app;
    private readonly Database _database;
    private readonly WireClient _wire;

    private SignInServer(string folder, WebApplication app, Database database, WireClient wire, TestClock clock, TestLog log)
    {
        (_folder, _app, _database, _wire, Clock, Log) = (folder, app, database, wire, clock, log);
    }

    public Uri Address => new(_app.Urls.First());
    public TestClock Clock { get; }
    public TestLog Log { get; }
    public SignInDesk Desk => _app.Services.GetRequiredService<SignInDesk>();
    public IServiceProvider Services => _app.Services;

    /// <summary>With an editor Ann and a viewer Vic, who have the same password.</summary>
    /// <param name="settings">Of the section <c>SignIn</c>.</param>
    public static Task<SignInServer> StartAsync(params (string Key, string Value)[] settings) =>
        StartAtAsync("http://127.0.0.1:0", settings);

    /// <param name="address">Where it listens.</param>
    public static async Task<SignInServer> StartAtAsync(string address, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-signin-").FullName;
        var clock = new TestClock();
        var wire = new WireClient();
        var log = new TestLog();
        var all = settings.ToDictionary(each => $"SignIn:{each.Key}", each => (string?)each.Value);
        all.TryAdd("SignIn:Local", "true");
        all["Urls"] = address;
        all["Storage:Folder"] = folder;
        var builder = SyndicatorHost.CreateBuilder(all);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        var database = await Database.OpenAsync(await SqliteServer.CreateAsync(folder), clock);
        builder.Services.AddSingleton(
            new HostDesk(
                (_, _) => Task.FromResult(SampleWeek.Empty),
                _ => Task.FromResult<IReadOnlyList<App.Pages.ProblemView>>([]),
                () => []
            )
        );
        builder.Services.AddSingleton(
            new HostFeeds((id, _) => Task.FromResult<CallFeed?>(id == "gazette" ? FeedSamples.Feed([.. FeedSamples.All]) : null))
        );
        var signIn = SignInSettings.Read(builder.Configuration);
        SignInRoutes.Register(
            builder.Services,
            signIn,
            _ => new SignInDesk(
                signIn.Options!,
                database,
                wire,
                new SecretResolver(Environment.GetEnvironmentVariable),
                clock,
                iterations: 10
            )
        );
        var app = SyndicatorHost.Build(builder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var server = new SignInServer(folder, app, database, wire, clock, log);
        await server.Desk.Editors.AddAsync("ann", EditorRole.Editor, Password, "cli:eve", TestContext.Current.CancellationToken);
        await server.Desk.Editors.AddAsync("vic", EditorRole.Viewer, Password, "cli:eve", TestContext.Current.CancellationToken);
        return server;
    }

    public TestBrowser Browser() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _wire.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
