namespace Syndicator.App;

/// <summary>What every answer says to the browser: no script or style but our own files, nothing from elsewhere, no frame, no referrer, no guessing.</summary>
internal static class HostHeaders
{
    private static readonly Dictionary<string, string> s_headers = new()
    {
        ["Content-Security-Policy"] =
            "default-src 'none'; style-src 'self'; script-src 'self'; require-trusted-types-for 'script'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()",
        ["Cache-Control"] = "no-store",
    };

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        // At the last moment, because an error page clears what was set before it.
        context.Response.OnStarting(() =>
        {
            foreach (var (name, value) in s_headers)
            {
                context.Response.Headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
