using System.Net.Sockets;
using System.Security.Authentication;

namespace Syndicator.Sources.Web;

/// <summary>Why no whole answer came, as a sentence. What systems say differs and is seldom for people, so the cause is told apart here.</summary>
internal static class WebFailure
{
    public static string Sentence(Uri address, Exception error) =>
        error switch
        {
            HttpRequestException { InnerException: InternalAddressException inside } =>
                $"{inside.Host} is inside this network, where only configured servers are asked.",
            HttpRequestException { InnerException: SocketException socket } => Sentence(address, socket.SocketErrorCode),
            HttpRequestException { InnerException: AuthenticationException }
            or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                $"{address.Host} has no certificate that is accepted.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                $"{address.Host} sends more headers than are read ({WebReader.MostHeaders} KB).",
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
                $"{address.Host} does not answer as a web server does.",
            InvalidDataException => $"{address.Host} sent an answer that cannot be unpacked.",
            UriFormatException => $"{address.Host} is no name of a server.",
            _ => $"{address.Host} broke off its answer.",
        };

    private static string Sentence(Uri address, SocketError error) =>
        error switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"The name {address.Host} leads to no server.",
            SocketError.ConnectionRefused => $"{address.Authority} refuses the connection.",
            SocketError.TimedOut => $"{address.Authority} does not answer.",
            _ => $"{address.Authority} cannot be reached.",
        };
}
