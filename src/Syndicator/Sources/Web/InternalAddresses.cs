using System.Net;
using System.Net.Sockets;

namespace Syndicator.Sources.Web;

/// <summary>
/// Addresses at which no public web server is: this machine, its network, and what is reserved.
/// https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry
/// </summary>
internal static class InternalAddresses
{
    private static readonly IPNetwork[] _internal4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
    ];

    /// <summary>Below <see cref="_public6"/>: Teredo and other protocols' own, examples.</summary>
    private static readonly IPNetwork[] _internal6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork _public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork _sixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork _nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return _internal4.Any(network => network.Contains(address));
        }

        return Inside(address) is { } inside
            ? Contains(inside)
            : !_public6.Contains(address) || _internal6.Any(network => network.Contains(address));
    }

    /// <summary>The IPv4 address that an IPv6 address stands for; null when it stands for none.</summary>
    private static IPAddress? Inside(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 || _nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : _sixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : null;
    }
}
