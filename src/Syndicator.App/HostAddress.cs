using System.Globalization;
using System.Net;

namespace Syndicator.App;

/// <summary>Where the desk listens. Without sign-in only this machine's own addresses are allowed.</summary>
internal static class HostAddress
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>The end points of a list of addresses separated by semicolons.</summary>
    /// <exception cref="HostProblemException">One of them is no loopback address, or none at all.</exception>
    public static IReadOnlyList<IPEndPoint> Parse(string? urls)
    {
        var addresses = (urls ?? Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return addresses.Length > 0
            ? [.. addresses.SelectMany(ParseOne).Distinct()]
            : throw new HostProblemException($"Urls in appsettings.json is empty. Write an address such as {Default}.");
    }

    /// <summary>Whether a Host header names this machine by a name that no other machine can have.</summary>
    public static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IEnumerable<IPEndPoint> ParseOne(string text)
    {
        // Kestrel's own forms for "every address" are no valid hosts for Uri, and deserve the same answer as other addresses.
        if (text.Contains("//*", StringComparison.Ordinal) || text.Contains("//+", StringComparison.Ordinal))
        {
            throw NotLoopback(text);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new HostProblemException(
                $"Urls in appsettings.json holds '{text}', which is no address to listen on. Write one such as {Default}, without a path."
            );
        }

        return uri.IdnHost switch
        {
            "localhost" => [new(IPAddress.Loopback, uri.Port), .. LoopbackV6(uri.Port)],
            var host when IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) => [new(address, uri.Port)],
            _ => throw NotLoopback(text),
        };
    }

    private static IEnumerable<IPEndPoint> LoopbackV6(int port) =>
        System.Net.Sockets.Socket.OSSupportsIPv6 && port != 0 ? [new(IPAddress.IPv6Loopback, port)] : [];

    private static HostProblemException NotLoopback(string text) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Urls names {text}, which other machines can reach, and there is no sign-in yet. Listen on a loopback address such as {Default}; from elsewhere, reach it through an SSH tunnel (ssh -L 5080:127.0.0.1:5080 HOST)."
            )
        );
}
