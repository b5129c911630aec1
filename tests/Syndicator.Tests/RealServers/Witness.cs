using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Syndicator.Tests.RealServers;

/// <param name="Path">With its query.</param>
/// <param name="Violations">Of the document, on either side.</param>
internal sealed record Exchange(string Method, string Path, int Status, IReadOnlyList<Violation> Violations);

/// <param name="Place">Where: <c>request.query.limit</c>, <c>response.body.0.account</c>.</param>
/// <param name="Code">Which rule.</param>
internal sealed record Violation(string Place, string Code, string Message)
{
    public bool IsOurs => Place.StartsWith("request", StringComparison.Ordinal);
}

/// <summary>Passes everything on to the checker, and writes down what it objects to, which clients do not look at.</summary>
internal sealed class Witness : IAsyncDisposable
{
    // Its objections are a header, which may be long.
    private readonly HttpMessageInvoker _checker = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
#pragma warning disable CA2262 // Kilobytes are meant.
            MaxResponseHeadersLength = 4096,
#pragma warning restore CA2262
        }
    );
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly Uri _target;
    private WebApplication? _app;

    private Witness(Uri target) => _target = target;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    public static async Task<Witness> StartAsync(Uri target)
    {
        var witness = new Witness(target);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = witness._app = builder.Build();
        app.Run(witness.PassOnAsync);
        await app.StartAsync();
        witness.Address = new Uri(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/"
        );
        return witness;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _checker.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var path = context.Request.Path.ToUriComponent() + context.Request.QueryString;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_target, path));
        var body = await ReadAsync(context.Request.Body);
        if (body.Length > 0 || context.Request.ContentType is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in context.Request.Headers.Where(header => !IsOfTheConnection(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        using var answer = await _checker.SendAsync(request, context.RequestAborted);
        var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        _exchanges.Enqueue(new Exchange(context.Request.Method, path, (int)answer.StatusCode, Violations(answer, content)));
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !IsOfTheConnection(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static async Task<byte[]> ReadAsync(Stream body)
    {
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole);
        return whole.ToArray();
    }

    private static bool IsOfTheConnection(string header) =>
        header is "Host" or "Connection" or "Transfer-Encoding" or "Content-Length" or "Keep-Alive" or "sl-violations";

    private static List<Violation> Violations(HttpResponseMessage answer, byte[] content)
    {
        // What the document does not have at all, the checker answers itself.
        var text = Encoding.UTF8.GetString(content);
        if (text.Contains("stoplight.io/prism/errors", StringComparison.Ordinal))
        {
            return [new Violation("request", "refused", text)];
        }

        if (!answer.Headers.TryGetValues("sl-violations", out var headers))
        {
            return [];
        }

        using var violations = JsonDocument.Parse(string.Concat(headers));
        return
        [
            .. violations
                .RootElement.EnumerateArray()
                .Select(violation => new Violation(
                    string.Join('.', violation.GetProperty("location").EnumerateArray().Select(part => part.ToString())),
                    violation.TryGetProperty("code", out var code) ? code.ToString() : "",
                    violation.GetProperty("message").ToString()
                )),
        ];
    }
}
