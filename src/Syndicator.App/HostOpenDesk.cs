using System.Net;
using Syndicator.App.SignIn;

namespace Syndicator.App;

/// <summary>
/// Lets only this machine's own browser to a desk without sign-in: the request must come from a loopback address, name a loopback host (a rebound DNS name
/// does not) and bear no sign of a proxy (which would forward other people's requests).
/// </summary>
internal sealed class HostOpenDesk(RequestDelegate next)
{
    private static readonly string[] s_signsOfAProxy =
    [
        "Forwarded",
        "X-Real-IP",
        "Via",
        "X-Original-Host",
        "X-Client-IP",
        "True-Client-IP",
        "Client-IP",
        "CF-Connecting-IP",
    ];

    public Task InvokeAsync(HttpContext context)
    {
        if (Refusal(context, "has no sign-in yet") is { } refusal)
        {
            return Refuse(context, refusal.Status, refusal.Why);
        }

        context.Features.Set(Visitor.OfThisMachine);
        return next(context);
    }

    /// <summary>Why a request does not surely come from this machine's own browser; null when it does.</summary>
    /// <param name="because">Goes on after "This desk".</param>
    public static (int Status, string Why)? Refusal(HttpContext context, string because)
    {
        if (context.Connection.RemoteIpAddress is not { } address || !IsLoopback(address))
        {
            return (StatusCodes.Status403Forbidden, $"This desk {because} and answers only to the machine it runs on.");
        }

        if (!HostAddress.IsLoopbackName(context.Request.Host.Host) || !HostAddress.IsPossible(context.Request.Host))
        {
            return (
                StatusCodes.Status421MisdirectedRequest,
                $"This desk {because} and answers only to the names localhost, 127.0.0.1 and [::1]. Open it by one of these."
            );
        }

        return context.Request.Headers.Keys.Any(IsSignOfAProxy)
            ? (
                StatusCodes.Status403Forbidden,
                $"This request came through a proxy. The desk {because} and answers only to direct requests; use an SSH tunnel instead."
            )
            : null;
    }

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsSignOfAProxy(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        || s_signsOfAProxy.Contains(header, StringComparer.OrdinalIgnoreCase);

    public static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why + "\n", context.RequestAborted);
    }
}
