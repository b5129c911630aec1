using System.Globalization;
using System.Net.Http.Headers;

namespace Syndicator.Telemetry;

/// <summary>The way to the receiver: bounded in what it reads, and the one who notices how the receiver fares.</summary>
internal sealed class ReceiverConnection : DelegatingHandler
{
    /// <summary>In bytes. Answers say hardly anything; a receiver that talks on without end is none.</summary>
    private const int LargestAnswer = 64 * 1024;

    private readonly ReceiverWatch _watch;

    public ReceiverConnection(ReceiverWatch watch)
        : base(
            new SocketsHttpHandler
            {
                // Headers may hold a token, which is for this address and no other.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TelemetryOptions.TimeLimit,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                MaxResponseHeadersLength = 16,
                // What is told must not be told of itself.
                ActivityHeadersPropagator = null,
            }
        ) => _watch = watch;

    /// <summary>A client that goes this way, which stays open when the client is disposed of.</summary>
    public HttpClient Open(TelemetryOptions options)
    {
        var client = new HttpClient(this, disposeHandler: false) { Timeout = TelemetryOptions.TimeLimit };
        foreach (var (name, value) in options.Headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value.Reveal());
        }

        return client;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = base.Send(request, cancellationToken);
            // Reading without waiting for a task is not ended by the token.
            using var end = cancellationToken.UnsafeRegister(static answer => ((HttpResponseMessage)answer!).Dispose(), response);
            using var body = response.Content.ReadAsStream(cancellationToken);
            var bytes = new byte[LargestAnswer + 1];
            return Judge(response, bytes, body.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception problem)
            when (problem is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            _watch.Failed(Words(cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : problem));
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[LargestAnswer + 1];
            return Judge(response, bytes, await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            _watch.Failed(Words(problem));
            throw;
        }
    }

    private HttpResponseMessage Judge(HttpResponseMessage response, byte[] body, int length)
    {
        var type = response.Content.Headers.ContentType;
        if (Fault(response, type, length) is { } fault)
        {
            _watch.Failed(fault);
        }
        else
        {
            _watch.Took();
        }

        response.Content.Dispose();
        response.Content = new ByteArrayContent(body, 0, Math.Min(length, LargestAnswer)) { Headers = { ContentType = type } };
        return response;
    }

    /// <summary>Null where it was taken.</summary>
    private static string? Fault(HttpResponseMessage response, MediaTypeHeaderValue? type, int length) =>
        !response.IsSuccessStatusCode
            ? string.Create(CultureInfo.InvariantCulture, $"does not take telemetry: it answered {(int)response.StatusCode}")
        : length > LargestAnswer ? "is no receiver of telemetry: its answer has no end"
        : type?.MediaType is "text/html" ? "is no receiver of telemetry: it answered with a page"
        : RpcStatus(response) is { } status and not "0"
            ? $"does not take telemetry: it answered with the gRPC status {OneLine.Of(status, 20)}"
        : null;

    private static string? RpcStatus(HttpResponseMessage response) =>
        response.TrailingHeaders.TryGetValues("grpc-status", out var last) ? last.First()
        : response.Headers.TryGetValues("grpc-status", out var first) ? first.First()
        : null;

    private static string Words(Exception problem) =>
        problem switch
        {
            OperationCanceledException => "does not take telemetry: no answer came in time",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "is not known by its name",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "cannot be told telemetry: no secure connection could be made",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "takes no connection",
            _ => "does not take telemetry: the connection broke off, or it speaks another protocol",
        };
}
