using System.Globalization;
using System.Net;
using Syndicator.App.SignIn;

namespace Syndicator.App;

/// <summary>Where the desk listens. What other machines can reach needs sign-in, and a proxy before it that speaks https.</summary>
internal static class HostAddress
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>The end points of a list of addresses separated by semicolons.</summary>
    /// <param name="signIn">Null: nobody signs in.</param>
    /// <exception cref="HostProblemException">One of them is none, or reachable from elsewhere when it must not be.</exception>
    public static IReadOnlyList<IPEndPoint> Parse(string? urls, SignInSettings? signIn = null)
    {
        var addresses = (urls ?? Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return addresses.Length > 0
            ? [.. addresses.SelectMany(each => ParseOne(each, signIn)).Distinct()]
            : throw new HostProblemException($"Urls in appsettings.json is empty. Write an address such as {Default}.");
    }

    /// <summary>Whether a Host header names this machine by a name that no other machine can have.</summary>
    public static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether a Host header can stand in an address; the server lets ports through that there cannot be.</summary>
    public static bool IsPossible(HostString host) => Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _);

    private static IEnumerable<IPEndPoint> ParseOne(string text, SignInSettings? signIn)
    {
        // Kestrel's own forms for "every address" are no valid hosts for Uri.
        var form = text.Replace("//*", "//[::]", StringComparison.Ordinal).Replace("//+", "//[::]", StringComparison.Ordinal);
        if (!Uri.TryCreate(form, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new HostProblemException(
                $"Urls in appsettings.json holds '{text}', which is no address to listen on. Write one such as {Default}, without a path; https is a proxy's work."
            );
        }

        return uri.IdnHost switch
        {
            "localhost" => [new(IPAddress.Loopback, uri.Port), .. LoopbackV6(uri.Port)],
            var host when IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) => [new(address, uri.Port)],
            _ when signIn?.Options is null => throw NotLoopback(text),
            _ when signIn.PublicUrl is null => throw NotEncrypted(text),
            var host when IPAddress.TryParse(host, out var address) => [new(Reachable(address), uri.Port)],
            _ => throw new HostProblemException(
                $"Urls names {text}. Write the address of this machine to listen on, such as http://0.0.0.0:5080, and the name in SignIn:PublicUrl."
            ),
        };
    }

    private static IEnumerable<IPEndPoint> LoopbackV6(int port) =>
        System.Net.Sockets.Socket.OSSupportsIPv6 && port != 0 ? [new(IPAddress.IPv6Loopback, port)] : [];

    /// <summary>Every address, on a machine without IPv6.</summary>
    private static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.IPv6Any) && !System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.Any : address;

    private static HostProblemException NotLoopback(string text) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Urls names {text}, which other machines can reach, and no sign-in is set up. Set up SignIn (docs/sign-in.md), or listen on a loopback address such as {Default}; from elsewhere, reach it through an SSH tunnel (ssh -L 5080:127.0.0.1:5080 HOST)."
            )
        );

    private static HostProblemException NotEncrypted(string text) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Urls names {text}, which other machines can reach, and passwords and sessions would travel there unencrypted. Put a proxy with https before it and name its address in SignIn:PublicUrl, such as https://desk.example, or listen on a loopback address such as {Default}."
            )
        );
}
