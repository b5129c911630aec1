using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndicator.App;
using Syndicator.App.Pages;
using Syndicator.Calls.Feeds;
using Syndicator.Storage;
using Syndicator.Tests.Calls.Feeds;

namespace Syndicator.Tests.Hosting;

/// <summary>The real host on a free port of the loopback address, spoken to over a real socket.</summary>
internal sealed class DeskServer : IAsyncDisposable
{
    /// <summary>A publication with this id makes the page fail, a problem with this code the database.</summary>
    public const string Broken = "broken";

    /// <summary>The only script of a page.</summary>
    public static readonly string OurScript = $"""<script src="{DeskFiles.ScriptAddress}" defer></script>""";

    private readonly WebApplication _app;
    private readonly string _folder;

    private DeskServer(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Address => new(_app.Urls.Single());

    public static async Task<DeskServer> StartAsync(ThisWeekView view, params ProblemView[] problems)
    {
        var folder = Directory.CreateTempSubdirectory("syndicator-desk-").FullName;
        var builder = SyndicatorHost.CreateBuilder(
            new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0", ["Storage:Folder"] = folder }
        );
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(
            new HostDesk(
                (_, _) =>
                    view.Publications is [{ Id: Broken }] ? throw new InvalidOperationException("secret detail") : Task.FromResult(view),
                _ =>
                    problems is [{ Code: Broken }]
                        ? throw StorageException.Because("database-busy", "/data/x.db", "It is busy.", "Wait.")
                        : Task.FromResult<IReadOnlyList<ProblemView>>(problems),
                () => [.. view.Publications.Select(publication => new NewsletterView(publication.Id, publication.Name))]
            )
        );
        builder.Services.AddSingleton(
            new HostFeeds((id, _) => Task.FromResult<CallFeed?>(id == "gazette" ? FeedSamples.Feed([.. FeedSamples.All]) : null))
        );
        var app = SyndicatorHost.Build(builder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DeskServer(app, folder);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        change?.Invoke(request);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
