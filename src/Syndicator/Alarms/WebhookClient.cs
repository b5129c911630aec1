using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Syndicator.Configuration;

namespace Syndicator.Alarms;

/// <summary>
/// Makes one call and says how it ended, whatever the other side does. Address and key are looked up at each call; neither is ever part of what it says, and
/// neither are the texts of exceptions, which may name them.
/// </summary>
internal sealed class WebhookClient(HttpMessageInvoker http, SecretResolver secrets, TimeProvider clock)
{
    /// <summary>For the whole call, its answer included.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>In bytes; what an answer has beyond is not read.</summary>
    private const int LargestAnswer = 64 * 1024;

    /// <summary>The only place where calls get their connections.</summary>
    public static HttpMessageInvoker CreateHttp() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeLimit,
                MaxConnectionsPerServer = 2,
                MaxResponseHeadersLength = 16,
                // Names are looked up anew now and then.
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                ActivityHeadersPropagator = null,
            }
        );

    /// <param name="id">The same for every attempt at a call.</param>
    public async Task<WebhookAnswer> SendAsync(WebhookOptions webhook, string id, string body)
    {
        var (address, addressProblem) = AddressOf(webhook);
        if (address is null)
        {
            return new WebhookAnswer.Unreached(addressProblem!);
        }

        var (key, keyProblem) = KeyOf(webhook);
        return keyProblem is null ? await SendAsync(Request(address, key, id, body)) : new WebhookAnswer.Unreached(keyProblem);
    }

    private async Task<WebhookAnswer> SendAsync(HttpRequestMessage request)
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, limit.Token);
                var said = Without(request.RequestUri!, await ReadAsync(response, limit.Token));
                var status = (int)response.StatusCode;
                return response.IsSuccessStatusCode ? new WebhookAnswer.Taken(status, said) : new WebhookAnswer.Refused(status, said);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                return new WebhookAnswer.Unreached("The receiver did not answer within 10 seconds.");
            }
            catch (HttpRequestException problem)
            {
                return new WebhookAnswer.Unreached(Explain(problem.HttpRequestError));
            }
            catch (Exception problem) when (problem is IOException or InvalidOperationException or NotSupportedException)
            {
                return new WebhookAnswer.Unreached(Explain(HttpRequestError.Unknown));
            }
        }
    }

    /// <summary>The status has decided already: an answer that breaks off, trickles or never ends changes nothing.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken limit)
    {
        var bytes = new byte[LargestAnswer];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(limit);
            int read;
            while (length < bytes.Length && (read = await stream.ReadAsync(bytes.AsMemory(length), limit)) > 0)
            {
                length += read;
            }
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException or OperationCanceledException)
        {
            // What came is what there is.
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Many servers say in their errors what was asked for, and that may be the secret.</summary>
    private static string Without(Uri address, string said) =>
        address.PathAndQuery.Length > 1 ? said.Replace(address.PathAndQuery, "(address)", StringComparison.Ordinal) : said;

    private HttpRequestMessage Request(Uri address, byte[]? key, string id, string body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json", "utf-8") } },
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Syndicator", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(key, id, timestamp, body));
        }

        return request;
    }

    private (Uri? Address, string? Problem) AddressOf(WebhookOptions webhook)
    {
        var text = webhook.Url;
        if (SecretReference.Parse(text) is { } reference)
        {
            var (secret, problem) = secrets.Resolve(reference);
            if (secret is null)
            {
                return (null, $"The address is missing: {problem!.Message} {problem.Remedy}");
            }

            text = secret.Reveal().Trim();
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0
            ? (address, null)
            : (null, "The webhook's address is no http or https address.");
    }

    private (byte[]? Key, string? Problem) KeyOf(WebhookOptions webhook)
    {
        if (webhook.Secret is null)
        {
            return (null, null);
        }

        if (SecretReference.Parse(webhook.Secret) is not { } reference)
        {
            return (null, "The webhook's secret is no reference to a secret.");
        }

        var (secret, problem) = secrets.Resolve(reference);
        if (secret is null)
        {
            return (null, $"The key is missing: {problem!.Message} {problem.Remedy}");
        }

        return WebhookSignature.KeyOf(secret) is { } key
            ? (key, null)
            : (null, $"The key in {reference} begins with whsec_, and what follows is no base64.");
    }

    private static string Explain(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError => "The receiver's name is not known.",
            HttpRequestError.ConnectionError => "The receiver cannot be connected to.",
            HttpRequestError.SecureConnectionError =>
                "No secure connection to the receiver could be made; its certificate may be wrong or expired.",
            HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse => "The receiver broke off, or does not speak HTTP.",
            HttpRequestError.ConfigurationLimitExceeded => "The receiver's answer has too many headers.",
            _ => "The call broke off.",
        };
}
