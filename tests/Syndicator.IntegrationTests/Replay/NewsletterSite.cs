using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Syndicator.IntegrationTests.Replay;

/// <summary>
/// The newsletter's web site on this machine: a page answers once its issue was published there, and 404 before. It takes the webhook's calls, too.
/// </summary>
internal sealed class NewsletterSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _titles = new();
    private readonly WebApplication _server;

    private NewsletterSite()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>With a slash at its end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the webhook's calls said, by their ids: one that is repeated is the same call.</summary>
    public ConcurrentDictionary<string, JsonElement> Calls { get; } = new();

    public static async Task<NewsletterSite> StartAsync()
    {
        var site = new NewsletterSite();
        await site._server.StartAsync();
        site.Address = site._server.Urls.Single() + "/";
        return site;
    }

    public void Publish(NewsletterWeek week) => _titles[week.PagePath] = week.Title;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            using var call = await JsonDocument.ParseAsync(context.Request.Body);
            Calls[context.Request.Headers["webhook-id"].ToString()] = call.RootElement.Clone();
            return;
        }

        if (!_titles.TryGetValue(context.Request.Path.Value ?? "", out var title))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>");
    }
}
