using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Syndicator.Sources.Web;

/// <summary>
/// Reads documents from the web; one for the program. What a server does is never thrown, and time, bytes, headers and redirects are bounded whatever it does.
/// No cookies, no credentials, no proxy: behind one, the address would be judged by somebody else.
/// </summary>
internal sealed class WebReader(TimeProvider clock) : IDisposable
{
    /// <summary>In KB.</summary>
    public const int MostHeaders = 32;

    private const int MostRedirects = 5;

    /// <summary>Longest validator that is sent back; those of common servers have under 100 signs.</summary>
    private const int LongestValidator = 500;

    /// <summary>From the question to the last byte, redirects included.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly string _name =
        "Syndicator/"
        + (
            typeof(WebReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "0"
        );

    /// <summary>Two, since connections are kept open and shared: one that was opened to a configured server must not serve a redirect from elsewhere.</summary>
    private readonly HttpMessageInvoker _configured = new(Handler(WebConnection.OpenAsync));
    private readonly HttpMessageInvoker _outside = new(Handler(WebConnection.OpenOutsideAsync));

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<WebAnswer> GetAsync(WebQuestion question, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var way = new Way(question.Address);
        try
        {
            return await FollowAsync(question, way, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebAnswer.Unreachable(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{way.Address.Host} did not answer in full within {Limit.TotalSeconds:0} seconds."
                )
            );
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or UriFormatException)
        {
            return new WebAnswer.Unreachable(WebFailure.Sentence(way.Address, error));
        }
    }

    public void Dispose()
    {
        _configured.Dispose();
        _outside.Dispose();
    }

    private static SocketsHttpHandler Handler(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> open) =>
        new()
        {
            ConnectCallback = open,
            ConnectTimeout = Limit,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxResponseHeadersLength = MostHeaders,
            // What is not wanted any more is not read to its end to save a connection.
            MaxResponseDrainSize = 0,
        };

    private async Task<WebAnswer> FollowAsync(WebQuestion question, Way way, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = Request(question, way.Address);
            var invoker = WebRedirect.IsSameServer(way.Address, question.Configured) ? _configured : _outside;
            using var response = await invoker.SendAsync(request, cancellationToken);
            if (WebRedirect.Of(response) is not { } place)
            {
                return await AnswerAsync(question, way.Address, response, cancellationToken);
            }

            if (way.Turn(place) is { } reason)
            {
                return new WebAnswer.Unreachable(reason);
            }
        }
    }

    private static HttpRequestMessage Request(WebQuestion question, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", _name);
        request.Headers.TryAddWithoutValidation("Accept", question.Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", WebBody.Encodings);
        if (IsKnown(question, address))
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", question.Known?.ETag);
            request.Headers.TryAddWithoutValidation("If-Modified-Since", question.Known?.LastModified);
        }

        return request;
    }

    /// <summary>Another address may use the same words for something else.</summary>
    private static bool IsKnown(WebQuestion question, Uri address) =>
        question.Known is { } known && known.Address == address && (known.ETag ?? known.LastModified) is not null;

    private async Task<WebAnswer> AnswerAsync(
        WebQuestion question,
        Uri address,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var status = (int)response.StatusCode;
        if (status == 304 && IsKnown(question, address))
        {
            return new WebAnswer.NotModified();
        }

        if (status != 200)
        {
            return new WebAnswer.Refused(status, RetryAfter(response));
        }

        return await WebBody.ReadAsync(response.Content, question.MostBytes, cancellationToken) is { } bytes
            ? new WebAnswer.Document(
                bytes,
                Header(response.Content.Headers, "Content-Type"),
                Header(response.Headers, "ETag"),
                Header(response.Content.Headers, "Last-Modified"),
                address
            )
            : new WebAnswer.TooLarge(question.MostBytes);
    }

    /// <summary>A time of day is counted from the server's own clock where it tells that.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var time =
            response.Headers.RetryAfter is not { } header ? null
            : header.Date is { } date ? date - (response.Headers.Date ?? clock.GetUtcNow())
            : header.Delta;
        return time < TimeSpan.Zero ? TimeSpan.Zero : time;
    }

    /// <summary>As sent; null where it could not be sent back.</summary>
    private static string? Header(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values)
        && values.FirstOrDefault() is { Length: > 0 and <= LongestValidator } value
        && value.All(sign => sign is >= ' ' and <= '~')
            ? value
            : null;

    /// <summary>Where one is on the way through redirects.</summary>
    private sealed class Way
    {
        private readonly Uri _start;
        private readonly HashSet<string> _seen;

        public Way(Uri start)
        {
            _start = Address = start;
            _seen = [Seen(start)];
        }

        public Uri Address { get; private set; }

        /// <summary>Goes on; or why not.</summary>
        public string? Turn(string place)
        {
            var (next, reason) = WebRedirect.Follow(Address, place);
            if (next is null)
            {
                return reason;
            }

            if (!_seen.Add(Seen(next)))
            {
                return $"{Address.Host} redirects in a circle.";
            }

            Address = next;
            return _seen.Count > MostRedirects + 1 ? $"{_start.Host} redirects more than {MostRedirects} times." : null;
        }

        private static string Seen(Uri address) => address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }
}
