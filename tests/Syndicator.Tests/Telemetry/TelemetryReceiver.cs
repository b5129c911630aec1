using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Syndicator.Tests.Telemetry;

/// <summary>A receiver of OTLP on a free port of the loopback address, which keeps what it is told.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedTelemetry> _received = new();
    private readonly WebApplication _app;

    private TelemetryReceiver(Func<HttpContext, Task> answer, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols)
        );
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue(
                new ReceivedTelemetry(
                    context.Request.Path,
                    context.Request.ContentType ?? "",
                    context.Request.Headers["x-key"].ToString(),
                    // Names and texts stand in it as they are.
                    Encoding.Latin1.GetString(body.ToArray())
                )
            );
            await answer(context);
        });
    }

    public IReadOnlyList<ReceivedTelemetry> Received => [.. _received];

    public Uri Address => new(_app.Urls.Single());

    public string Everything => string.Concat(_received.Select(each => each.Bytes));

    /// <param name="answer">Null: takes everything.</param>
    public static async Task<TelemetryReceiver> StartAsync(
        Func<HttpContext, Task>? answer = null,
        HttpProtocols protocols = HttpProtocols.Http1
    )
    {
        var receiver = new TelemetryReceiver(answer ?? TakeAsync, protocols);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public static Task TakeAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-protobuf";
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

internal sealed record ReceivedTelemetry(string Path, string ContentType, string Key, string Bytes);
