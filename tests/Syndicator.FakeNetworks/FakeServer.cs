using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Syndicator.FakeNetworks;

/// <summary>
/// A small stateful server on the loopback address that behaves as a network's sheet says, and fails on command before or after it has done what was asked.
/// What it has is in its ledger; that is what tests count. <c>GET /_fake/ledger</c> shows it, <c>GET /_fake/requests</c> what arrived,
/// <c>POST /_fake/faults</c> plans a fault.
/// </summary>
public abstract class FakeServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<FakeRequest> _seen = new();
    private readonly ConcurrentDictionary<RequestUnderWay, bool> _underWay = new();
    private readonly List<Fault> _faults = [];
    private WebApplication? _app;

    /// <summary>With a final slash.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Every request that arrived, in order.</summary>
    public IReadOnlyList<FakeRequest> Seen => [.. _seen];

    /// <summary>Those that are being handled now.</summary>
    public IReadOnlyList<RequestUnderWay> UnderWay => [.. _underWay.Keys];

    /// <summary>What goes wrong by itself, beside what is planned; null: nothing.</summary>
    public RandomFaults? Weather { get; set; }

    /// <summary>What the server has published and not removed, in order, as one text a post.</summary>
    public abstract IReadOnlyList<FakePost> Ledger { get; }

    /// <summary>Starts to listen; 0: a free port.</summary>
    /// <param name="certificate">Null: in clear.</param>
    public async Task StartAsync(int port = 0, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => Secure(listen, certificate)));
        _app = builder.Build();
        _app.Use(TrackAsync);
        _app.Use(RecordAsync);
        _app.MapGet("/_fake/ledger", () => Results.Json(Ledger));
        _app.MapGet("/_fake/requests", () => Results.Json(Seen.Select(request => $"{request.Method} {request.Path}")));
        _app.MapPost(
            "/_fake/faults",
            async (HttpContext context) =>
            {
                Plan((await context.Request.ReadFromJsonAsync<Fault>())!);
                return Results.NoContent();
            }
        );
        _app.Use(FailAsync);
        Map(_app);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
    }

    /// <summary>Faults happen in the order they were planned, each to the first request it fits.</summary>
    public void Plan(Fault fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>How many planned faults have not happened yet.</summary>
    public int PlannedCount
    {
        get
        {
            lock (_faults)
            {
                return _faults.Count;
            }
        }
    }

    /// <summary>Whatever was planned is over.</summary>
    public void Recover()
    {
        lock (_faults)
        {
            _faults.Clear();
        }
    }

    public Task StoppedAsync() => _app!.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Where posts are made.</summary>
    protected abstract string PostPath { get; }

    /// <summary>The network's own addresses.</summary>
    protected abstract void Map(WebApplication app);

    private async Task TrackAsync(HttpContext context, RequestDelegate next)
    {
        var underWay = new RequestUnderWay(MakesPost(context.Request));
        context.Features.Set(underWay);
        _underWay[underWay] = true;
        try
        {
            using var cut = context.RequestAborted.Register(underWay.CutOff);
            await next(context);
        }
        finally
        {
            _underWay.TryRemove(underWay, out _);
        }
    }

    private bool MakesPost(HttpRequest request) => request.Method == "POST" && request.Path == PostPath;

    private static void Secure(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
    }

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        if (!context.Request.Path.StartsWithSegments("/_fake", StringComparison.Ordinal))
        {
            _seen.Enqueue(
                new FakeRequest(
                    context.Request.Method,
                    context.Request.Path + context.Request.QueryString,
                    context.Request.Headers.ToDictionary(
                        header => header.Key,
                        header => header.Value.ToString(),
                        StringComparer.OrdinalIgnoreCase
                    ),
                    body
                )
            );
        }

        await next(context);
    }

    private async Task FailAsync(HttpContext context, RequestDelegate next)
    {
        var weather = context.Request.Path.StartsWithSegments("/_fake", StringComparison.Ordinal) ? null : Weather;
        var fault = Take(context.Request) ?? weather?.Next(MakesPost(context.Request));
        if (fault is null && weather is null)
        {
            await next(context);
            return;
        }

        await PassAsync(weather);
        var answer = fault is null or { After: true } ? await CarryOutAsync(context, next) : [];
        await PassAsync(weather);
        if (fault is null)
        {
            await context.Response.Body.WriteAsync(answer);
            return;
        }

        // It was carried out, and its answer goes nowhere.
        context.Response.Headers.Clear();
        await Failing.AnswerAsync(context, fault is { Kind: FaultKind.Truncate, Body: null } ? fault with { Body = Half(answer) } : fault);
    }

    private static Task PassAsync(RandomFaults? weather) =>
        weather is null ? Task.CompletedTask : Task.Delay(weather.While(), TimeProvider.System);

    /// <summary>Keeps back what would be answered.</summary>
    private static async Task<byte[]> CarryOutAsync(HttpContext context, RequestDelegate next)
    {
        var real = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = real;
        return answer.ToArray();
    }

    private static string Half(byte[] answer) => Encoding.UTF8.GetString(answer.AsSpan(0, answer.Length / 2));

    private Fault? Take(HttpRequest request)
    {
        lock (_faults)
        {
            var at = _faults.FindIndex(fault =>
                (fault.Method is null || fault.Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
                && (fault.Path is null || request.Path.Value!.StartsWith(fault.Path, StringComparison.Ordinal))
                && !request.Path.StartsWithSegments("/_fake", StringComparison.Ordinal)
            );
            if (at < 0)
            {
                return null;
            }

            var fault = _faults[at];
            if (fault.Times > 1)
            {
                _faults[at] = fault with { Times = fault.Times - 1 };
            }
            else
            {
                _faults.RemoveAt(at);
            }

            return fault;
        }
    }
}

/// <param name="Path">With its query.</param>
public sealed record FakeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <param name="Id">As the network's clients see it.</param>
/// <param name="ParentId">Null: it answers nothing.</param>
/// <param name="Key">The key the client named, where the network has such.</param>
public sealed record FakePost(string Id, string Account, string Text, string? ParentId, string? Key, DateTimeOffset At);
