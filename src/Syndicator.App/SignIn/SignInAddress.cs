using Microsoft.AspNetCore.HttpOverrides;

namespace Syndicator.App.SignIn;

/// <summary>
/// Answers only under the desk's own address, so that no rebound name and no forgotten proxy stands between the browser and a cookie: its public one, of which
/// trusted proxies tell, or else this machine's own.
/// </summary>
internal static class SignInAddress
{
    /// <summary>Probes ask a machine, not a name.</summary>
    private static readonly PathString[] s_probed = ["/health/live", "/health/ready"];

    public static void Use(IApplicationBuilder app, SignInSettings settings)
    {
        if (settings.PublicUrl is not { } address)
        {
            app.Use((context, next) => RefuseOrGoOnAsync(context, next, ElsewhereThanHere(context)));
            return;
        }

        app.UseForwardedHeaders(Forwarding(settings, address));
        app.Use((context, next) => RefuseOrGoOnAsync(context, next, ElsewhereThan(address, context)));
    }

    private static ForwardedHeadersOptions Forwarding(SignInSettings settings, Uri address)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // Each of a row of proxies must be trusted; the first that is not ends the row.
            ForwardLimit = null,
            AllowedHosts = [address.IdnHost],
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.ForwardedFrom)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    private static (int Status, string Why)? ElsewhereThanHere(HttpContext context) =>
        HostOpenDesk.Refusal(context, "has no public address (SignIn:PublicUrl in appsettings.json)");

    private static (int Status, string Why)? ElsewhereThan(Uri address, HttpContext context)
    {
        var request = context.Request;
        if (s_probed.Contains(request.Path))
        {
            return null;
        }

        var isHere =
            HostAddress.IsPossible(request.Host)
            && request.Host.Host.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase)
            && (request.Host.Port ?? 443) == address.Port;
        return isHere && request.IsHttps
            ? null
            : (
                StatusCodes.Status421MisdirectedRequest,
                $"This desk is at {address.GetLeftPart(UriPartial.Authority)}. If that is what you opened, its proxy does not pass Host and X-Forwarded-Proto on, "
                    + $"or is not trusted: the request came from {context.Connection.RemoteIpAddress}, which SignIn:ForwardedFrom must name."
            );
    }

    private static Task RefuseOrGoOnAsync(HttpContext context, RequestDelegate next, (int Status, string Why)? refusal) =>
        refusal is { } found ? HostOpenDesk.Refuse(context, found.Status, found.Why) : next(context);
}
