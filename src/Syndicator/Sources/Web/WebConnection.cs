using System.Net;
using System.Net.Sockets;

namespace Syndicator.Sources.Web;

/// <summary>
/// Opens connections. The name is resolved here and the connection goes to the very address that was judged, so that a name which means another address a
/// moment later (DNS rebinding) leads nowhere else.
/// </summary>
internal static class WebConnection
{
    /// <summary>For one address of a name, so that a dead one leaves time for the next.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(4);

    /// <summary>To wherever the name leads.</summary>
    public static ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        OpenAsync(context.DnsEndPoint, _ => true, cancellationToken);

    /// <summary>Only to servers outside the network.</summary>
    /// <exception cref="InternalAddressException">The name leads to none.</exception>
    public static ValueTask<Stream> OpenOutsideAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        OpenAsync(context.DnsEndPoint, address => !InternalAddresses.Contains(address), cancellationToken);

    private static async ValueTask<Stream> OpenAsync(
        DnsEndPoint server,
        Func<IPAddress, bool> isAllowed,
        CancellationToken cancellationToken
    )
    {
        var addresses = IPAddress.TryParse(server.Host, out var itself)
            ? [itself]
            : await Dns.GetHostAddressesAsync(server.Host, cancellationToken);
        var allowed = addresses.Where(isAllowed).ToList();
        if (addresses.Length > 0 && allowed.Count == 0)
        {
            throw new InternalAddressException(server.Host);
        }

        SocketException? failure = null;
        foreach (var address in allowed)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, server.Port), cancellationToken);
            }
            catch (SocketException error)
            {
                failure = error;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name that leads into the network, where only configured servers are asked.</summary>
internal sealed class InternalAddressException(string host) : IOException(host)
{
    public string Host { get; } = host;
}
