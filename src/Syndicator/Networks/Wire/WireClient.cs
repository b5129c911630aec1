using System.Diagnostics;
using System.Net;

namespace Syndicator.Networks.Wire;

/// <summary>
/// The one way to a network's server. Every request is sent at most once; every answer is bounded in size, and in time by the caller's token; nothing is
/// thrown for what a server or a wire did, save that a cancelled read is cancelled. Redirects are not followed, cookies not kept.
/// </summary>
internal sealed class WireClient : IDisposable
{
    /// <summary>In bytes, unpacked. The largest page of mentions seen has under 1 MB.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    private static readonly TimeSpan s_connectLimit = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _reads = new(Handler(null));

    /// <summary>Sends a request that changes nothing at the server.</summary>
    public Task<WireAnswer> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(_reads, request, () => true, cancellationToken);

    /// <summary>
    /// Sends a request that changes something, if it may still leave. On a connection of its own: one that the server has closed meanwhile would lose it half
    /// way, a fresh one either opens or surely sent nothing.
    /// </summary>
    /// <param name="mayLeave">See <see cref="OutboundPost.MayLeave"/>; asked right before the first byte.</param>
    public async Task<WireAnswer> WriteAsync(HttpRequestMessage request, Func<bool> mayLeave, CancellationToken cancellationToken)
    {
        var departure = new Departure(mayLeave);
        using var invoker = new HttpMessageInvoker(Handler(departure));
        return await SendAsync(invoker, request, () => departure.HasBegun, cancellationToken);
    }

    public void Dispose() => _reads.Dispose();

    private static async Task<WireAnswer> SendAsync(
        HttpMessageInvoker invoker,
        HttpRequestMessage request,
        Func<bool> hasLeft,
        CancellationToken cancellationToken
    )
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        try
        {
            using var response = await invoker.SendAsync(request, cancellationToken);
            var (body, problem) = await BoundedBody.ReadAsync(response.Content, LargestBody, cancellationToken);
            return new WireAnswer.Received(
                (int)response.StatusCode,
                response.Headers,
                response.Content.Headers.ContentType?.MediaType,
                body,
                problem
            );
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or IOException)
        {
            var reason = Reason(problem);
            return hasLeft() ? new WireAnswer.Lost(reason) : new WireAnswer.NotSent(reason);
        }
    }

    private static SocketsHttpHandler Handler(Departure? departure)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = s_connectLimit,
            MaxResponseHeadersLength = 64,
            // A trace is seen here, and told to no network.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };
        if (departure is not null)
        {
            handler.PlaintextStreamFilter = (context, _) =>
                ValueTask.FromResult<Stream>(new DepartureStream(context.PlaintextStream, departure));
        }

        return handler;
    }

    private static string Reason(Exception problem) =>
        problem switch
        {
            OperationCanceledException => "no answer came in time",
            HttpRequestException { InnerException: MustStayException stay } => stay.Message,
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the server's name is not known",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be made",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "the server takes no connection",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the answer's headers are too long",
            _ => "the connection broke off",
        };
}
