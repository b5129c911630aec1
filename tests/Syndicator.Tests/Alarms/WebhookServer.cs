using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Syndicator.Tests.Alarms;

/// <summary>A receiver of calls: a real server on a free port of the loopback address that answers as a test tells it.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private readonly WebApplication _app;

    private WebhookServer(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            _calls.Enqueue(
                new ReceivedCall(
                    $"{context.Request.Method} {context.Request.Path}",
                    headers["webhook-id"].ToString(),
                    headers["webhook-timestamp"].ToString(),
                    headers["webhook-signature"].ToString(),
                    context.Request.ContentType ?? "",
                    await reader.ReadToEndAsync()
                )
            );
            await (Answer ?? answer)(context);
        });
    }

    /// <summary>Every call that arrived, in order.</summary>
    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    /// <summary>When set, instead of the first one.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public string Address => new Uri(new Uri(_app.Urls.Single()), "/hooks/a1b2").AbsoluteUri;

    public static Task<WebhookServer> StartAsync(params int[] statuses)
    {
        var count = 0;
        return StartAsync(context =>
        {
            var turn = Interlocked.Increment(ref count) - 1;
            context.Response.StatusCode = statuses[Math.Min(turn, statuses.Length - 1)];
            return context.Response.WriteAsync("noted");
        });
    }

    public static async Task<WebhookServer> StartAsync(Func<HttpContext, Task> answer)
    {
        var server = new WebhookServer(answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

internal sealed record ReceivedCall(string Request, string Id, string Timestamp, string Signature, string ContentType, string Body);
