using System.Net.Sockets;
using System.Text;

namespace Syndicator.App;

/// <summary>Tells systemd when the service is ready and when it stops (https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html).</summary>
internal static class HostSystemd
{
    /// <summary>Where a unit of <c>Type=notify</c> wants to be told; elsewhere the variable is missing and nothing happens.</summary>
    public const string Variable = "NOTIFY_SOCKET";

    public static void Register(IHostApplicationLifetime lifetime, ILogger log)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        lifetime.ApplicationStarted.Register(() => Notify(path, "READY=1", log));
        lifetime.ApplicationStopping.Register(() => Notify(path, "STOPPING=1", log));
    }

    internal static void Notify(string path, string state, ILogger log)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A leading @ stands for the zero byte of Linux's abstract names.
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        }
        catch (SocketException exception)
        {
            log.LogWarning(exception, "systemd could not be told {State}", state);
        }
    }
}
