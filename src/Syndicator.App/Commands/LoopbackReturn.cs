using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Syndicator.Networks;

namespace Syndicator.App.Commands;

/// <summary>Waits on the loopback address for the browser that a network's page sends back (https://www.rfc-editor.org/rfc/rfc8252#section-7.3).</summary>
internal sealed class LoopbackReturn : IBrowserReturn
{
    private const string Path = "/callback";

    private readonly WebApplication _app;
    private readonly TaskCompletionSource<BrowserAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _state;

    private LoopbackReturn(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = AddressOf(0);

    public static Uri AddressOf(int port) => new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), port, Path).Uri;

    /// <summary>Null when nothing can listen there; the person is told.</summary>
    public static async Task<LoopbackReturn?> ListenAsync(int port, IOperator person, CancellationToken cancellationToken)
    {
        // Empty: neither the service's settings nor its log have anything to do with it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 0;
                kestrel.Listen(IPAddress.Loopback, port);
            });
        var listening = new LoopbackReturn(builder.Build());
        listening._app.Run(listening.ReceiveAsync);
        try
        {
            await listening._app.StartAsync(cancellationToken);
        }
        catch (Exception problem)
            when (problem is SocketException or IOException { InnerException: AddressInUseException or SocketException })
        {
            person.Tell($"Nothing can listen on {AddressOf(port)}: {problem.Message.TrimEnd('.')}.");
            await listening.DisposeAsync();
            return null;
        }

        listening.Address = AddressOf(new Uri(listening._app.Urls.Single()).Port);
        return listening;
    }

    public async Task<BrowserAnswer?> WaitAsync(string state, CancellationToken cancellationToken)
    {
        _state = state;
        return await _answer.Task.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Anybody on this machine can call: what does not know the state changes nothing.</summary>
    private async Task ReceiveAsync(HttpContext context)
    {
        var answer =
            _state is { } state && HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Path
                ? BrowserAnswer.Read(context.Request.QueryString.Value ?? "", state)
                : null;
        var response = context.Response;
        response.StatusCode = answer is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        await response.WriteAsync(
            answer is null ? "This does not belong to the log-in that is under way."
            : answer.Code is null ? "No code came. The terminal says more; this window may be closed."
            : "Done: the terminal goes on, and this window may be closed."
        );
        await response.CompleteAsync();
        if (answer is not null)
        {
            _answer.TrySetResult(answer);
        }
    }
}
