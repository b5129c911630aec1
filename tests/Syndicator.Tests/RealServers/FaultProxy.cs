using System.Net.Http.Json;

namespace Syndicator.Tests.RealServers;

/// <summary>A proxy before the real server that loses, cuts, delays and replaces requests and answers on command.</summary>
internal sealed class FaultProxy(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    public Uri Address { get; } = address;

    /// <summary>Rules in order; the first that fits a request acts.</summary>
    public async Task PlanAsync(IReadOnlyList<object> rules, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Address, "__faults")) { Content = JsonContent.Create(rules) };
        using var answer = await _http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>One request that creates a post, after some that pass.</summary>
    /// <param name="skip">How many pass before it.</param>
    public static object OnCreating(
        string action,
        int skip = 0,
        int status = 503,
        string body = "<html>",
        double seconds = 1,
        int bytes = 10
    ) =>
        new
        {
            method = "POST",
            path = "^/api/v1/statuses$",
            times = 1,
            skip,
            action,
            status,
            body,
            seconds,
            bytes,
        };

    public void Dispose() => _http.Dispose();
}
